import { serialize } from 'bson';
import { expect, test } from 'vitest';
import { MessageCutter, readCommand } from './wire-messages.ts';

/** An OP_MSG with a body and the sequence `documents`. */
function message(body: object, documents: readonly object[]): Buffer {
  const sequence = Buffer.concat([
    Buffer.from('documents\0'),
    ...documents.map((each) => Buffer.from(serialize(each))),
  ]);
  const size = Buffer.alloc(4);
  size.writeInt32LE(sequence.length + 4);
  const sections = [
    Buffer.from([0]),
    Buffer.from(serialize(body)),
    Buffer.from([1]),
    size,
    sequence,
  ];
  const header = Buffer.alloc(20);
  const whole = Buffer.concat([header, ...sections]);
  whole.writeInt32LE(whole.length, 0);
  whole.writeInt32LE(2013, 12);
  return whole;
}

test('messages are read whole, however the bytes come', () => {
  const first = message({ insert: 'a', $db: 'x' }, [{ n: 1 }, { n: 2 }]);
  const second = message({ insert: 'b', $db: 'x' }, [{ n: 3 }]);
  const stream = Buffer.concat([first, second]);
  for (const step of [1, 3, 17, stream.length]) {
    const cutter = new MessageCutter();
    const found: Buffer[] = [];
    for (let at = 0; at < stream.length; at += step) {
      found.push(...cutter.push(stream.subarray(at, at + step)));
    }
    expect(found.map(readCommand)).toEqual([
      { insert: 'a', $db: 'x', documents: [{ n: 1 }, { n: 2 }] },
      { insert: 'b', $db: 'x', documents: [{ n: 3 }] },
    ]);
  }
});

test('what is no OP_MSG is no command', () => {
  const greeting = message({ isMaster: 1 }, []);
  greeting.writeInt32LE(2004, 12);
  expect(readCommand(greeting)).toBeNull();
});
