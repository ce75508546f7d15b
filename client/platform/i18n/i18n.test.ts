// @vitest-environment jsdom
import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  changeLanguage,
  followAccountLanguage,
  preferredLanguage,
  startI18n,
} from '#client/platform/i18n/i18n.ts';

describe('the language of a first visit', () => {
  it.each([
    ['en', ['fr-FR'], 'en'],
    [null, ['de-DE', 'en-GB', 'fr'], 'en'],
    [null, ['fr-CA'], 'fr'],
    [null, ['de', 'pl'], 'fr'],
    ['xx', [], 'fr'],
  ])('chosen %s, browser %j: %s', (chosen, asked, expected) => {
    expect(preferredLanguage(chosen, asked)).toBe(expected);
  });
});

describe('the words', () => {
  beforeAll(async () => {
    localStorage.clear();
    await startI18n();
  });

  it('come from the files, follow the choice, and mark the page', async () => {
    await changeLanguage('fr');
    expect(i18next.t('common:cancel')).toBe('Annuler');
    expect(document.documentElement.lang).toBe('fr');
    await changeLanguage('en');
    expect(i18next.t('common:cancel')).toBe('Cancel');
    expect(document.documentElement.lang).toBe('en');
    expect(localStorage.getItem('trame.language')).toBe('en');
  });

  it('fall back to French where English misses them', async () => {
    await changeLanguage('en');
    i18next.addResource('fr', 'common', 'productName', 'Trame (fr)');
    const english: unknown = i18next.getDataByLanguage('en');
    if (typeof english === 'object' && english && 'common' in english) {
      const common = english.common;
      if (typeof common === 'object' && common && 'productName' in common)
        delete common.productName;
    }
    expect(i18next.t('common:productName')).toBe('Trame (fr)');
  });

  it('a choice on this device outlives what the account says', async () => {
    await changeLanguage('en');
    await followAccountLanguage('fr');
    expect(i18next.resolvedLanguage).toBe('en');
  });

  it('the account decides on a device without a choice', async () => {
    localStorage.clear();
    await followAccountLanguage('fr');
    expect(i18next.resolvedLanguage).toBe('fr');
  });
});
