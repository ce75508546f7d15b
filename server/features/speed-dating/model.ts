import { model, Schema, type Types } from 'mongoose';
import type { InterestLevel, LeadKind } from '#shared/features/speed-dating/schema.ts';

export interface NoteRecord {
  sessionId: Types.ObjectId;
  /** Participants of the session: who wrote, and about whom. */
  from: Types.ObjectId;
  about: Types.ObjectId;
  level: InterestLevel;
  leads: { kind: LeadKind; words: string; nextStep: string }[];
  updatedAt: Date;
}

const objectId = { type: Schema.Types.ObjectId, required: true } as const;

const leadSchema = new Schema<NoteRecord['leads'][number]>(
  {
    kind: { type: String, required: true },
    words: { type: String, default: '' },
    nextStep: { type: String, default: '' },
  },
  { _id: false },
);

const noteSchema = new Schema<NoteRecord>({
  sessionId: objectId,
  from: objectId,
  about: objectId,
  level: { type: String, required: true },
  leads: { type: [leadSchema], default: [] },
  updatedAt: { type: Date, required: true },
});
noteSchema.index({ sessionId: 1, from: 1, about: 1 }, { unique: true });

export const Notes = model('SpeedDatingNote', noteSchema, 'speed_dating_notes');
