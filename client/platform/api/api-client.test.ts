import { afterEach, describe, expect, it, vi } from 'vitest';
import { api, toAddress } from '#client/platform/api/api-client.ts';
import { ApiError } from '#client/platform/api/api-error.ts';
import { createClientKey } from '#client/platform/api/client-key.ts';
import { shouldRetry } from '#client/platform/api/query-client.ts';

const answer = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });

function serverThat(fetch: (address: string, init: RequestInit) => Promise<Response>) {
  const spy = vi.fn(fetch);
  vi.stubGlobal('fetch', spy);
  return spy;
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const failure = async (work: Promise<unknown>): Promise<ApiError> => {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new Error(`not an ApiError: ${String(error)}`);
  return error;
};

describe('a request', () => {
  it('sends JSON with the header that another site cannot send, and gives the JSON back', async () => {
    const fetch = serverThat(async () => answer(201, { id: 'x' }));
    expect(await api.post('/api/topics', { title: 'Été' })).toEqual({ id: 'x' });
    const [address, init] = fetch.mock.calls[0] ?? [];
    expect(address).toBe('/api/topics');
    expect(init).toMatchObject({
      method: 'POST',
      credentials: 'same-origin',
      body: '{"title":"Été"}',
    });
    expect(new Headers(init?.headers).get('x-trame')).toBe('1');
  });

  it('reads without that header, and leaves out what is not asked', async () => {
    const fetch = serverThat(async () => answer(200, { items: [] }));
    await api.get('/api/topics', { query: { after: null, limit: 20, space: 'été & co' } });
    const [address, init] = fetch.mock.calls[0] ?? [];
    expect(address).toBe('/api/topics?limit=20&space=%C3%A9t%C3%A9+%26+co');
    expect(new Headers(init?.headers).has('x-trame')).toBe(false);
    expect(toAddress('/api/topics')).toBe('/api/topics');
  });

  it('takes an empty answer for null', async () => {
    serverThat(async () => new Response(null, { status: 204 }));
    expect(await api.delete('/api/topics/1')).toBeNull();
  });
});

describe('a failure', () => {
  it('carries the code, the status and the fields that the server told', async () => {
    serverThat(async () =>
      answer(400, { error: { code: 'bad_input', message: 'no', fields: ['title'] } }),
    );
    const error = await failure(api.post('/api/topics', {}));
    expect(error).toMatchObject({
      code: 'bad_input',
      status: 400,
      message: 'no',
      fields: ['title'],
    });
  });

  it.each([
    [401, { code: 'INVALID_EMAIL_OR_PASSWORD', message: 'x' }, 'not_signed_in'],
    [429, null, 'too_many_requests'],
    [502, {}, 'overloaded'],
    [418, { error: { code: 'toString' } }, 'internal'],
  ])('with status %i and an unknown body says %j as %s', async (status, body, code) => {
    serverThat(async () => answer(status, body));
    expect(await failure(api.get('/api/x'))).toMatchObject({ code, status });
  });

  it('of a proxy that answers a page is told by its status', async () => {
    serverThat(
      async () =>
        new Response('<h1>Bad gateway</h1>', {
          status: 502,
          headers: { 'content-type': 'text/html' },
        }),
    );
    expect(await failure(api.get('/api/x'))).toMatchObject({ code: 'overloaded', status: 502 });
  });

  it('without network is `network`', async () => {
    serverThat(async () => {
      throw new TypeError('Failed to fetch');
    });
    expect(await failure(api.get('/api/x'))).toMatchObject({ code: 'network', status: 0 });
  });

  it('without an answer in time is `timeout`', async () => {
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(
      AbortSignal.abort(new DOMException('late', 'TimeoutError')),
    );
    serverThat(async (_address, init) => {
      init.signal?.throwIfAborted();
      return answer(200, {});
    });
    expect(await failure(api.get('/api/x'))).toMatchObject({ code: 'timeout' });
  });

  it('is not invented when the one who asked gave up', async () => {
    const asked = new AbortController();
    serverThat(async (_address, init) => {
      asked.abort();
      init.signal?.throwIfAborted();
      return answer(200, {});
    });
    await expect(api.get('/api/x', { signal: asked.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});

describe('trying again', () => {
  it('is for what may pass, three times at most', () => {
    expect(shouldRetry(0, new ApiError('network', 0, ''))).toBe(true);
    expect(shouldRetry(2, new ApiError('overloaded', 503, ''))).toBe(true);
    expect(shouldRetry(3, new ApiError('network', 0, ''))).toBe(false);
  });

  it('is not for a refusal or a mistake of ours', () => {
    expect(shouldRetry(0, new ApiError('forbidden', 403, ''))).toBe(false);
    expect(shouldRetry(0, new TypeError('x'))).toBe(false);
  });
});

it('a client key is what the server takes, and never twice the same', () => {
  const keys = Array.from({ length: 50 }, createClientKey);
  for (const key of keys) expect(key).toMatch(/^[\w-]{22}$/);
  expect(new Set(keys).size).toBe(50);
});
