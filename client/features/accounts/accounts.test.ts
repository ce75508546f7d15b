import { describe, expect, it } from 'vitest';
import { safeReturn } from '#client/features/accounts/safe-return.ts';
import { splitAddresses } from '#client/features/accounts/split-addresses.ts';

describe('where one goes after signing in', () => {
  it('is the page that was asked', () => {
    expect(safeReturn('/espaces/nord?page=2')).toBe('/espaces/nord?page=2');
  });

  it.each([
    null,
    '',
    'https://example.org',
    '//example.org',
    '/\\example.org',
    'javascript:alert(1)',
  ])('is home rather than %s', (asked) => {
    expect(safeReturn(asked)).toBe('/');
  });
});

describe('the text of a mail', () => {
  it('is cut around its addresses, without the full stop', () => {
    expect(splitAddresses('Voici : https://example.org/a?b=c. Bonne journée.')).toEqual([
      { text: 'Voici : ', isAddress: false },
      { text: 'https://example.org/a?b=c', isAddress: true },
      { text: '. Bonne journée.', isAddress: false },
    ]);
  });

  it('is kept whole, and only the web is a link', () => {
    const text = 'javascript:alert(1) (http://example.org/x), fin';
    const parts = splitAddresses(text);
    expect(parts.map((part) => part.text).join('')).toBe(text);
    expect(parts.filter((part) => part.isAddress)).toEqual([
      { text: 'http://example.org/x', isAddress: true },
    ]);
  });
});
