import * as Y from 'yjs';
import { namesOf } from '#server/features/accounts/data.ts';
import type { AuthoredRun } from '#server/features/documents/authors.collab.ts';
import { statesOf, type Version } from '#server/features/documents/versions.data.ts';
import { ID_PATTERN, toId } from '#shared/core/ids.ts';
import { wordsOf } from '#shared/editor/words.ts';
import type {
  TextRun,
  VersionSummary,
  VersionView,
} from '#shared/features/documents/versions.schema.ts';

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

/** [DO23] An account that is no person has no name. */
export async function presentRuns(runs: readonly AuthoredRun[]): Promise<TextRun[]> {
  const people = runs.flatMap(({ account }) =>
    account !== null && ID_PATTERN.test(account) ? toId<'person'>(account) : [],
  );
  const names: ReadonlyMap<string, string> = await namesOf(people);
  return runs.map(({ account, text }) => {
    const name = account === null ? undefined : names.get(account);
    return { account: name === undefined ? null : account, name: name ?? null, text };
  });
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
