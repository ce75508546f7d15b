import { model, Schema, type Types } from 'mongoose';
import type { ChatScope, SessionKind, SessionState } from '#shared/features/sessions/schema.ts';

export interface ParticipantRecord {
  id: Types.ObjectId;
  organisationId: Types.ObjectId;
  side: string;
  people: Types.ObjectId[];
}

export interface SessionRecord {
  spaceId: Types.ObjectId;
  kind: SessionKind;
  title: string;
  place: string;
  description: string;
  startsAt: Date;
  audience: 'public' | 'members';
  facilitatorIds: Types.ObjectId[];
  participants: ParticipantRecord[];
  /** Counts the changes of `participants`: a change is kept only if nobody else made one. */
  participantsRevision: number;
  /** The machine's state, read through its schema. */
  state: SessionState;
  /** When the clock has to move the session, in milliseconds since 1970; null when it rests. */
  dueAt: number | null;
  createdBy: Types.ObjectId;
  createdAt: Date;
  clientKey: string;
}

const objectId = { type: Schema.Types.ObjectId, required: true } as const;

const participantSchema = new Schema<ParticipantRecord>(
  {
    id: objectId,
    organisationId: objectId,
    side: { type: String, required: true },
    people: { type: [Schema.Types.ObjectId], default: [] },
  },
  { _id: false, id: false },
);

const sessionSchema = new Schema<SessionRecord>({
  spaceId: objectId,
  kind: { type: String, required: true },
  title: { type: String, required: true },
  place: { type: String, default: '' },
  description: { type: String, default: '' },
  startsAt: { type: Date, required: true },
  audience: { type: String, required: true },
  facilitatorIds: { type: [Schema.Types.ObjectId], default: [] },
  participants: { type: [participantSchema], default: [] },
  participantsRevision: { type: Number, default: 0 },
  state: { type: Schema.Types.Mixed, required: true },
  dueAt: { type: Number, default: null },
  createdBy: objectId,
  createdAt: { type: Date, required: true },
  clientKey: { type: String, required: true },
});
sessionSchema.index({ createdBy: 1, clientKey: 1 }, { unique: true });
sessionSchema.index({ spaceId: 1, startsAt: 1, _id: 1 });
sessionSchema.index({ dueAt: 1 });

export const Sessions = model('Session', sessionSchema, 'sessions');

export interface ChatMessageRecord {
  sessionId: Types.ObjectId;
  authorId: Types.ObjectId;
  clientKey: string;
  scope: ChatScope;
  /** The step and the table that a message was said at; null for what everyone hears. */
  step: number | null;
  table: number | null;
  facilitator: boolean;
  text: string;
  sentAt: Date;
}

const chatMessageSchema = new Schema<ChatMessageRecord>({
  sessionId: objectId,
  authorId: objectId,
  clientKey: { type: String, required: true },
  scope: { type: String, required: true },
  step: { type: Number, default: null },
  table: { type: Number, default: null },
  facilitator: { type: Boolean, required: true },
  text: { type: String, required: true },
  sentAt: { type: Date, required: true },
});
chatMessageSchema.index({ sessionId: 1, authorId: 1, clientKey: 1 }, { unique: true });
chatMessageSchema.index({ sessionId: 1, step: 1, table: 1, _id: 1 });

export const ChatMessages = model('ChatMessage', chatMessageSchema, 'chat_messages');
