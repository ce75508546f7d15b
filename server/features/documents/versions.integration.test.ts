import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { VersionParts, Versions } from '#server/features/documents/versions.model.ts';
import { LetterRoom, untilSaved, writeParagraph } from '#server/test/letter-room.ts';
import type { TestHost, TestPerson } from '#server/test/test-host.ts';

let room: LetterRoom;
let host: TestHost;
let member: TestPerson;
let facilitator: TestPerson;
let outsider: TestPerson;

beforeAll(async () => {
  room = await LetterRoom.open();
  ({ host, member, facilitator, outsider } = room);
});

afterAll(() => room.close());

describe('versions', () => {
  it('[DO15] [DO16] a member keeps the text as it is, and reads it as it was', async () => {
    const letter = await room.createLetter(member, ['Constat', 'Suite']);
    const client = room.connect(member, letter.id, letter.sections[0]?.id);
    await writeParagraph(client, 'Premiers mots.');
    const version = await room.keep(member, letter.id, ' Version   relue ');
    expect(version).toMatchObject({ name: 'Version relue', by: { name: 'Aya' } });
    expect(version.seal).toMatch(/^[0-9a-f]{64}$/);
    await writeParagraph(client, 'Mots suivants.');
    const path = `/api/documents/${letter.id}/versions`;
    const read = await host.call(facilitator, 'GET', `${path}/${version.id}`);
    expect(read.body.version).toMatchObject({
      title: 'Lettre',
      texts: [
        { title: 'Constat', words: '\nPremiers mots.' },
        { title: 'Suite', words: '' },
      ],
    });
    const list = await host.call(facilitator, 'GET', path);
    expect(list.body).toEqual({ items: [version], next: null });
  });

  it('[DO15] the list has pages; the same creation twice is one version', async () => {
    const letter = await room.createLetter(member);
    const path = `/api/documents/${letter.id}/versions`;
    const input = { clientKey: room.newKey(), name: 'Une' };
    const [one, other] = await Promise.all([
      host.call(member, 'POST', path, input),
      host.call(member, 'POST', path, input),
    ]);
    expect(other.body.version).toEqual(one.body.version);
    const second = await room.keep(member, letter.id, 'Deux');
    const first = await host.call(member, 'GET', `${path}?limit=1`);
    expect(first.body.items).toEqual([second]);
    const rest = await host.call(member, 'GET', `${path}?limit=1&after=${first.body.next}`);
    expect(rest.body).toEqual({ items: [one.body.version], next: null });
    expect(await Versions.countDocuments({ documentId: letter.id })).toBe(2);
  });

  it('[DO15] a name is given later, and the seal stays', async () => {
    const letter = await room.createLetter(member);
    const version = await room.keep(member, letter.id, 'Brouillon');
    const path = `/api/documents/${letter.id}/versions/${version.id}`;
    const named = await host.call(facilitator, 'PATCH', path, { name: 'Envoyée au maire' });
    expect(named.body.version).toEqual({ ...version, name: 'Envoyée au maire' });
    expect((await host.call(member, 'GET', path)).status).toBe(200);
  });

  it('[DO16] a version larger than a record is kept in parts', async () => {
    const notes = await room.createNotes(member);
    const client = room.connect(member, notes.id);
    await untilSaved(client);
    for (let part = 0; part < 4; part += 1) {
      client.doc.getText('text').insert(0, 'é'.repeat(2_000_000));
      await untilSaved(client);
    }
    const version = await room.keep(member, notes.id, 'Longue');
    expect(await VersionParts.countDocuments({ versionId: version.id })).toBe(2);
    const path = `/api/documents/${notes.id}/versions/${version.id}`;
    const read = await host.call(member, 'GET', path);
    expect(read.body.version.texts[0].words).toHaveLength(8_000_000);
  });

  it('[DO16] a seal that does not fit is told, and nothing is shown', async () => {
    const letter = await room.createLetter(member);
    const path = `/api/documents/${letter.id}/versions`;
    const changed = await room.keep(member, letter.id, 'Titre changé');
    await Versions.updateOne({ _id: changed.id }, { $set: { title: 'Autre titre' } });
    const lost = await room.keep(member, letter.id, 'Texte perdu');
    await VersionParts.deleteMany({ versionId: lost.id });
    const altered = await room.keep(member, letter.id, 'Texte changé');
    const state = Y.encodeStateAsUpdate(new Y.Doc());
    await VersionParts.updateOne(
      { versionId: altered.id },
      { $set: { state: Buffer.from(state) } },
    );
    for (const { id } of [changed, lost, altered]) {
      const read = await host.call(member, 'GET', `${path}/${id}`);
      expect(read).toMatchObject({ status: 500, body: { error: { code: 'broken_seal' } } });
    }
  });

  it('[DO17] what is unfinished is not shown', async () => {
    const letter = await room.createLetter(member);
    const version = await room.keep(member, letter.id, 'En cours');
    await Versions.updateOne({ _id: version.id }, { $set: { whole: false } });
    const path = `/api/documents/${letter.id}/versions`;
    expect((await host.call(member, 'GET', path)).body.items).toEqual([]);
    expect((await host.call(member, 'GET', `${path}/${version.id}`)).status).toBe(404);
    expect((await host.call(member, 'PATCH', `${path}/${version.id}`, { name: 'x' })).status).toBe(
      404,
    );
  });
});

