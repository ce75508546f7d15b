import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { gather } from '#client/features/spaces/gather.ts';

type Answer = { readonly items: readonly string[] };

const place = (slug: string) => ({ slug, name: slug, accent: slug });

/** The state of a query, as screens receive it, once its answer came or failed. */
async function result(answer: Answer | Error) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const observer = new QueryObserver<Answer>(client, {
    queryKey: ['list'],
    queryFn: () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)),
  });
  return await observer.refetch();
}

describe('the lists of several spaces', () => {
  it('come together with where each thing is from', async () => {
    const gathered = gather(
      [place('nord'), place('sud')],
      [await result({ items: ['a', 'b'] }), await result({ items: ['c'] })],
    );
    expect(gathered.entries.map(({ item, space }) => `${space.slug}:${item}`)).toEqual([
      'nord:a',
      'nord:b',
      'sud:c',
    ]);
    expect(gathered).toMatchObject({ isPending: false, error: null });
  });

  it('are shown without the one that failed, which is told', async () => {
    const failure = new Error('no answer');
    const gathered = gather(
      [place('nord'), place('sud')],
      [await result(failure), await result({ items: ['c'] })],
    );
    expect(gathered.entries.map(({ item }) => item)).toEqual(['c']);
    expect(gathered.error).toBe(failure);
  });
});
