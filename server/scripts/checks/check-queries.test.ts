import { expect, it } from 'vitest';
import { checkQueries } from './check-queries.ts';
import { sourceTree } from './source-tree.ts';

const found = (text: string, path = 'server/features/forum/data.ts') =>
  checkQueries(sourceTree({ [path]: text }));

it.each([
  ['posts.aggregate([{ $lookup: { from: "people" } }])', '$lookup'],
  ["posts.find({ ['$where']: source })", '$where'],
  ['posts.find({ $text: { $search: words } })', '$text'],
  ['schema.index({ at: 1 }, { expireAfterSeconds: 60 })', 'job'],
  ['schema.index({ at: 1 }, { partialFilterExpression: { a: 1 } })', 'partial'],
  ['posts.watch()', 'bus'],
  ['const session = await mongoose.startTransaction()', 'repaired by a job'],
  ['session.withTransaction(work)', 'repaired by a job'],
])('refuses %s', (text, reason) => {
  expect(found(text)).toEqual([
    { file: 'server/features/forum/data.ts', line: 1, message: expect.stringContaining(reason) },
  ]);
});

it('looks at features and persistence only, and not at what is merely told', () => {
  const lookup = 'export const stage = { $lookup: 1 };';
  expect(found(lookup, 'server/platform/persistence/connect.ts')).toHaveLength(1);
  expect(found(lookup, 'server/platform/embedded-mongo/stages.ts')).toEqual([]);
  expect(found(lookup, 'server/features/forum/data.test.ts')).toEqual([]);
  expect(found('// no $lookup here\nexport const watch = (a: string) => a;')).toEqual([]);
});
