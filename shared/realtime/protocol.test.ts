import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MalformedBytesError } from '#shared/realtime/byte-reader.ts';
import { isFinalClose } from '#shared/realtime/close-codes.ts';
import { decodeFrame, encodeFrame, type Frame, type Message } from '#shared/realtime/protocol.ts';

const bytes = fc.uint8Array({ maxLength: 40 });
const kind = fc.constantFrom('step1' as const, 'step2' as const, 'update' as const);
const sequence = fc.nat();
const ordinary: fc.Arbitrary<Message> = fc.oneof(
  fc.record({ type: fc.constant('sync' as const), kind, bytes }),
  fc.record({ type: fc.constant('awareness' as const), bytes }),
  fc.record({ type: fc.constant('queryAwareness' as const) }),
);
const beyond: fc.Arbitrary<Message> = fc.oneof(
  ordinary,
  fc.record({ type: fc.constant('numbered' as const), sequence, kind, bytes }),
  fc.record({ type: fc.constant('acknowledged' as const), sequence }),
  fc.record({ type: fc.constant('role' as const), role: fc.constantFrom('read', 'write') }),
  fc.record({
    type: fc.constant('state' as const),
    state: fc.constantFrom('storing', 'store_refuses'),
  }),
  fc.record({ type: fc.constant('hello' as const), version: fc.nat(), maxUpdateBytes: fc.nat() }),
  fc.record({ type: fc.constant('closed' as const), code: fc.nat(5000), reason: fc.string() }),
  fc.record({ type: fc.constant('leave' as const) }),
  fc.record({
    type: fc.constant('refused' as const),
    sequence,
    reason: fc.constant('read_only' as const),
  }),
);
const frame: fc.Arbitrary<Frame> = fc.oneof(
  fc.record({ channel: fc.constant(null), message: ordinary }),
  fc.record({ channel: fc.string({ maxLength: 139 }), message: beyond }),
);

describe('frames', () => {
  it('[CO2] [CO3] come back as they were', () => {
    fc.assert(
      fc.property(frame, (given) => {
        expect(decodeFrame(encodeFrame(given), given.channel !== null)).toEqual(given);
      }),
    );
  });

  it('[CO2] keep the bytes of y-websocket', () => {
    const update = Uint8Array.of(0, 0);
    const message: Message = { type: 'sync', kind: 'update', bytes: update };
    expect([...encodeFrame({ channel: null, message })]).toEqual([0, 2, 2, 0, 0]);
  });

  it('[CO5] refuse any other bytes with their own error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.boolean(), (input, multiplexed) => {
        try {
          const read = decodeFrame(input, multiplexed);
          expect(encodeFrame(read).length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedBytesError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("[CO3] keep Trame's own messages from connections that did not ask", () => {
    const asked = encodeFrame({ channel: null, message: { type: 'leave' } });
    expect(() => decodeFrame(asked, false)).toThrow(MalformedBytesError);
  });
});

it('[CO4] 4400 to 4499 are final', () => {
  expect([4399, 4400, 4499, 4500, 1006].map(isFinalClose)).toEqual([
    false,
    true,
    true,
    false,
    false,
  ]);
});
