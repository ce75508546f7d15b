import { ApiError, toApiError } from '#client/platform/api/api-error.ts';

/** No answer within this time counts as a failure; milliseconds. */
const TIMEOUT = 15_000;

type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

interface RequestOptions {
  readonly query?: Query;
  /** Ends the request early, as TanStack Query does when nobody waits any more. */
  readonly signal?: AbortSignal;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** The path with its query, without what is null or undefined. */
export function toAddress(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) search.set(name, String(value));
  }
  return search.size > 0 ? `${path}?${search}` : path;
}

/**
 * One request to Trame's own server. `Value` is the shape that the route's schema promises.
 * Throws an `ApiError`, and nothing else, except an AbortError when `signal` ended it.
 */
async function send<Value>(
  method: Method,
  path: string,
  body: unknown,
  { query, signal }: RequestOptions = {},
): Promise<Value> {
  const timeout = AbortSignal.timeout(TIMEOUT);
  try {
    const response = await fetch(toAddress(path, query), {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        // A page of another site cannot add a header without the server's leave: no forged writes.
        ...(method !== 'GET' && { 'x-trame': '1' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    const answer: unknown = await readBody(response);
    if (!response.ok) throw toApiError(response.status, answer);
    return answer as Value;
  } catch (error) {
    if (error instanceof ApiError || signal?.aborted) throw error;
    if (timeout.aborted) throw new ApiError('timeout', 0, `no answer within ${TIMEOUT} ms`);
    throw new ApiError('network', 0, error instanceof Error ? error.message : String(error));
  }
}

/** The JSON of an answer; null when it is empty. Another type is told by the status alone. */
async function readBody(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('json')) {
    if (response.ok) throw new ApiError('internal', response.status, `not JSON: ${type}`);
    return null;
  }
  const text = await response.text();
  return text === '' ? null : JSON.parse(text);
}

export const api = {
  get: <Value>(path: string, options?: RequestOptions) =>
    send<Value>('GET', path, undefined, options),
  post: <Value>(path: string, body: unknown = {}, options?: RequestOptions) =>
    send<Value>('POST', path, body, options),
  patch: <Value>(path: string, body: unknown, options?: RequestOptions) =>
    send<Value>('PATCH', path, body, options),
  delete: <Value>(path: string, options?: RequestOptions) =>
    send<Value>('DELETE', path, undefined, options),
};
