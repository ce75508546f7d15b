import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeDocument, validateDocument } from './bson-decode.ts';
import { encodeDocument } from './bson-encode.ts';
import { crc32c } from './checksum.ts';
import { MAX_MESSAGE_BYTES, MessageReader, ProtocolError, readMessage } from './wire.ts';

const body = encodeDocument(
  new Map<string, string | number>([
    ['ping', 1],
    ['$db', 'admin'],
  ]),
);

function message(operation: number, ...parts: Buffer[]): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(16), ...parts]);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(7, 4);
  bytes.writeInt32LE(operation, 12);
  return bytes;
}

const flags = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const section = (kind: number, ...parts: Buffer[]): Buffer =>
  Buffer.concat([Buffer.from([kind]), ...parts]);
const sequence = (name: string, ...documents: Buffer[]): Buffer => {
  const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents]);
  const size = Buffer.alloc(4);
  size.writeInt32LE(content.length + 4);
  return section(1, size, content);
};

describe('messages', () => {
  test('[EM16] a body and a sequence of documents', () => {
    const request = readMessage(
      message(2013, flags(0), section(0, body), sequence('documents', body, body)),
    );
    expect(request).toMatchObject({ id: 7, database: 'admin', answered: true, legacy: false });
    expect(request.sequences.get('documents')).toHaveLength(2);
  });

  test('[EM16] a right checksum is taken, a wrong one is not', () => {
    const whole = message(2013, flags(1), section(0, body), Buffer.alloc(4));
    whole.writeUInt32LE(crc32c(whole.subarray(0, whole.length - 4)), whole.length - 4);
    expect(readMessage(whole).command.get('ping')).toBe(1);
    whole.writeUInt8(whole.readUInt8(whole.length - 1) ^ 1, whole.length - 1);
    expect(() => readMessage(whole)).toThrow(ProtocolError);
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
  });

  test.each([
    ['an unknown operation', message(2012, flags(0), section(0, body))],
    ['an unknown required flag', message(2013, flags(8), section(0, body))],
    ['no body', message(2013, flags(0))],
    ['two bodies', message(2013, flags(0), section(0, body), section(0, body))],
    ['an unknown section', message(2013, flags(0), section(2, body))],
    [
      'a section beyond the end',
      message(2013, flags(0), section(0, body.subarray(0, body.length - 1))),
    ],
    [
      'a sequence twice',
      message(2013, flags(0), section(0, body), sequence('a', body), sequence('a', body)),
    ],
    [
      'a sequence without an end to its name',
      message(2013, flags(0), section(0, body), section(1, Buffer.from([6, 0, 0, 0, 97, 98]))),
    ],
    ['no database', message(2013, flags(0), section(0, encodeDocument(new Map([['ping', 1]]))))],
  ])('[EM16] refused: %s', (_, bytes) => {
    expect(() => readMessage(bytes)).toThrow(ProtocolError);
  });

  test('[EM16] messages are found however the bytes arrive', () => {
    const stream = Buffer.concat([1, 2, 3].map(() => message(2013, flags(0), section(0, body))));
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 8 }), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), stream.length];
        const reader = new MessageReader();
        const found = places
          .slice(1)
          .flatMap((end, at) => reader.push(stream.subarray(places[at], end)));
        expect(found).toHaveLength(3);
      }),
    );
  });

  test('[EM16] sizes out of bounds are refused at once', () => {
    for (const size of [-1, 0, 15, MAX_MESSAGE_BYTES + 1]) {
      const header = Buffer.alloc(16);
      header.writeInt32LE(size);
      expect(() => new MessageReader().push(header)).toThrow(ProtocolError);
    }
  });

  test('[EM16] no bytes make the reader fail otherwise than by a refusal', () => {
    const whole = message(2013, flags(0), section(0, body), sequence('documents', body));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 17), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (changes) => {
          const bytes = Buffer.from(whole);
          for (const [at, value] of changes) bytes[16 + at] = value;
          try {
            for (const part of readMessage(bytes).sequences.values())
              for (const each of part) validateDocument(each);
          } catch (error) {
            expect(error).toMatchObject({ name: expect.stringMatching(/^(Error|CommandError)$/) });
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('[EM6] nesting beyond 180 levels is refused', () => {
    let deep = Buffer.from([5, 0, 0, 0, 0]);
    for (let level = 0; level < 250; level += 1) {
      const head = Buffer.from([0, 0, 0, 0, 3, 97, 0]);
      deep = Buffer.concat([head, deep, Buffer.from([0])]);
      deep.writeInt32LE(deep.length);
    }
    expect(() => validateDocument(deep)).toThrow(/nesting/);
    expect(() => decodeDocument(deep)).toThrow(/nesting/);
  });
});
