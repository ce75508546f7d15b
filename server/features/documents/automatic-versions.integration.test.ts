import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  clearUnfinished,
  keepDueVersions,
  thinVersions,
} from '#server/features/documents/automatic-versions.mutations.ts';
import { addDocument } from '#server/features/documents/mutations.ts';
import {
  DocumentWritings,
  VersionParts,
  Versions,
} from '#server/features/documents/versions.model.ts';
import { keepVersion } from '#server/features/documents/versions.mutations.ts';
import { WritingNotes } from '#server/features/documents/writings.mutations.ts';
import { Pen } from '#server/platform/collab/testing/document-log.contract.ts';
import { startTestHost, type TestHost, type TestPerson } from '#server/test/test-host.ts';
import type { DocumentId, SpaceId } from '#shared/core/ids.ts';
import { FakeClock } from '#shared/testing/fake-clock.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let host: TestHost;
let space: SpaceId;
let member: TestPerson;
let keys = 0;

beforeAll(async () => {
  // Without the worker, so that jobs run when a test says so.
  host = await startTestHost({ services: new Set(['web']) });
  space = await host.space('promo');
  member = await host.person('Aya', [[space, 'member']]);
});

afterAll(() => host.close());

const failed = (error: unknown): never => {
  throw error;
};

/** A plain document, with a pen that writes into its log and a clock of its own. */
async function begin() {
  keys += 1;
  const input = { clientKey: `key-of-test-${keys}`, title: 'Notes', audience: 'members' } as const;
  const { id } = await addDocument(host.host.log, space, member.id, { ...input, kind: 'plain' });
  const clock = new FakeClock(Date.now());
  const pen = new Pen(id, member.id);
  const notes = new WritingNotes({ clock, onError: failed });
  const parts = { log: host.host.log, clock, onError: failed };
  return {
    id,
    clock,
    parts,
    async write() {
      await host.host.log.append([pen.write('mot ')]);
      notes.note(id);
      await notes.flush();
    },
    versions: () => Versions.find({ documentId: id }).sort({ _id: 1 }).lean(),
  };
}

describe('automatic versions', () => {
  it('[DO18] one comes when nobody has written for ten minutes, and no other after it', async () => {
    const { id, clock, parts, write, versions } = await begin();
    await write();
    clock.advance(9 * MINUTE);
    await write();
    clock.advance(9 * MINUTE);
    await keepDueVersions(parts);
    expect(await versions()).toHaveLength(0);
    clock.advance(MINUTE);
    await keepDueVersions(parts);
    expect(await versions()).toMatchObject([{ name: null, by: null, whole: true }]);
    clock.advance(DAY);
    await keepDueVersions(parts);
    expect(await versions()).toHaveLength(1);
    expect(await DocumentWritings.countDocuments({ documentId: id })).toBe(0);
  });

  it('[DO18] one comes after an hour of writing, and what is written then stays noted', async () => {
    const { id, clock, parts, write, versions } = await begin();
    for (let minute = 0; minute < 60; minute += 5) {
      await write();
      clock.advance(5 * MINUTE);
    }
    await keepDueVersions(parts);
    expect(await versions()).toHaveLength(1);
    await write();
    clock.advance(10 * MINUTE);
    await keepDueVersions(parts);
    expect(await versions()).toHaveLength(2);
    expect(await DocumentWritings.countDocuments({ documentId: id })).toBe(0);
  });

  it('[DO18] none comes when the newest version has it all', async () => {
    const { id, clock, parts, write, versions } = await begin();
    await write();
    const kept = { key: 'a-key', by: member.id, name: 'Relue', at: new Date(clock.now()) };
    await keepVersion(host.host.log, id, kept);
    clock.advance(10 * MINUTE);
    await keepDueVersions(parts);
    expect(await versions()).toHaveLength(1);
  });

  it('[DO18] a document that is gone is forgotten', async () => {
    const { parts, clock } = await begin();
    const unknown = 'f'.repeat(24);
    const notes = new WritingNotes({ clock, onError: failed });
    notes.note(unknown);
    await notes.flush();
    clock.advance(10 * MINUTE);
    await keepDueVersions(parts);
    expect(await DocumentWritings.countDocuments({ documentId: unknown })).toBe(0);
  });
});

describe('versions that leave', () => {
  const keepAt = (id: DocumentId, at: number, name: string | null = null) =>
    keepVersion(host.host.log, id, { key: `at ${at}`, by: null, name, at: new Date(at) });

  it('[DO19] are thinned document by document, with their parts', async () => {
    const one = await begin();
    const other = await begin();
    const noon = Math.floor(Date.now() / DAY) * DAY - 10 * DAY + DAY / 2;
    await keepAt(one.id, noon, 'Nommée');
    const early = await keepAt(one.id, noon + MINUTE);
    const late = await keepAt(one.id, noon + 2 * MINUTE);
    const alone = await keepAt(other.id, noon);
    await thinVersions(one.parts);
    const left = await one.versions();
    expect(left.map(({ _id }) => String(_id)).slice(1)).toEqual([late.id]);
    expect(left[0]?.name).toBe('Nommée');
    expect(await other.versions()).toHaveLength(1);
    expect(await VersionParts.countDocuments({ versionId: early.id })).toBe(0);
    expect(await VersionParts.countDocuments({ versionId: alone.id })).toBe(1);
  });

  it('[DO17] what a crash left unfinished is cleared after an hour', async () => {
    const { id, clock, versions } = await begin();
    const { id: versionId } = await keepAt(id, clock.now());
    await Versions.updateOne({ _id: versionId }, { $set: { whole: false } });
    await clearUnfinished(clock.now() + 59 * MINUTE);
    expect(await versions()).toHaveLength(1);
    await clearUnfinished(clock.now() + 61 * MINUTE);
    expect(await versions()).toHaveLength(0);
    expect(await VersionParts.countDocuments({ versionId })).toBe(0);
  });
});