describe('who may not', () => {
  it('[DO15] others see no version, even of a public document', async () => {
    const letter = await room.createLetter(member);
    const version = await room.keep(member, letter.id, 'Relue');
    const path = `/api/documents/${letter.id}/versions`;
    const visitor = await host.person('Noé', [[room.space, 'visitor']]);
    const input = { clientKey: room.newKey(), name: 'Non' };
    const people: [TestPerson | null, number][] = [
      [null, 401],
      [outsider, 403],
      [visitor, 403],
    ];
    for (const [as, status] of people) {
      expect((await host.call(as, 'GET', path)).status).toBe(status);
      expect((await host.call(as, 'GET', `${path}/${version.id}`)).status).toBe(status);
      expect((await host.call(as, 'POST', path, input)).status).toBe(status);
      const named = await host.call(as, 'PATCH', `${path}/${version.id}`, { name: 'Non' });
      expect(named.status).toBe(status);
    }
    expect((await host.call(member, 'GET', path)).body.items).toEqual([version]);
  });
});

describe('bad input', () => {
  it('gets a stable code and keeps nothing', async () => {
    const letter = await room.createLetter(member);
    const version = await room.keep(member, letter.id, 'Relue');
    const other = await room.createLetter(member);
    const path = `/api/documents/${letter.id}/versions`;
    const unknown = 'f'.repeat(24);
    const creation = { clientKey: room.newKey(), name: 'Nom' };
    const elsewhere = `/api/documents/${other.id}/versions/${version.id}`;
    const attempts: [string, string, unknown, number][] = [
      ['POST', path, {}, 400],
      ['POST', path, { ...creation, name: ' \n ' }, 400],
      ['POST', path, { ...creation, name: 'x'.repeat(81) }, 400],
      ['POST', path, { ...creation, name: { $gt: '' } }, 400],
      ['POST', path, { ...creation, by: unknown }, 400],
      ['POST', path, { ...creation, clientKey: 'x' }, 400],
      ['POST', `/api/documents/${unknown}/versions`, creation, 404],
      ['GET', `${path}?limit=1000`, undefined, 400],
      ['GET', `${path}?after=x`, undefined, 400],
      ['GET', `${path}/x`, undefined, 400],
      ['GET', `${path}/${unknown}`, undefined, 404],
      ['GET', elsewhere, undefined, 404],
      ['PATCH', elsewhere, { name: 'Nom' }, 404],
      ['PATCH', `${path}/${version.id}`, { name: null }, 400],
    ];
    for (const [method, address, body, status] of attempts) {
      const answer = await host.call(member, method, address, body);
      expect([method, address, answer.status]).toEqual([method, address, status]);
    }
    expect((await host.call(member, 'GET', path)).body.items).toEqual([version]);
  });
});
