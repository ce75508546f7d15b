import { describe, expect, it } from 'vitest';
import { plainTextOf } from '#shared/editor/plain-text.ts';
import { readNumberedText, stateOfSection } from '#shared/features/forum/numbered-text.domain.ts';

const first = (text: string) => {
  const [section] = readNumberedText(text).sections;
  if (!section) throw new Error('one section');
  return section;
};
const titles = (text: string) => readNumberedText(text).sections.map((section) => section.title);

describe('[FO17] a text with numbered headings', () => {
  it.each([
    ['1) La charte\n2) Le guide'],
    ['1. La charte\n2. Le guide'],
    ['1 - La charte\n2 – Le guide'],
    ['  1 )La charte  \n\t2)  Le guide'],
    ['1° La charte\n2° Le guide'],
    ['\uFEFF1) La charte\r\n\r\n2) Le\u00a0guide\r\n'],
    ['Introduction, page 3\n1) La charte\nun mot\n2) Le guide'],
  ])('reads %j', (text) => {
    expect(titles(text)).toEqual(['La charte', 'Le guide']);
  });

  it('keeps a title that starts with a quotation mark', () => {
    expect(titles('1) « Le bon coin »')).toEqual(['« Le bon coin »']);
  });

  it('takes for words a number that does not follow', () => {
    const text = '1) Les lieux\n16 juin\n3. Jamais\n2017\n8/10 places';
    const [only, ...others] = readNumberedText(text).sections;
    expect(others).toEqual([]);
    expect(only?.lines).toEqual(['16 juin', '3. Jamais', '2017', '8/10 places']);
  });

  it('finds nothing where there is no heading', () => {
    expect(titles('Un texte\n- sans titre\n')).toEqual([]);
    expect(titles('')).toEqual([]);
  });

  it('gives each labelled part its title and each dash its item', () => {
    const state = stateOfSection(
      first(
        '1) La plateforme\nDéfinition : Une page.\nSuite.\nObjectifs :\n- un\n- deux : trois\n',
      ),
    );
    expect(state.root.children.map((block) => block.type)).toEqual([
      'heading',
      'paragraph',
      'paragraph',
      'heading',
      'list',
    ]);
    expect(plainTextOf(state)).toBe('Définition\nUne page.\nSuite.\nObjectifs\nun\ndeux : trois');
  });

  it('does not take a sentence with a colon for a label', () => {
    const section = first('1) A\nIl y a une chose à dire ici : voilà.');
    expect(stateOfSection(section).root.children.map((block) => block.type)).toEqual(['paragraph']);
  });

  it('makes a text of a heading that has nothing under it', () => {
    expect(plainTextOf(stateOfSection(first('1) Seul')))).toBe('Seul');
  });

  it('takes off the foot of the page when the form shows where the last section ends', () => {
    const { sections, leftOut } = readNumberedText('Titre\n1) A\n- un\n2) B\n- deux\nPied de page');
    expect(sections.map((section) => section.lines)).toEqual([['- un'], ['- deux']]);
    expect(leftOut).toEqual(['Titre', 'Pied de page']);
  });

  it('takes off nothing when the form does not show it', () => {
    const { sections, leftOut } = readNumberedText('1) A\nmots\n2) B\n- deux\nConclusion');
    expect(sections.at(-1)?.lines).toEqual(['- deux', 'Conclusion']);
    expect(leftOut).toEqual([]);
  });
});
