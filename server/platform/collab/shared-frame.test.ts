import { describe, expect, test } from 'vitest';
import { SharedFrame } from '#server/platform/collab/shared-frame.ts';

/** Lengths and headers by RFC 6455, section 5.2: a whole binary message, unmasked. */
const HEADERS: readonly (readonly [number, readonly number[]])[] = [
  [0, [0x82, 0]],
  [125, [0x82, 125]],
  [126, [0x82, 126, 0, 126]],
  [65_535, [0x82, 126, 0xff, 0xff]],
  [65_536, [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]],
  [70_000, [0x82, 127, 0, 0, 0, 0, 0, 1, 0x11, 0x70]],
];

describe('a frame for many sockets', () => {
  test.each(HEADERS)('[CO8] holds %i bytes after their header', (length, header) => {
    const bytes = Uint8Array.from({ length }, (_, at) => at % 256);
    const expected = Buffer.concat([Buffer.from(header), bytes]);
    expect(new SharedFrame(bytes).framed.equals(expected)).toBe(true);
  });
});
