import { describe, expect, it } from 'vitest';
import { completeLinkAddress, safeLinkAddress } from '#shared/editor/link-address.ts';

describe('link addresses', () => {
  it.each([
    ['https://exemple.org', 'https://exemple.org/'],
    [' exemple.org/page ', 'https://exemple.org/page'],
    ['nom@exemple.org', 'mailto:nom@exemple.org'],
    ['HTTP://EXEMPLE.ORG/A', 'http://exemple.org/A'],
  ])('completes %s', (typed, address) => {
    expect(completeLinkAddress(typed)).toBe(address);
  });

  it.each(['', 'bonjour', 'javascript:alert(1)', 'deux mots.fr x', 'file:///etc/passwd', '//a.b'])(
    'refuses %s',
    (typed) => {
      expect(completeLinkAddress(typed)).toBeNull();
    },
  );

  it('refuses an address that is longer than any page needs', () => {
    expect(safeLinkAddress(`https://exemple.org/${'a'.repeat(3_000)}`)).toBeNull();
  });
});
