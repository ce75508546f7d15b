import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '#client/platform/api/api-error.ts';

const RETRIED = new Set<string>(['network', 'timeout', 'overloaded', 'store_unavailable']);
const MOST_RETRIES = 3;

/** Only what may succeed the next time is tried again: a refusal stays a refusal. */
export const shouldRetry = (failures: number, error: Error): boolean =>
  failures < MOST_RETRIES && error instanceof ApiError && RETRIED.has(error.code);

/** 1, 2, 4 seconds, with some chance so that a whole room does not come back at once. */
const retryDelay = (failures: number): number => 1_000 * 2 ** failures * (0.75 + Math.random() / 2);

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: shouldRetry, retryDelay, networkMode: 'offlineFirst', staleTime: 15_000 },
      mutations: { retry: false, networkMode: 'offlineFirst' },
    },
  });
