import { trusted } from 'mongoose';
import { findDocument } from '#server/features/documents/data.ts';
import { isUnchanged, newestVersion } from '#server/features/documents/versions.data.ts';
import { DocumentWritings, Versions } from '#server/features/documents/versions.model.ts';
import { keepVersion, removeVersion } from '#server/features/documents/versions.mutations.ts';
import { settleWriting } from '#server/features/documents/writings.mutations.ts';
import type { DocumentLog } from '#server/platform/collab/document-log.ts';
import type { Clock } from '#shared/core/clock.ts';
import { type DocumentId, toId } from '#shared/core/ids.ts';
import { isVersionDue, versionsToThin } from '#shared/features/documents/versions.domain.ts';
import type { VersionId } from '#shared/features/documents/versions.schema.ts';

export interface VersionJobParts {
  readonly log: DocumentLog;
  readonly clock: Clock;
  /** Told of one document that could not be served; the others are. */
  readonly onError: (error: unknown, document: string) => void;
}

/** Documents looked at in one run; the others wait for the next. */
const MOST_AT_ONCE = 500;
/** After this long, in milliseconds, an unfinished version is what a crash left. */
const UNFINISHED_FOR = 3_600_000;

/** [DO18] */
export async function keepDueVersions({ log, clock, onError }: VersionJobParts): Promise<void> {
  const records = await DocumentWritings.find().sort({ first: 1 }).limit(MOST_AT_ONCE).lean();
  for (const { documentId, first, last } of records) {
    if (!isVersionDue({ first: first.getTime(), last: last.getTime() }, clock.now())) continue;
    const id = toId<'document'>(String(documentId));
    await keepAutomaticVersion(log, id, new Date(clock.now())).catch((error: unknown) =>
      onError(error, id),
    );
  }
}

async function keepAutomaticVersion(log: DocumentLog, id: DocumentId, at: Date): Promise<void> {
  const document = await findDocument(id);
  const newest = await newestVersion(id);
  const isKnown = newest && document && (await isUnchanged(log, document, newest));
  if (document && !isKnown) {
    const key = `automatic ${at.getTime()}`;
    await keepVersion(log, id, { key, by: null, name: null, at });
  }
  await settleWriting(id, at);
}

/** [DO17] */
export async function clearUnfinished(now: number): Promise<void> {
  const before = new Date(now - UNFINISHED_FOR);
  const records = await Versions.find(
    { whole: false, at: trusted({ $lt: before }) },
    { _id: 1 },
  ).limit(MOST_AT_ONCE);
  for (const { _id } of records) await removeVersion(toId<'version'>(String(_id)));
}

interface ThinnedVersion {
  readonly id: VersionId;
  readonly at: number;
  readonly name: null;
}

/** [DO19] Document by document, however many versions there are. */
export async function thinVersions({ clock, onError }: VersionJobParts): Promise<void> {
  const cursor = Versions.find({ whole: true, name: null }, { documentId: 1, at: 1 })
    .sort({ documentId: 1, _id: 1 })
    .lean()
    .cursor();
  const thin = (document: string, versions: readonly ThinnedVersion[]) =>
    removeAll(versionsToThin(versions, clock.now())).catch((error: unknown) =>
      onError(error, document),
    );
  let current = '';
  let versions: ThinnedVersion[] = [];
  for await (const { _id, documentId, at } of cursor) {
    if (String(documentId) !== current) {
      await thin(current, versions);
      current = String(documentId);
      versions = [];
    }
    versions.push({ id: toId<'version'>(String(_id)), at: at.getTime(), name: null });
  }
  await thin(current, versions);
}

async function removeAll(versions: readonly ThinnedVersion[]): Promise<void> {
  for (const { id } of versions) await removeVersion(id);
}
