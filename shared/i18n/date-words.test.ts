import { describe, expect, it } from 'vitest';
import { clockWords, dateWords, exactDateWords, hourWords } from '#shared/i18n/date-words.ts';

const paris = { language: 'fr', timeZone: 'Europe/Paris' } as const;
const london = { language: 'en', timeZone: 'Europe/Paris' } as const;
/** Tuesday, 15:00 in Paris. */
const now = Date.parse('2026-11-24T14:00:00Z');
const at = (iso: string) => Date.parse(iso);
const plain = (words: string) => words.replace(/[\u00a0\u202f]/g, ' ');
const french = (iso: string) => plain(dateWords(at(iso), now, paris));
const english = (iso: string) => plain(dateWords(at(iso), now, london));

describe('a date in words', () => {
  it.each([
    ['2026-11-24T14:00:20Z', 'à l’instant'],
    ['2026-11-24T13:55:00Z', 'il y a 5 minutes'],
    ['2026-11-24T14:30:00Z', 'dans 30 minutes'],
    ['2026-11-24T12:00:00Z', 'il y a 2 heures'],
    ['2026-11-24T06:05:00Z', 'aujourd’hui, 7 h 05'],
    ['2026-11-24T17:00:00Z', 'aujourd’hui, 18 h'],
    ['2026-11-23T13:00:00Z', 'hier, 14 h'],
    ['2026-11-25T13:00:00Z', 'demain, 14 h'],
    ['2026-11-26T13:00:00Z', 'jeudi 14 h, après-demain'],
    ['2026-11-28T13:30:00Z', 'samedi 14 h 30, dans 4 jours'],
    ['2026-11-20T13:00:00Z', 'vendredi 14 h, il y a 4 jours'],
    ['2026-12-17T17:00:00Z', 'jeudi 17 décembre, 18 h'],
    ['2026-03-12T13:00:00Z', '12 mars'],
    ['2025-03-12T13:00:00Z', '12 mars 2025'],
  ])('%s is %s', (iso, words) => {
    expect(french(iso)).toBe(words);
  });

  it('speaks English', () => {
    expect(english('2026-11-24T14:00:00Z')).toBe('just now');
    expect(english('2026-11-25T13:00:00Z')).toBe('tomorrow, 14:00');
    expect(english('2026-11-28T13:30:00Z')).toBe('Saturday 14:30, in 4 days');
    expect(english('2025-03-12T13:00:00Z')).toBe('12 March 2025');
  });

  it('counts days where the reader is: 23:30 UTC is already tomorrow in Paris', () => {
    expect(french('2026-11-24T23:30:00Z')).toBe('demain, 0 h 30');
    expect(
      plain(dateWords(at('2026-11-24T23:30:00Z'), now, { language: 'fr', timeZone: 'UTC' })),
    ).toBe('aujourd’hui, 23 h 30');
  });

  it('counts one day over the change of hour', () => {
    const saturday = at('2026-10-24T10:00:00Z');
    expect(plain(dateWords(at('2026-10-25T10:00:00Z'), saturday, paris))).toBe('demain, 11 h');
  });

  it('keeps the hour on one line, and says the whole date', () => {
    expect(hourWords(at('2026-11-26T13:05:00Z'), paris)).toBe('14\u00a0h\u00a005');
    expect(plain(exactDateWords(at('2026-11-26T13:00:00Z'), paris))).toBe(
      'jeudi 26 novembre 2026 à 14:00',
    );
  });

  it('shows a duration as a clock, never below zero', () => {
    expect(clockWords(245_000)).toBe('4:05');
    expect(clockWords(3_845_000)).toBe('1:04:05');
    expect(clockWords(1)).toBe('0:01');
    expect(clockWords(-5_000)).toBe('0:00');
  });
});
