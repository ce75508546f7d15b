import { useMutation } from '@tanstack/react-query';
import { shouldRetry } from '#client/platform/api/query-client.ts';
import type { WrittenView } from '#shared/features/forum/schema.ts';

/** Where a sending stands, as the screen says it. */
export type SendingState = 'writing' | 'sending' | 'retrying' | 'failed';

interface Sending<Written> {
  readonly state: SendingState;
  readonly error: Error | null;
  readonly send: (written: Written) => void;
}

/**
 * Sends what was written, again by itself when the network fails: three times, and when it comes
 * back. Each attempt carries the same key, so that it is published once.
 */
export function useSending<Written>(
  post: (written: Written) => Promise<WrittenView>,
  onSent: (answer: WrittenView, written: Written) => void,
): Sending<Written> {
  const mutation = useMutation({
    mutationFn: post,
    onSuccess: onSent,
    retry: shouldRetry,
    retryDelay: (failures) => 1_000 * 2 ** failures,
  });
  return {
    state: stateOf(mutation),
    error: mutation.error,
    send: (written) => {
      if (!mutation.isPending) mutation.mutate(written);
    },
  };
}

function stateOf(mutation: {
  readonly isPending: boolean;
  readonly isError: boolean;
  readonly isPaused: boolean;
  readonly failureCount: number;
}): SendingState {
  if (mutation.isError) return 'failed';
  if (!mutation.isPending) return 'writing';
  return mutation.isPaused || mutation.failureCount > 0 ? 'retrying' : 'sending';
}
