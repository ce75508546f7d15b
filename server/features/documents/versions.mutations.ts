import { Types, trusted } from 'mongoose';
import { type Document, findDocument } from '#server/features/documents/data.ts';
import { type DocumentText, logNameOf, textsOf } from '#server/features/documents/texts.data.ts';
import {
  findVersion,
  hashOf,
  sealOf,
  toVersion,
  type Version,
  versionedDocument,
} from '#server/features/documents/versions.data.ts';
import {
  VersionParts,
  Versions,
  type VersionTextRecord,
} from '#server/features/documents/versions.model.ts';
import type { DocumentLog } from '#server/platform/collab/document-log.ts';
import { foldUpdates } from '#server/platform/collab/fold-updates.mjs';
import { isDuplicateKey } from '#server/platform/persistence/duplicate-key.ts';
import { AppError } from '#shared/core/errors.ts';
import { type DocumentId, type PersonId, toId } from '#shared/core/ids.ts';
import {
  type KeepVersion,
  VERSION_LIMITS,
  type VersionId,
} from '#shared/features/documents/versions.schema.ts';
import { signedIn, type Viewer } from '#shared/features/spaces/abilities.ts';

/** A record holds 16 MB. */
const PART_BYTES = 15 * 2 ** 20;
/** A text began a new epoch this often while it was copied: something else is wrong. */
const MOST_ATTEMPTS = 3;

/** [DO15] Keeps the document as it is now under a name; the same key gives the version it gave. */
export async function keepNamedVersion(
  log: DocumentLog,
  viewer: Viewer,
  documentId: DocumentId,
  { clientKey, name }: KeepVersion,
): Promise<Version> {
  const document = await versionedDocument(viewer, documentId);
  const by = signedIn(viewer, 'keep a version');
  const key = `${by} ${clientKey}`;
  const known = await Versions.findOne({ documentId, key }).lean();
  if (known) return toVersion(known);
  await checkRoom(documentId);
  return keepVersion(log, document.id, { key, by, name, at: new Date() });
}

/** [DO15] */
export async function nameVersion(
  viewer: Viewer,
  documentId: DocumentId,
  versionId: VersionId,
  name: string,
): Promise<Version> {
  const document = await versionedDocument(viewer, documentId);
  const version = await findVersion(document.id, versionId);
  if (version.name === null) await checkRoom(documentId);
  const named = await Versions.findOneAndUpdate(
    { _id: version.id, whole: true },
    { $set: { name } },
    { returnDocument: 'after' },
  ).lean();
  if (!named) throw new AppError('not_found', 'no such version');
  return toVersion(named);
}

async function checkRoom(documentId: DocumentId): Promise<void> {
  const named = await Versions.countDocuments({
    documentId,
    whole: true,
    name: trusted({ $ne: null }),
  });
  if (named < VERSION_LIMITS.named) return;
  throw new AppError('too_large', `a document has ${VERSION_LIMITS.named} named versions at most`);
}

interface Keeping {
  /** The same for a creation that is repeated. */
  readonly key: string;
  readonly by: PersonId | null;
  readonly name: string | null;
  readonly at: Date;
}

/**
 * [DO16] [DO17] Copies the document as the log has it. Its texts are read one after the other: a
 * version is no single moment of all of them, as readers have none either.
 */
export async function keepVersion(
  log: DocumentLog,
  documentId: DocumentId,
  keeping: Keeping,
): Promise<Version> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const document = await findDocument(documentId);
    if (!document) throw new AppError('not_found', 'no such document');
    const kept = await copyDocument(log, document, keeping);
    if (kept) return kept;
  }
  throw new AppError('conflict', 'the document changes too fast, try again');
}

/** The version; null when a text began a new epoch meanwhile, since the copy may hold what was erased. */
async function copyDocument(
  log: DocumentLog,
  document: Document,
  { key, by, name, at }: Keeping,
): Promise<Version | null> {
  const id = toId<'version'>(new Types.ObjectId().toHexString());
  const { id: documentId, title } = document;
  const draft = { _id: id, documentId, at, by, name, title, texts: [], whole: false };
  await Versions.create({ ...draft, key: `unfinished ${id}` });
  const texts: VersionTextRecord[] = [];
  for (const text of textsOf(document)) {
    texts.push(await copyText(log, document.id, id, texts.length, text));
  }
  const seal = sealOf({ id, documentId, at, by, name, title, texts });
  if (!(await isCurrent(document))) {
    await removeVersion(id);
    return null;
  }
  try {
    // An erasure meanwhile has taken the unfinished version away: then nothing matches.
    const kept = await Versions.findOneAndUpdate(
      { _id: id, whole: false },
      { $set: { key, texts, seal, whole: true } },
      { returnDocument: 'after' },
    ).lean();
    if (!kept) await removeVersion(id);
    return kept && toVersion(kept);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    await removeVersion(id);
    const first = await Versions.findOne({ documentId, key }).lean();
    if (!first) throw error;
    return toVersion(first);
  }
}

async function copyText(
  log: DocumentLog,
  document: DocumentId,
  versionId: VersionId,
  index: number,
  text: DocumentText,
): Promise<VersionTextRecord> {
  const loaded = await log.load(logNameOf(document, text));
  const state = Buffer.from(foldUpdates(loaded.snapshot, loaded.updates));
  for (let part = 0; part * PART_BYTES < state.length; part += 1) {
    const bytes = state.subarray(part * PART_BYTES, (part + 1) * PART_BYTES);
    await VersionParts.create({ versionId, text: index, part, state: bytes });
  }
  return { ...text, sequence: loaded.sequence, bytes: state.length, hash: hashOf(state) };
}

async function isCurrent(document: Document): Promise<boolean> {
  const latest = await findDocument(document.id);
  const epochs = new Map(latest?.sections.map(({ id, epoch }) => [id, epoch]));
  return latest !== null && document.sections.every(({ id, epoch }) => epochs.get(id) === epoch);
}

/** Hidden first, then its parts: a crash leaves what the job finds. Safe to repeat. */
export async function removeVersion(id: VersionId): Promise<void> {
  await Versions.updateOne({ _id: id }, { $set: { whole: false } });
  await VersionParts.deleteMany({ versionId: id });
  await Versions.deleteOne({ _id: id });
}
