import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  channelOf,
  formatDocumentName,
  nameOfChannel,
  parseDocumentName,
} from '#shared/realtime/document-name.ts';

const part = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
const name = fc.record({
  document: part,
  section: fc.option(fc.record({ id: part, epoch: fc.nat(999_999_999) })),
});

describe('document names', () => {
  it('[CO1] come back from their text and their channel', () => {
    fc.assert(
      fc.property(name, (given) => {
        expect(parseDocumentName(formatDocumentName(given))).toEqual(given);
        expect(nameOfChannel(given.document, channelOf(given))).toEqual(given);
      }),
    );
  });

  it.each([
    '',
    '/',
    'a/',
    'a/b',
    'a/b@',
    'a/b@01',
    'a/b@-1',
    'a/b@1234567890',
    'a/b/c@1',
    'a b',
    'é',
    'a\n',
    `${'a'.repeat(65)}`,
    `a/${'b'.repeat(65)}@1`,
    '../a',
  ])('[CO1] refuses %j', (text) => {
    expect(parseDocumentName(text)).toBeNull();
  });

  it.each(['b', 'b@', '@1', 'b@01', 'a/b@1', ' '])('[CO3] refuses the channel %j', (channel) => {
    expect(nameOfChannel('a', channel)).toBeNull();
  });
});
