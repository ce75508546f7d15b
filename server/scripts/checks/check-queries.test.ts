import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkQueries } from './check-queries.ts';
import { INSTEAD, REFUSED_CALLS, REFUSED_OPTIONS, SHARED_SUBSET } from './query-words.ts';
import { sourceTree } from './source-tree.ts';

const DATA = 'server/features/forum/data.ts';
const MODEL = 'server/features/forum/model.ts';

const found = (text: string, path = DATA) => checkQueries(sourceTree({ [path]: text }));

/** What is said of a text that breaks one rule, once. */
function saidOf(text: string, path = DATA): string {
  const violations = found(text, path);
  expect(violations).toEqual([{ file: path, line: 1, message: expect.any(String) }]);
  return violations[0]?.message ?? '';
}

describe('operators', () => {
  const { indexOption: _, ...operators } = SHARED_SUBSET;

  it.each(Object.values(operators).flat())('takes %s', (word) => {
    expect(found(`export const query = { title: { ${word}: 1 } };`)).toEqual([]);
  });

  it.each(Object.entries(operators))('has a contract for each %s', (_kind, words) => {
    const folder = join(import.meta.dirname, '../../test/contract');
    const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
    const contract = files.map((file) => readFileSync(join(folder, file), 'utf8'));
    const asked = new Set(contract.join('\n').match(/\$\w+/g));
    expect(words.filter((word) => !asked.has(word))).toEqual([]);
  });

  it.each(Object.entries(INSTEAD))('refuses %s and says what instead', (word, advice) => {
    const message = saidOf(`export const query = { ${word}: 1 };`);
    expect(message).toMatch(/^“\$\w+”: Trame runs on .*every MongoDB-compatible server/);
    expect(message).toContain(advice);
  });

  it.each(['$jsonSchema', '$bit', '$dateToString', '$near', '$constructor'])(
    'refuses %s, which nobody put on the list, and says how one does',
    (word) => {
      expect(saidOf(`export const query = { title: { ${word}: 1 } };`)).toMatch(
        /query-words\.ts.* contract in server\/test\/contract/,
      );
    },
  );

  it.each([
    "posts.find({ ['$where']: source })",
    "posts.find({ '$where': source })",
    'posts.find({ [`$where`]: source })',
    "const word = '$where'; posts.find({ [word]: source })",
    'filter.$where = source',
    "filter['$where'] = source",
  ])('sees it however it is written: %s', (text) => {
    expect(saidOf(text)).toContain('runs text as code');
  });

  it('refuses positions inside arrays, and takes other paths', () => {
    for (const path of [
      'sections.$.title',
      'sections.$[].title',
      'sections.$[one].title',
      'tags.$',
    ]) {
      expect(saidOf(`posts.updateOne(one, { $set: { '${path}': 1 } })`)).toContain('whole array');
    }
    expect(found("posts.updateOne(one, { $set: { 'state.step': 1 } })")).toEqual([]);
  });

  it('refuses an update that is a list of stages', () => {
    const message = saidOf('posts.updateOne(one, [{ $set: { total: 1 } }])');
    expect(message).toMatch(/list of stages.*\$set, \$unset, \$inc/);
    expect(found('posts.aggregate([{ $match: one }, { $group: { _id: "$text" } }])')).toEqual([]);
  });
});

describe('calls', () => {
  it.each(Object.entries(REFUSED_CALLS))('refuses %s and says what instead', (name, advice) => {
    expect(saidOf(`await posts.find(one).${name}(what)`)).toContain(advice);
  });

  it('takes those that every store answers', () => {
    const text = 'posts.find(one).sort(by).limit(9).populate("author"); posts.distinct("kind");';
    expect(found(text)).toEqual([]);
  });
});

describe('indexes', () => {
  it.each(Object.entries(REFUSED_OPTIONS))('refuse the option %s', (option, advice) => {
    expect(saidOf(`schema.index({ at: 1 }, { ${option}: 60 })`, MODEL)).toContain(advice);
  });

  it('refuse options that nobody put on the list', () => {
    expect(saidOf('schema.index({ at: 1 }, { unique: true, hidden: true })', MODEL)).toMatch(
      /“hidden”: .*unique and name/,
    );
  });

  it.each(['text', 'hashed', '2dsphere', '2d'])('refuse the kind %s', (kind) => {
    for (const text of [
      `schema.index({ title: '${kind}' })`,
      `new Schema({ title: { type: String, index: '${kind}' } })`,
      `rows.createIndex({ title: '${kind}' })`,
    ]) {
      expect(saidOf(text, MODEL)).toMatch(/unique, compound or of arrays; each key is 1 or -1/);
    }
  });

  it('refuse what a field of a schema asks for', () => {
    expect(saidOf('new Schema({ at: { type: Date, expires: 60 } })', MODEL)).toContain('job');
    expect(saidOf('new Schema({ at: { type: String, text: true } })', MODEL)).toContain('compound');
    expect(found('export const cookie = { expires: 60 };')).toEqual([]);
  });

  it('are unique, compound or of arrays', () => {
    const text = `
      const schema = new Schema({ text: { type: String }, tags: { type: [String], index: true } });
      schema.index({ email: 1, at: -1 }, { unique: true, name: 'email' });`;
    expect(found(text, MODEL)).toEqual([]);
  });
});

describe('where queries are looked for', () => {
  const lookup = 'export const stage = { $lookup: 1 };';

  it.each([
    'server/platform/persistence/connect.ts',
    'server/features/sessions/chat.mutations.ts',
    'server/features/forum/model.ts',
  ])('in %s', (path) => {
    expect(found(lookup, path)).toHaveLength(1);
  });

  it.each([
    ['mongodb', 'server/platform/auth/auth.ts'],
    ['@agendajs/mongo-backend', 'server/platform/jobs/jobs.ts'],
    ['#server/platform/persistence/connect.ts', 'server/composition.ts'],
  ])('wherever %s is imported', (specifier, path) => {
    expect(found(`import '${specifier}'; ${lookup}`, path)).toHaveLength(1);
    expect(found(lookup, path)).toEqual([]);
  });

  it.each([
    'server/platform/embedded-mongo/stages.ts',
    'server/platform/http/openapi.ts',
    'server/features/forum/data.test.ts',
    'server/features/forum/routes.ts',
    'shared/features/forum/schema.ts',
    'client/features/forum/Topic.tsx',
  ])('not in %s', (path) => {
    expect(
      found("export const api = { $ref: '#/x', $schema: 1, $props: 2, $lookup: 3 };", path),
    ).toEqual([]);
  });

  it('not in tests and tools, which may try what a store refuses', () => {
    const text = `import 'mongodb'; ${lookup}`;
    expect(found(text, 'server/platform/persistence/connect.test.ts')).toEqual([]);
    expect(found(text, 'server/test/contract/refusals.ts')).toEqual([]);
  });

  it('not in what is merely told or read', () => {
    expect(found('// no $lookup here\nexport const watch = (a: string) => a;')).toEqual([]);
    expect(
      found('const { $context } = auth; auth.$context; type Rule = { $where: string };'),
    ).toEqual([]);
    expect(found("export const path = '$text';")).toEqual([]);
  });
});
