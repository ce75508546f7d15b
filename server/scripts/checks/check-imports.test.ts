import { describe, expect, it } from 'vitest';
import { checkImports } from './check-imports.ts';
import { sourceTree } from './source-tree.ts';

const messages = (files: Record<string, string>) =>
  checkImports(sourceTree(files)).map(({ message }) => message);
const importing = (path: string, specifier: string) =>
  messages({ [path]: `import { a } from '${specifier}';\nexport const b = a;` });

describe('who may import whom', () => {
  it.each([
    ['server/main.ts', '#server/features/forum/routes.ts'],
    ['server/composition.ts', '#server/platform/http/http-server.ts'],
    ['server/features/forum/routes.ts', './mutations.ts'],
    ['server/features/forum/routes.ts', '#server/features/spaces/data.ts'],
    ['server/features/forum/posts.mutations.ts', '#server/features/spaces/members.data.ts'],
    ['server/features/forum/mutations.ts', 'mongoose'],
    ['server/platform/persistence/connect.ts', 'mongoose'],
    ['server/platform/auth/auth.ts', 'mongodb'],
    ['server/platform/embedded-mongo/storage.ts', 'node:sqlite'],
    ['server/platform/http/route.ts', '#shared/core/errors.ts'],
    ['server/features/forum/routes.test.ts', '#server/test/test-host.ts'],
    ['server/bench/store.bench.ts', 'node:sqlite'],
    ['client/app/routes.tsx', '#client/features/forum/topic-page.tsx'],
    ['client/features/forum/topic-page.tsx', '#client/features/spaces/space-mark.tsx'],
    ['client/features/forum/topic-page.tsx', '#client/ui/button.tsx'],
    ['client/editor/toolbar.tsx', '#client/ui/button.tsx'],
    ['client/e2e/forum.spec.ts', '#server/test/test-host.ts'],
    ['server/platform/collab/hub.integration.test.ts', '#client/platform/collab/provider.ts'],
    ['shared/features/forum/domain.ts', 'zod'],
    ['shared/editor/nodes/image.ts', '@lexical/rich-text'],
    ['shared/features/forum/domain.test.ts', 'vitest'],
  ])('lets %s use %s', (path, specifier) => {
    expect(importing(path, specifier)).toEqual([]);
  });

  it.each([
    ['shared/core/ids.ts', '#server/config/config.ts', 'neither server'],
    ['shared/core/ids.test.ts', '#server/config/config.ts', 'neither server'],
    ['server/features/forum/routes.ts', '#client/app/routes.tsx', 'never import each other'],
    ['client/features/forum/api.ts', '#server/features/forum/schema.ts', 'never import each other'],
    ['client/e2e/forum.spec.ts', '#server/features/forum/data.ts', 'never import each other'],
    ['server/platform/http/route.ts', '#server/features/forum/data.ts', 'never the other way'],
    ['server/config/config.ts', '#server/platform/http/route.ts', 'never the other way'],
    ['server/features/forum/jobs.ts', '#server/composition.ts', 'never the other way'],
    ['client/platform/api.ts', '#client/features/forum/api.ts', 'never the other way'],
    ['client/ui/button.tsx', '#client/platform/session/session.ts', 'design system'],
    ['server/features/forum/routes.ts', '#server/features/spaces/model.ts', 'private to “spaces”'],
    ['server/features/forum/routes.ts', '#server/features/spaces/routes.ts', 'private to “spaces”'],
    ['client/features/forum/page.tsx', '#client/features/spaces/api.ts', 'private to “spaces”'],
    ['server/features/forum/routes.ts', './model.ts', 'Only data.ts and mutations.ts'],
    ['server/features/forum/routes.ts', 'mongoose', 'see Mongoose'],
    ['server/platform/auth/auth.ts', 'mongoose', 'see Mongoose'],
    ['server/platform/http/route.ts', 'mongodb', 'mongodb driver'],
    ['server/platform/collab/log.ts', 'node:sqlite', 'embedded-mongo'],
    ['server/features/forum/posts.mutations.ts', 'express', 'never sees a request'],
    ['shared/features/forum/domain.ts', 'node:crypto', 'no Node'],
    ['shared/editor/nodes/image.ts', '@lexical/react/useLexicalNodeSelection', 'no page'],
    ['client/features/forum/api.ts', 'node:path', 'does not exist in a browser'],
    ['server/features/forum/data.ts', '#server/test/test-host.ts', 'helps tests'],
    ['server/features/forum/data.ts', '../../platform/mail/mailer.ts', 'Paths that climb'],
    ['server/features/forum/routes.ts', './presenter', 'needs its extension'],
  ])('refuses %s the use of %s', (path, specifier, reason) => {
    expect(importing(path, specifier)).toContainEqual(expect.stringContaining(reason));
  });

  it('sees every form of import', () => {
    const reasons = [
      `export { a } from '#server/a.ts';\nexport const b = 1;`,
      `export const load = () => import('#server/a.ts');`,
      `export type A = import('#server/a.ts').A;`,
      `import type { A } from '#server/a.ts';\nexport type B = A;`,
      `import '#server/a.ts';`,
    ].map((text) => messages({ 'client/app/routes.ts': text }));
    for (const found of reasons) expect(found).toHaveLength(1);
  });

  it('lets a feature of the client use the types of another', () => {
    const text = `import type { Space } from '#client/features/spaces/api.ts';\nexport type A = Space;`;
    expect(messages({ 'client/features/forum/api.ts': text })).toEqual([]);
  });
});

