import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  LetterRoom,
  rootIn,
  untilSaved,
  untilWords,
  writeParagraph,
} from '#server/test/letter-room.ts';

let room: LetterRoom;

beforeAll(async () => {
  room = await LetterRoom.open();
});

afterAll(() => room.close());

describe('authors', () => {
  it('[DO23] each passage is told with who wrote it, before and after compaction', async () => {
    const { host, member, facilitator } = room;
    const letter = await room.createLetter(member);
    const section = letter.sections[0]?.id ?? '';
    const aya = room.connect(member, letter.id, section);
    const malo = room.connect(facilitator, letter.id, section);
    await writeParagraph(aya, 'Nous proposons un lieu.');
    await untilWords(malo, '', 'Nous proposons un lieu.');
    const block = rootIn(malo).get(1);
    const text = block instanceof Y.XmlElement ? block.get(0) : null;
    if (text instanceof Y.XmlText) text.insert(15, 'fermement ');
    await untilSaved(malo);
    const path = `/api/documents/${letter.id}/sections/${section}/authors`;
    const expected = [
      { account: null, name: null, text: '\n' },
      { account: member.id, name: 'Aya', text: 'Nous proposons ' },
      { account: facilitator.id, name: 'Malo', text: 'fermement ' },
      { account: member.id, name: 'Aya', text: 'un lieu.' },
    ];
    expect((await host.call(member, 'GET', path)).body.runs).toEqual(expected);
    await host.host.log.compact(`${letter.id}/${section}@0`);
    expect((await host.call(member, 'GET', path)).body.runs).toEqual(expected);
    expect((await host.call(room.outsider, 'GET', path)).status).toBe(403);
    expect((await host.call(null, 'GET', path)).status).toBe(401);
    const unknown = path.replace(section, 'f'.repeat(24));
    expect((await host.call(member, 'GET', unknown)).status).toBe(404);
  });
});
