import { describe, expect, test } from 'vitest';
import {
  decodeNodeMessage,
  encodeNodeMessage,
  type NodeMessage,
} from '#server/platform/collab/node-message.ts';
import { MalformedBytesError } from '#shared/realtime/byte-reader.ts';

const messages: readonly NodeMessage[] = [
  { kind: 'who', node: 'n1' },
  {
    kind: 'rows',
    node: 'n1',
    rows: [
      { sequence: 1, account: 'anne', update: Uint8Array.of(1, 2, 3) },
      { sequence: 70_000, account: 'été', update: new Uint8Array(300) },
    ],
  },
  {
    kind: 'presence',
    node: 'n1',
    entries: [{ account: 'anne', entry: { client: 4_294_967_295, clock: 3, state: '{"a":1}' } }],
  },
];

describe('what nodes tell each other', () => {
  test.each(messages)('[CO31] arrives as it was sent: $kind', (message) => {
    expect(decodeNodeMessage(encodeNodeMessage(message))).toEqual(message);
  });

  test('[CO31] is refused when it is cut short or of an unknown kind', () => {
    for (const message of messages) {
      const bytes = encodeNodeMessage(message);
      for (let length = 0; length < bytes.length; length += 1) {
        expect(() => decodeNodeMessage(bytes.subarray(0, length))).toThrow(MalformedBytesError);
      }
    }
    expect(() => decodeNodeMessage(Uint8Array.of(9, 0))).toThrow(MalformedBytesError);
  });
});
