import { model, Schema, type Types } from 'mongoose';
import type { Audience, DocumentKind, SectionPhase } from '#shared/features/documents/schema.ts';

interface SectionRecord {
  id: string;
  title: string;
  phase: SectionPhase;
  epoch: number;
  clientKey: string;
}

export interface DocumentRecord {
  spaceId: Types.ObjectId;
  title: string;
  kind: DocumentKind;
  audience: Audience;
  sections: SectionRecord[];
  /** Raised by each change: a change is written only over the revision that it was made from. */
  revision: number;
  /** The newest number that an epoch of one of its sections was given. */
  lastEpoch?: number;
  clientKey: string;
  createdBy: Types.ObjectId;
  createdAt: Date;
}

const sectionSchema = new Schema<SectionRecord>(
  {
    id: { type: String, required: true },
    title: { type: String, default: '' },
    phase: { type: String, required: true },
    epoch: { type: Number, required: true },
    clientKey: { type: String, required: true },
  },
  { _id: false, id: false },
);

const schema = new Schema<DocumentRecord>({
  spaceId: { type: Schema.Types.ObjectId, required: true },
  title: { type: String, required: true },
  kind: { type: String, required: true },
  audience: { type: String, required: true },
  sections: { type: [sectionSchema], required: true },
  revision: { type: Number, required: true },
  lastEpoch: { type: Number, default: 0 },
  clientKey: { type: String, required: true },
  createdBy: { type: Schema.Types.ObjectId, required: true },
  createdAt: { type: Date, required: true },
});
schema.index({ spaceId: 1, _id: -1 });
schema.index({ createdBy: 1, clientKey: 1 }, { unique: true });

export const Documents = model('Document', schema, 'documents');
