import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Db, Document, Filter } from 'mongodb';
import { checkFolder } from '#server/platform/embedded-mongo/check.ts';
import { FILE_NAME } from '#server/platform/embedded-mongo/worker-protocol.ts';
import type { SealedDocument } from '#server/test/crash/sealed-document.ts';
import { thingsOf } from '#server/test/crash/writers.ts';

/**
 * What SQLite and the engine's own check say of a killed store, in words. A copy is looked at, since
 * opening the store would do what its next start has to do alone.
 */
export function inspectStopped(folder: string): string[] {
  const copy = mkdtempSync(join(tmpdir(), 'trame-inspection-'));
  try {
    for (const name of readdirSync(folder).filter((each) => each.startsWith(FILE_NAME))) {
      cpSync(join(folder, name), join(copy, name));
    }
    const file = join(copy, FILE_NAME);
    if (!existsSync(file)) return [];
    return [...integrityProblems(file), ...checkFolder(copy)];
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** What is wrong with the finished copies in a folder, in words; removes them all. */
export function inspectCopies(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const problems = readdirSync(folder)
    .filter((name) => name.endsWith('.sqlite'))
    .flatMap((name) => inspectCopy(join(folder, name)).map((problem) => `${name}: ${problem}`));
  rmSync(folder, { recursive: true });
  return problems;
}

function inspectCopy(file: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'trame-inspection-'));
  try {
    cpSync(file, join(folder, FILE_NAME));
    return [...integrityProblems(join(folder, FILE_NAME)), ...checkFolder(folder)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function integrityProblems(file: string): string[] {
  const store = new DatabaseSync(file);
  const rows = store.prepare('PRAGMA integrity_check').all();
  store.close();
  return rows.map((row) => String(row.integrity_check)).filter((verdict) => verdict !== 'ok');
}

/** Everything, in the order of the collection itself, without an index. */
export async function readAll(database: Db): Promise<Map<string, SealedDocument>> {
  const all = await thingsOf(database).find().hint({ $natural: 1 }).toArray();
  return new Map(all.map((document) => [document._id, document]));
}

interface Question {
  readonly index: string;
  readonly filter: Filter<SealedDocument>;
  readonly holds: (document: SealedDocument) => boolean;
}

const QUESTIONS: readonly Question[] = [
  { index: 'version_1', filter: { version: { $gte: 0 } }, holds: () => true },
  {
    index: 'tags_1_version_-1',
    filter: { tags: 'all' },
    holds: ({ tags }) => tags.includes('all'),
  },
  {
    index: 'tags_1_version_-1',
    filter: { tags: 'few' },
    holds: ({ tags }) => tags.includes('few'),
  },
  { index: 'tags_1_version_-1', filter: { tags: 't7' }, holds: ({ tags }) => tags.includes('t7') },
  { index: 'writer_1_left_-1', filter: { writer: 2 }, holds: ({ writer }) => writer === 2 },
  {
    index: 'right_1',
    filter: { right: { $gt: 0 }, writer: { $gt: 3 } },
    holds: ({ writer }) => writer > 3,
  },
];

/** Compares what each index answers with what was read without it; answers the differences. */
export async function compareIndexes(
  database: Db,
  all: ReadonlyMap<string, SealedDocument>,
): Promise<string[]> {
  const problems: string[] = [];
  for (const { index, filter, holds } of QUESTIONS) {
    const found = await thingsOf(database)
      .find<Document>(filter, { projection: { _id: 1 } })
      .hint(index)
      .toArray();
    const expected = [...all.values()].filter(holds).map(({ _id }) => _id);
    const ids = new Set(found.map(({ _id }) => String(_id)));
    const same = ids.size === expected.length && expected.every((id) => ids.has(id));
    if (!same || ids.size !== found.length) {
      problems.push(`${index} answers ${found.length} documents where ${expected.length} are`);
    }
  }
  return problems;
}
