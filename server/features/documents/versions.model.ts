import { model, Schema, type Types } from 'mongoose';
import type { SectionPhase } from '#shared/features/documents/schema.ts';

/** One text of a version; its bytes are in parts. */
export interface VersionTextRecord {
  /** Null for the whole of a plain document. */
  section: string | null;
  title: string;
  phase: SectionPhase | null;
  epoch: number;
  /** The last entry of the log that the state holds. */
  sequence: number;
  /** Of the state: its length, and its SHA-256 in hexadecimal. */
  bytes: number;
  hash: string;
  /** Its words were erased: no part holds them any more. */
  erased?: boolean;
}

export interface VersionRecord {
  documentId: Types.ObjectId;
  /** A creation sent twice has one key; unfinished ones have a key of their own. */
  key: string;
  at: Date;
  by: Types.ObjectId | null;
  name: string | null;
  title: string;
  texts: VersionTextRecord[];
  seal: string;
  /** False while its parts are written, and again while they are deleted. */
  whole: boolean;
}

const textSchema = new Schema<VersionTextRecord>(
  {
    section: { type: String, default: null },
    title: { type: String, default: '' },
    phase: { type: String, default: null },
    epoch: { type: Number, required: true },
    sequence: { type: Number, required: true },
    bytes: { type: Number, required: true },
    hash: { type: String, required: true },
    erased: { type: Boolean, default: false },
  },
  { _id: false, id: false },
);

const schema = new Schema<VersionRecord>({
  documentId: { type: Schema.Types.ObjectId, required: true },
  key: { type: String, required: true },
  at: { type: Date, required: true },
  by: { type: Schema.Types.ObjectId, default: null },
  name: { type: String, default: null },
  title: { type: String, required: true },
  texts: { type: [textSchema], required: true },
  seal: { type: String, default: '' },
  whole: { type: Boolean, required: true },
});
schema.index({ documentId: 1, key: 1 }, { unique: true });
schema.index({ documentId: 1, whole: 1, _id: -1 });
schema.index({ whole: 1, at: 1 });

export const Versions = model('DocumentVersion', schema, 'document_versions');

interface VersionPartRecord {
  versionId: Types.ObjectId;
  /** The place of its text in the version, and its own in the text. */
  text: number;
  part: number;
  /** Update format V1, of all parts together. */
  state: Buffer;
}

const partSchema = new Schema<VersionPartRecord>({
  versionId: { type: Schema.Types.ObjectId, required: true },
  text: { type: Number, required: true },
  part: { type: Number, required: true },
  state: { type: Buffer, required: true },
});
partSchema.index({ versionId: 1, text: 1, part: 1 }, { unique: true });

export const VersionParts = model('DocumentVersionPart', partSchema, 'document_version_parts');

interface DocumentWritingRecord {
  documentId: Types.ObjectId;
  first: Date;
  last: Date;
}

const writingSchema = new Schema<DocumentWritingRecord>({
  documentId: { type: Schema.Types.ObjectId, required: true },
  first: { type: Date, required: true },
  last: { type: Date, required: true },
});
writingSchema.index({ documentId: 1 }, { unique: true });

/** Documents that changed since their newest version. */
export const DocumentWritings = model('DocumentWriting', writingSchema, 'document_writings');

interface DocumentErasureRecord {
  documentId: Types.ObjectId;
  section: string;
  /** Forgotten is what the section had in older epochs. */
  epoch: number;
  /** The only version that keeps its words of the older epochs. */
  versionId: Types.ObjectId;
  at: Date;
}

const erasureSchema = new Schema<DocumentErasureRecord>({
  documentId: { type: Schema.Types.ObjectId, required: true },
  section: { type: String, required: true },
  epoch: { type: Number, required: true },
  versionId: { type: Schema.Types.ObjectId, required: true },
  at: { type: Date, required: true },
});
erasureSchema.index({ documentId: 1, epoch: 1 }, { unique: true });

/** Erasures that are carried out, for the job that repeats them. */
export const DocumentErasures = model('DocumentErasure', erasureSchema, 'document_erasures');
