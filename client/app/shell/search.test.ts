// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { findEntries, type SearchEntry } from '#client/app/shell/search-entries.ts';
import { opensSearch } from '#client/app/shell/search-keys.ts';

/** Whether a key pressed in `element` opens the search, as the document sees it. */
function pressed(init: KeyboardEventInit, element: HTMLElement = document.body): boolean {
  if (element !== document.body) document.body.append(element);
  let opened = false;
  const listener = (event: KeyboardEvent) => {
    opened = opensSearch(event);
  };
  document.addEventListener('keydown', listener);
  element.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...init }));
  document.removeEventListener('keydown', listener);
  if (element !== document.body) element.remove();
  return opened;
}

describe('the search opens', () => {
  it('with / on the page, and with Ctrl K or Cmd K everywhere', () => {
    expect(pressed({ key: '/' })).toBe(true);
    expect(pressed({ key: 'k', ctrlKey: true })).toBe(true);
    expect(pressed({ key: 'K', metaKey: true }, document.createElement('input'))).toBe(true);
  });

  it('with / typed with Shift, as on a French keyboard', () => {
    expect(pressed({ key: '/', shiftKey: true })).toBe(true);
  });

  it('never while one writes a /', () => {
    expect(pressed({ key: '/' }, document.createElement('textarea'))).toBe(false);
    expect(pressed({ key: '/' }, document.createElement('input'))).toBe(false);
  });

  it('with no other key', () => {
    expect(pressed({ key: 'k' })).toBe(false);
    expect(pressed({ key: 'k', ctrlKey: true, shiftKey: true })).toBe(false);
  });
});

describe('the search finds', () => {
  const entries: SearchEntry[] = [
    { to: '/espaces/euro', label: 'Eurométropole', group: 'spaces' },
    { to: '/espaces/p', label: 'Promo 2026', group: 'spaces' },
    { to: '/moi', label: 'Mon compte', group: 'pages' },
  ];
  const found = (query: string) => findEntries(entries, query).map((entry) => entry.to);

  it('without accents or capitals, and by several words in any order', () => {
    expect(found('euromet')).toEqual(['/espaces/euro']);
    expect(found('EUROMÉT')).toEqual(['/espaces/euro']);
    expect(found('2026 pro')).toEqual(['/espaces/p']);
  });

  it('everything when nothing is asked, nothing when nothing matches', () => {
    expect(found('  ')).toHaveLength(3);
    expect(found('zzz')).toEqual([]);
  });
});
