import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { repeatErasures } from '#server/features/documents/erase.mutations.ts';
import {
  DocumentErasures,
  VersionParts,
  Versions,
} from '#server/features/documents/versions.model.ts';
import { Pen } from '#server/platform/collab/testing/document-log.contract.ts';
import { storeDatabase } from '#server/platform/persistence/connect.ts';
import {
  LetterRoom,
  rootIn,
  untilSaved,
  untilWords,
  writeParagraph,
} from '#server/test/letter-room.ts';
import type { TestHost, TestPerson } from '#server/test/test-host.ts';
import { CLOSE } from '#shared/realtime/close-codes.ts';

let room: LetterRoom;
let host: TestHost;
let member: TestPerson;
let facilitator: TestPerson;

beforeAll(async () => {
  room = await LetterRoom.open();
  ({ host, member, facilitator } = room);
});

afterAll(() => room.close());

const restore = (as: TestPerson | null, document: string, version: string, body: unknown) =>
  host.call(as, 'POST', `/api/documents/${document}/versions/${version}/restore`, body);

describe('restoring a text', () => {
  it('[DO20] is seen by everyone who is connected, and leaves their undo to each', async () => {
    const letter = await room.createLetter(facilitator, ['Constat', 'Suite']);
    const section = letter.sections[0]?.id ?? '';
    const aya = room.connect(member, letter.id, section);
    const malo = room.connect(facilitator, letter.id, section);
    await writeParagraph(aya, 'Ce que nous voyons.');
    await untilWords(malo, '', 'Ce que nous voyons.');
    const version = await room.keep(member, letter.id, 'Relue');
    const undo = new Y.UndoManager(rootIn(aya), {
      captureTimeout: 0,
      trackedOrigins: new Set([aya]),
    });
    await writeParagraph(aya, 'Ajout de Aya.');
    await untilWords(malo, '', 'Ce que nous voyons.', 'Ajout de Aya.');
    malo.doc.transact(() => rootIn(malo).delete(1, 1));
    await untilSaved(malo);
    const answer = await restore(facilitator, letter.id, version.id, { section });
    expect(answer.status).toBe(204);
    await untilWords(aya, '', 'Ce que nous voyons.');
    await untilWords(malo, '', 'Ce que nous voyons.');
    await writeParagraph(aya, 'Encore Aya.');
    undo.undo();
    await untilWords(malo, '', 'Ce que nous voyons.');
    undo.undo();
    await untilSaved(aya);
    await untilWords(malo, '', 'Ce que nous voyons.');
  });

  it('[DO20] is a change of the log like any other, and what was before is in a version', async () => {
    const letter = await room.createLetter(facilitator);
    const section = letter.sections[0]?.id ?? '';
    const version = await room.keep(member, letter.id, 'Vide');
    await writeParagraph(room.connect(member, letter.id, section), 'À ne pas perdre.');
    await restore(facilitator, letter.id, version.id, { section });
    const path = `/api/documents/${letter.id}/versions`;
    const { body } = await host.call(member, 'GET', path);
    expect(body.items).toMatchObject([
      { name: null, by: { name: 'Malo' } },
      { name: 'Vide', by: { name: 'Aya' } },
    ]);
    const before = await host.call(member, 'GET', `${path}/${body.items[0].id}`);
    expect(before.body.version.texts[0].words).toBe('\nÀ ne pas perdre.');
    await host.restart();
    const late = room.connect(member, letter.id, section);
    await untilSaved(late);
    await untilWords(late, '');
    const again = await restore(facilitator, letter.id, body.items[0].id, { section });
    expect(again.status).toBe(204);
    await untilWords(late, '', 'À ne pas perdre.');
  });

  it('[DO20] a plain document is restored too', async () => {
    const notes = await room.createNotes(member);
    const client = room.connect(member, notes.id);
    client.doc.getText('text').insert(0, 'Un deux trois');
    await untilSaved(client);
    const version = await room.keep(member, notes.id, 'Trois');
    client.doc.getText('text').delete(3, 5);
    await untilSaved(client);
    const answer = await restore(member, notes.id, version.id, { section: null });
    expect(answer.status).toBe(204);
    await client.until(() => client.doc.getText('text').toString() === 'Un deux trois');
  });
});

const erase = (as: TestPerson | null, document: string, version: string, body: unknown) =>
  host.call(as, 'POST', `/api/documents/${document}/versions/${version}/erase`, body);

/** Whether these words are in a record of the store that keeps texts. */
async function isAnywhere(words: string): Promise<boolean> {
  const names = ['document_updates', 'document_snapshots', 'document_version_parts'];
  for (const name of names) {
    for await (const record of storeDatabase().collection(name).find()) {
      const bytes = record.update ?? record.state;
      if (Buffer.from(bytes?.buffer ?? []).includes(words)) return true;
    }
  }
  return false;
}