describe('what a module does', () => {
  it('reads the environment only in server/config', () => {
    const text = 'export const port = process.env.PORT;';
    expect(messages({ 'server/platform/http/a.ts': text })).toHaveLength(1);
    expect(messages({ 'server/config/config.ts': text, 'server/test/host.ts': text })).toEqual([]);
    const inWords = '// process.env is read elsewhere\nexport const a = "process.env";';
    expect(messages({ 'server/platform/http/a.ts': inWords })).toEqual([]);
  });

  it.each([
    'Date.now()',
    'new Date()',
    'Math.random()',
    'crypto.randomUUID()',
    'performance.now()',
  ])('refuses %s in a rule', (call) => {
    const text = `export const a = () => ${call};`;
    expect(messages({ 'shared/features/sessions/machine.ts': text })).toHaveLength(1);
    expect(messages({ 'shared/core/clock.ts': text })).toEqual([]);
  });

  it('lets a rule read a date that it was given', () => {
    const text = 'export const year = (now: number) => new Date(now).getUTCFullYear();';
    expect(messages({ 'shared/features/sessions/domain.ts': text })).toEqual([]);
  });

  it('refuses a barrel', () => {
    const text = `export { a } from './a.ts';\nexport { b } from './b.ts';`;
    const a = 'export const a = 1;';
    const found = checkImports(
      sourceTree({ 'client/ui/all.ts': text, 'client/ui/a.ts': a, 'client/ui/b.ts': a }),
    );
    expect(found.map(({ file }) => file)).toEqual(['client/ui/all.ts']);
  });

  it('names where it is', () => {
    const text = `export const a = 1;\n\nimport '#client/app/a.ts';`;
    const found = checkImports(sourceTree({ 'server/main.ts': text }));
    expect(found).toEqual([expect.objectContaining({ file: 'server/main.ts', line: 3 })]);
  });
});

describe('cycles', () => {
  const use = (specifier: string) => `import { a } from '${specifier}';\nexport const b = a;`;

  it('shows the way round', () => {
    const found = messages({
      'shared/core/a.ts': use('./b.ts'),
      'shared/core/b.ts': use('#shared/core/c.ts'),
      'shared/core/c.ts': use('./a.ts'),
      'shared/core/d.ts': use('./a.ts'),
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(
      'shared/core/a.ts → shared/core/b.ts → shared/core/c.ts → shared/core/a.ts',
    );
  });

  it('is not made by types or by a lazy import', () => {
    const found = messages({
      'shared/core/a.ts': use('./b.ts'),
      'shared/core/b.ts': `import type { A } from './a.ts';\nexport const a = (x: A) => import('./a.ts');`,
      'shared/core/c.ts': `import { type B } from './d.ts';\nexport type C = B;`,
      'shared/core/d.ts': use('./c.ts'),
    });
    expect(found).toEqual([]);
  });
});
