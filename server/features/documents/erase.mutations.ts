import { randomBytes } from 'node:crypto';
import { trusted } from 'mongoose';
import * as Y from 'yjs';
import { type Document, findDocument } from '#server/features/documents/data.ts';
import { beginEpoch, reserveEpoch } from '#server/features/documents/mutations.ts';
import { restoreContent } from '#server/features/documents/restore.collab.ts';
import { openText, stateIn } from '#server/features/documents/restore.mutations.ts';
import { logNameOf } from '#server/features/documents/texts.data.ts';
import { versionedDocument } from '#server/features/documents/versions.data.ts';
import {
  DocumentErasures,
  VersionParts,
  Versions,
} from '#server/features/documents/versions.model.ts';
import { removeVersion } from '#server/features/documents/versions.mutations.ts';
import type { DocumentLog } from '#server/platform/collab/document-log.ts';
import { AppError } from '#shared/core/errors.ts';
import { type DocumentId, toId } from '#shared/core/ids.ts';
import { mayEraseText } from '#shared/features/documents/abilities.ts';
import type { EraseText, VersionId } from '#shared/features/documents/versions.schema.ts';
import { signedIn, type Viewer } from '#shared/features/spaces/abilities.ts';
import { readUpdate, UPDATE_LIMITS } from '#shared/realtime/update-reader.ts';

export interface EraseParts {
  readonly log: DocumentLog;
  /** Told as soon as the new epoch has begun, before anything is forgotten. */
  readonly onEpoch: (document: Document) => void;
}

interface EraseTarget extends EraseText {
  readonly documentId: DocumentId;
  readonly versionId: VersionId;
}

/** The first entry of an epoch may be as large as a row; what people send stays smaller. */
const FIRST_ENTRY = { ...UPDATE_LIMITS, maxBytes: 15 * 2 ** 20 };

/** How long an erasure is repeated, in milliseconds: every connection to the older epoch is closed by then. */
const REPEATED_FOR = 600_000;

/**
 * [DO21] Makes a text what it was in a version, and forgets the rest. Throws `broken_seal`, `wrong_state` for a
 * text that nobody may write in, `conflict` when another erasure came between.
 */
export async function eraseText(
  { log, onEpoch }: EraseParts,
  viewer: Viewer,
  target: EraseTarget,
): Promise<Document> {
  const { documentId, versionId, section } = target;
  const document = await versionedDocument(viewer, documentId);
  if (!mayEraseText(viewer, document)) {
    throw new AppError('forbidden', 'only facilitators erase');
  }
  const by = signedIn(viewer, 'erase a text');
  openText(viewer, document, section);
  const content = freshContent(await stateIn(target));
  const epoch = await reserveEpoch(documentId);
  const [outcome] = await log.append([
    {
      key: randomBytes(12).toString('hex'),
      name: logNameOf(documentId, { section, epoch }),
      update: content,
      account: by,
      ...rangesOf(content),
      at: Date.now(),
    },
  ]);
  if (outcome?.kind !== 'durable')
    throw new AppError('conflict', `the new epoch: ${outcome?.kind}`);
  const erasure = { documentId, section, epoch, versionId };
  await DocumentErasures.create({ ...erasure, at: new Date() });
  const changed = await beginEpoch(viewer, documentId, section, epoch);
  onEpoch(changed);
  await forgetOlder(log, erasure);
  return changed;
}

/** The same words as new ones, of a client that nobody was: no struct of the older epoch comes along. */
function freshContent(state: Uint8Array): Uint8Array {
  const [doc, wanted] = [new Y.Doc(), new Y.Doc()];
  try {
    Y.applyUpdate(wanted, state);
    restoreContent(doc, wanted);
    return Y.encodeStateAsUpdate(doc);
  } finally {
    doc.destroy();
    wanted.destroy();
  }
}

function rangesOf(update: Uint8Array) {
  if (update.length > FIRST_ENTRY.maxBytes) {
    throw new AppError('too_large', 'the text is larger than one record');
  }
  const { inserted, deleted } = readUpdate(update, FIRST_ENTRY);
  return { inserted, deleted };
}

interface Erasure {
  readonly documentId: DocumentId;
  readonly section: string;
  readonly epoch: number;
  readonly versionId: VersionId;
}

/** [DO22] Safe to repeat, and does nothing before the new epoch has begun. */
async function forgetOlder(log: DocumentLog, erasure: Erasure): Promise<void> {
  const { documentId, section, epoch } = erasure;
  const document = await findDocument(documentId);
  const current = document?.sections.find(({ id }) => id === section);
  if (!current || current.epoch < epoch) return;
  const names = Array.from({ length: epoch }, (_, older) =>
    logNameOf(documentId, { section, epoch: older }),
  );
  await log.forget(names);
  await stripVersions(erasure);
}

async function stripVersions({ documentId, section, epoch, versionId }: Erasure): Promise<void> {
  const records = await Versions.find({ documentId, _id: trusted({ $ne: versionId }) }).lean();
  for (const { _id, texts, whole } of records) {
    if (!whole) {
      await removeVersion(toId<'version'>(String(_id)));
      continue;
    }
    const index = texts.findIndex((text) => text.section === section && text.epoch < epoch);
    if (index < 0) continue;
    const stripped = texts.map((text, at) => (at === index ? { ...text, erased: true } : text));
    await Versions.updateOne({ _id }, { $set: { texts: stripped } });
    await VersionParts.deleteMany({ versionId: _id, text: index });
  }
}

/** [DO22] The job. */
export async function repeatErasures(log: DocumentLog, now: number): Promise<void> {
  for (const record of await DocumentErasures.find().sort({ at: 1 }).lean()) {
    const { _id, section, epoch, at } = record;
    const documentId = toId<'document'>(String(record.documentId));
    const versionId = toId<'version'>(String(record.versionId));
    await forgetOlder(log, { documentId, section, epoch, versionId });
    if (now - at.getTime() >= REPEATED_FOR) await DocumentErasures.deleteOne({ _id });
  }
}