describe('erasing', () => {
  it('[DO21] begins an epoch of the version alone; the rest is in no record of the store', async () => {
    const letter = await room.createLetter(facilitator, ['Une', 'Deux']);
    const [section = '', other = ''] = letter.sections.map(({ id }) => id);
    const aya = room.connect(member, letter.id, section);
    await writeParagraph(aya, 'Reste.');
    const good = await room.keep(member, letter.id, 'Bonne');
    await writeParagraph(aya, 'Secret de famille.');
    await writeParagraph(room.connect(member, letter.id, other), 'Autre partie.');
    const bad = await room.keep(member, letter.id, 'À effacer');
    await host.host.log.compact(`${letter.id}/${section}@0`);
    expect(await isAnywhere('Secret')).toBe(true);
    const refused = new Promise((resolve) => aya.provider.on('refused', resolve));
    const answer = await erase(facilitator, letter.id, good.id, { section });
    expect(answer.status).toBe(200);
    expect(await refused).toMatchObject({ code: CLOSE.staleEpoch });
    const { epoch } = answer.body.document.sections[0];
    expect(epoch).toBe(1);
    const late = room.connect(member, letter.id, section, epoch);
    await untilWords(late, '', 'Reste.');
    expect(await isAnywhere('Secret')).toBe(false);
    const path = `/api/documents/${letter.id}/versions`;
    const stripped = await host.call(member, 'GET', `${path}/${bad.id}`);
    expect(stripped.body.version.texts).toMatchObject([
      { words: null },
      { words: '\nAutre partie.' },
    ]);
    const kept = await host.call(member, 'GET', `${path}/${good.id}`);
    expect(kept.body.version.texts[0].words).toBe('\nReste.');
    expect((await erase(facilitator, letter.id, bad.id, { section })).status).toBe(404);
  });

  it('[DO22] what comes late to the older epoch goes too', async () => {
    const letter = await room.createLetter(facilitator);
    const section = letter.sections[0]?.id ?? '';
    const good = await room.keep(member, letter.id, 'Bonne');
    expect((await erase(facilitator, letter.id, good.id, { section })).status).toBe(200);
    const pen = new Pen(`${letter.id}/${section}@0`, member.id);
    await host.host.log.append([pen.write('Revenant')]);
    expect(await isAnywhere('Revenant')).toBe(true);
    await repeatErasures(host.host.log, Date.now());
    expect(await isAnywhere('Revenant')).toBe(false);
    expect(await DocumentErasures.countDocuments({ documentId: letter.id })).toBe(1);
    await repeatErasures(host.host.log, Date.now() + 600_000);
    expect(await DocumentErasures.countDocuments({ documentId: letter.id })).toBe(0);
    await untilWords(room.connect(member, letter.id, section, 1), '');
  });

  it('[DO21] only facilitators erase, and bad input changes nothing', async () => {
    const letter = await room.createLetter(member);
    const section = letter.sections[0]?.id ?? '';
    const version = await room.keep(member, letter.id, 'Relue');
    const attempts: [TestPerson | null, unknown, number][] = [
      [null, { section }, 401],
      [room.outsider, { section }, 403],
      [member, { section }, 403],
      [facilitator, { section: null }, 400],
      [facilitator, { section: 'f'.repeat(24) }, 404],
      [facilitator, {}, 400],
    ];
    for (const [as, body, status] of attempts) {
      const answer = await erase(as, letter.id, version.id, body);
      expect([body, answer.status]).toEqual([body, status]);
    }
    const { body } = await host.call(member, 'GET', `/api/documents/${letter.id}`);
    expect(body.document).toMatchObject({ revision: 1, may: { erase: false } });
  });
});

describe('who may not restore', () => {
  it('[DO20] only those who arrange, only what is open, only what its seal fits', async () => {
    const letter = await room.createLetter(facilitator, ['Une', 'Deux']);
    const [first, second] = letter.sections;
    const section = first?.id;
    const client = room.connect(member, letter.id, section);
    const version = await room.keep(member, letter.id, 'Relue');
    await writeParagraph(client, 'Reste.');
    const frozen = `/api/documents/${letter.id}/sections/${second?.id}`;
    await host.call(facilitator, 'PATCH', frozen, { phase: 'frozen' });
    const broken = await room.keep(member, letter.id, 'Cassée');
    await VersionParts.deleteMany({ versionId: broken.id });
    const before = await Versions.countDocuments({ documentId: letter.id });
    const unknown = 'f'.repeat(24);
    const attempts: [TestPerson | null, string, unknown, number][] = [
      [null, version.id, { section }, 401],
      [room.outsider, version.id, { section }, 403],
      [member, version.id, { section }, 403],
      [facilitator, version.id, { section: second?.id }, 409],
      [facilitator, broken.id, { section }, 500],
      [facilitator, unknown, { section }, 404],
      [facilitator, version.id, { section: unknown }, 404],
      [facilitator, version.id, { section: null }, 404],
      [facilitator, version.id, {}, 400],
      [facilitator, version.id, { section: { $ne: '' } }, 400],
      [facilitator, version.id, { section, epoch: 1 }, 400],
    ];
    for (const [as, id, body, status] of attempts) {
      const answer = await restore(as, letter.id, id, body);
      expect([id, body, answer.status]).toEqual([id, body, status]);
    }
    expect(await Versions.countDocuments({ documentId: letter.id })).toBe(before);
    const late = room.connect(member, letter.id, section);
    await untilWords(late, '', 'Reste.');
  });
});
