import { useMutation } from '@tanstack/react-query';
import { emitAcknowledged } from '#client/features/sessions/socket.ts';
import { useLasting } from '#client/features/sessions/use-lasting.ts';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { showToast } from '#client/ui/feedback/toast-store.ts';
import type { SessionCommand } from '#shared/features/sessions/schema.ts';

/** Sends the commands of those who run a session, one at a time; a refusal is said in passing. */
export function useCommands(sessionId: string) {
  const words = useErrorWords();
  const { mutate, isPending, variables } = useMutation({
    mutationFn: (command: SessionCommand) =>
      emitAcknowledged('session.command', { sessionId, command }),
    onError: (error) => showToast({ text: words(error), tone: 'problem' }),
  });
  const lasting = useLasting(isPending);
  return {
    send: (command: SessionCommand) => {
      if (!isPending) mutate(command);
    },
    /** The command that is taking its time. */
    pending: lasting ? (variables?.type ?? null) : null,
  };
}
