import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasUnsentWords, signOut } from '#client/platform/session/leaving.ts';
import { useSession } from '#client/platform/session/session.ts';
import { Button } from '#client/ui/actions/button.tsx';
import { showToast } from '#client/ui/feedback/toast-store.ts';
import { Dialog } from '#client/ui/overlays/dialog.tsx';

interface SignOut {
  readonly leave: () => void;
  readonly isPending: boolean;
  /** The question, to be placed in the page. */
  readonly question: ReactNode;
}

/** Signing out: at once, or after a question when words would be lost. */
export function useSignOut(): SignOut {
  const { t } = useTranslation(['accounts', 'shell']);
  const { person } = useSession();
  const [asking, setAsking] = useState(false);
  const { mutate, isPending } = useMutation({
    mutationFn: signOut,
    onError: () => {
      setAsking(false);
      showToast({ tone: 'problem', text: t('shell:signOutFailed') });
    },
  });
  const account = person?.id;
  const leave = () => {
    if (account === undefined) return;
    if (hasUnsentWords(account)) setAsking(true);
    else mutate(account);
  };
  const question = (
    <Dialog
      alert
      title={t('account.unsentTitle')}
      isOpen={asking}
      onClose={() => setAsking(false)}
      actions={
        <>
          <Button
            variant="danger"
            isPending={isPending}
            onPress={() => account !== undefined && mutate(account)}
          >
            {t('account.leaveAnyway')}
          </Button>
          <Button variant="primary" onPress={() => setAsking(false)}>
            {t('account.stay')}
          </Button>
        </>
      }
    >
      <p>{t('account.unsent')}</p>
      <p>{t('account.unsentHelp')}</p>
    </Dialog>
  );
  return { leave, isPending, question };
}
