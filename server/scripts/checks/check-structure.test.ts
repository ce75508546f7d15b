import { expect, it } from 'vitest';
import { checkStructure } from './check-structure.ts';
import { sourceTree } from './source-tree.ts';

const faulty = (...paths: string[]) => {
  const tree = sourceTree(Object.fromEntries(paths.map((path) => [path, ''])));
  return checkStructure(tree).map(({ file }) => file);
};

it('accepts the house', () => {
  expect(
    faulty(
      'package.json',
      '.gitignore',
      '.ci/run',
      'server/main.ts',
      'server/docs/decisions/0001-store.md',
      'server/deploy/Caddyfile',
      'server/platform/embedded-mongo/filter.ts',
      'server/features/forum/model.ts',
      'server/features/forum/posts.mutations.ts',
      'server/features/forum/posts.mutations.integration.test.ts',
      'server/features/demonstration/content/threads.ts',
      'shared/features/speed-dating/SPEC.md',
      'shared/features/speed-dating/interest.domain.ts',
      'shared/features/speed-dating/domain.test.ts',
      'client/features/forum/topic-page.tsx',
      'client/features/forum/components/post-card.module.css',
      'client/features/forum/api.ts',
      'client/features/forum/socket.ts',
      'client/features/forum/use-draft.ts',
      'client/features/forum/sending.ts',
    ),
  ).toEqual([]);
});

it('refuses a further name at the top level', () => {
  const found = checkStructure(sourceTree({ 'TODO.md': '', 'packages/core/a.ts': '' }));
  expect(found.map(({ file }) => file)).toEqual(['TODO.md', 'packages/core/a.ts']);
  expect(found[0]?.message).toContain('server/docs/');
});

it('refuses rooms and parts that the house does not have', () => {
  expect(
    faulty('server/utils/text.ts', 'server/platform/helpers/a.ts', 'client/hooks/a.ts'),
  ).toHaveLength(3);
});

it('refuses a feature that is not on the list', () => {
  expect(faulty('server/features/forums/model.ts')).toHaveLength(1);
});

it.each([
  'server/features/forum/service.ts',
  'server/features/forum/posts/model.ts',
  'server/features/forum/a.posts.model.ts',
  'server/features/forum/SPEC.md',
  'server/features/forum/routes.tsx',
  'shared/features/forum/model.ts',
  'client/features/forum/posts.domain.ts',
  'client/features/forum/schema.ts',
])('refuses %s, whose word is not in the vocabulary of a feature', (path) => {
  expect(faulty(path)).toEqual([path]);
});

it('refuses a file that is too long, unless it is content', () => {
  const text = 'a\n'.repeat(401);
  const tree = sourceTree({
    'server/features/forum/data.ts': text,
    'server/features/demonstration/content/people.ts': text,
    'shared/i18n/fr/forum.json': text,
    'server/features/forum/routes.ts': 'a\n'.repeat(400),
  });
  expect(checkStructure(tree).map(({ file }) => file)).toEqual(['server/features/forum/data.ts']);
});
