import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { ServerFrames, serverFrame } from '#server/bench/collab/wire/server-frames.ts';
import { readServerMessage } from '#server/bench/collab/wire/server-messages.ts';
import { clientOf, TEXT, typedLetter, updateMessage } from '#server/bench/collab/wire/typing.ts';

const NO_PREFIX = new Uint8Array();
const CLIENT = clientOf(3);

function updatesOfYjs(count: number): Uint8Array[] {
  const doc = new Y.Doc();
  doc.clientID = CLIENT;
  const updates: Uint8Array[] = [];
  doc.on('update', (update) => updates.push(update));
  for (let at = 0; at < count; at += 1) {
    doc.getText(TEXT).insert(at, String.fromCharCode(97 + (at % 26)));
  }
  return updates;
}

function contentOf(update: Uint8Array): number[][] {
  const message = updateMessage(NO_PREFIX, update, null);
  const content: number[][] = [];
  readServerMessage(message, 0, message.length, {
    content: (...range) => void content.push(range),
    state: () => undefined,
    acknowledged: () => undefined,
  });
  return content;
}

describe('the load of the bench', () => {
  it('types as Yjs does, byte for byte', () => {
    const typed = Array.from({ length: 300 }, (_, clock) => typedLetter(CLIENT, clock));
    expect(typed.map((update) => [...update])).toEqual(updatesOfYjs(300).map((one) => [...one]));
  });

  it('counts the letters of updates, merged or not', () => {
    const updates = updatesOfYjs(200);
    expect(contentOf(updates[150] ?? NO_PREFIX)).toEqual([[CLIENT, 150, 151]]);
    expect(contentOf(Y.mergeUpdates(updates.slice(20, 120)))).toEqual([[CLIENT, 20, 120]]);
  });

  it('cuts frames wherever the network cut them', () => {
    const sizes = [0, 5, 125, 126, 65_535, 65_536];
    const stream = Buffer.concat(sizes.map((size) => serverFrame(Buffer.alloc(size, size % 251))));
    for (const step of [97, 1000, stream.length]) {
      const seen: number[] = [];
      const frames = new ServerFrames((_opcode, bytes, start, end) => {
        const payload = bytes.subarray(start, end);
        if (payload.every((byte) => byte === payload.length % 251)) seen.push(payload.length);
      });
      for (let at = 0; at < stream.length; at += step) frames.push(stream.subarray(at, at + step));
      expect({ step, seen }).toEqual({ step, seen: sizes });
    }
  });
});
