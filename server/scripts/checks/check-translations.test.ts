import { expect, it } from 'vitest';
import { checkTranslations } from './check-translations.ts';
import { sourceTree } from './source-tree.ts';

const FR = 'shared/i18n/fr/forum.json';
const EN = 'shared/i18n/en/forum.json';
const PAGE = 'client/features/forum/topic-page.tsx';

function found(fr: object, en: object, page = '') {
  const uses = `const { t } = useTranslation('forum');\n${page}`;
  const tree = sourceTree({ [FR]: JSON.stringify(fr), [EN]: JSON.stringify(en), [PAGE]: uses });
  return checkTranslations(tree).map(({ file, message }) => `${file} ${message}`);
}

it('accepts the same keys, variables and plural forms, all in use', () => {
  const fr = {
    answer: 'Répondre',
    posts_one: 'Un message',
    posts_other: '{{count}} messages',
    hello: { you: 'Bonjour {{name}}' },
  };
  const en = {
    answer: 'Answer',
    posts_one: '{{count}} post',
    posts_other: '{{count}} posts',
    hello: { you: 'Hello {{ name }}' },
  };
  expect(
    found(fr, en, "t('answer'); t('posts', { count }); t('forum:hello.you', { name });"),
  ).toEqual([]);
});

it('names the key that a language lacks', () => {
  const missing = found({ a: 'A', b: 'B' }, { a: 'A' }, "t('a'); t('b');");
  expect(missing).toEqual([
    expect.stringMatching(/^shared\/i18n\/en\/forum\.json “b” is missing in en/),
  ]);
});

it.each([
  [{ a: 'Bonjour {{name}}' }, { a: 'Hello' }, 'does not show {{name}}'],
  [{ a_one: 'un', a_other: 'des' }, { a_one: 'one' }, 'needs both _one and _other'],
  [{ a_one: 'un', a_other: 'des' }, { a: 'some' }, 'has no plural forms'],
  [{ a: ' ' }, { a: 'A' }, 'is empty'],
])('refuses %j with %j', (fr, en, reason) => {
  expect(found(fr, en, "t('a', { count: 1 })")).toContainEqual(expect.stringContaining(reason));
});

it('refuses a key of the code that no language has', () => {
  const texts = { a: 'A' };
  expect(found(texts, texts, "t('a'); t('b');")).toEqual([
    expect.stringContaining('“b” is in none'),
  ]);
  expect(found(texts, texts, "t(busy ? 'a' : 'c');")).toEqual([
    expect.stringContaining('“c” is in none'),
  ]);
  expect(found(texts, texts, `t('a'); t(\`states.\${state}\`);`)).toHaveLength(1);
});

it('takes a template for all the keys that it may name', () => {
  const texts = { states: { open: 'A', closed: 'B' } };
  expect(found(texts, texts, `t(\`states.\${state}\`);`)).toEqual([]);
});

it('refuses a key that nothing uses', () => {
  const texts = { a: 'A', b: 'B' };
  expect(found(texts, texts, "t('a');")).toEqual([expect.stringContaining('“b” is used nowhere')]);
  expect(found(texts, texts, "t('a'); const labels = ['b'] as const;")).toEqual([]);
});
