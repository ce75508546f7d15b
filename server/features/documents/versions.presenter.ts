import * as Y from 'yjs';
import { namesOf } from '#server/features/accounts/data.ts';
import { statesOf, type Version } from '#server/features/documents/versions.data.ts';
import { wordsOf } from '#shared/editor/words.ts';
import type { VersionSummary, VersionView } from '#shared/features/documents/versions.schema.ts';

export async function presentVersions(versions: readonly Version[]): Promise<VersionSummary[]> {
  const names = await namesOf(versions.flatMap(({ by }) => by ?? []));
  return versions.map(({ id, at, by, name, seal }) => ({
    id,
    at: at.toISOString(),
    by: by && { id: by, name: names.get(by) ?? '' },
    name,
    seal,
  }));
}

/** [DO16] Throws `broken_seal`. */
export async function presentVersion(version: Version): Promise<VersionView> {
  const states = await statesOf(version);
  const { id, at, by, name, seal } = version;
  const names = await namesOf(by ? [by] : []);
  const texts = version.texts.map(({ section, title }, index) => ({
    section,
    title,
    words: wordsOrNull(states[index]),
  }));
  return {
    id,
    at: at.toISOString(),
    by: by && { id: by, name: names.get(by) ?? '' },
    name,
    seal,
    title: version.title,
    texts,
  };
}

const wordsOrNull = (state: Uint8Array | null | undefined): string | null =>
  state ? wordsIn(state) : null;

function wordsIn(state: Uint8Array): string {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, state);
    return wordsOf(doc);
  } finally {
    doc.destroy();
  }
}
