import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { joinSpace, leaveSpace } from '#client/features/spaces/api.ts';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { SESSION_KEY, useSession } from '#client/platform/session/session.ts';
import { Button, IconButton, LinkButton } from '#client/ui/actions/button.tsx';
import { Menu, MenuItem } from '#client/ui/actions/menu.tsx';
import { showToast } from '#client/ui/feedback/toast-store.ts';
import { Dialog } from '#client/ui/overlays/dialog.tsx';
import type { SpaceView } from '#shared/features/spaces/schema.ts';

/** Joining and leaving: one gesture each, and one question before leaving. */
export function MembershipActions({ space }: { readonly space: SpaceView }) {
  const { t } = useTranslation('spaces');
  const words = useErrorWords();
  const queryClient = useQueryClient();
  const { person, memberships } = useSession();
  const join = useMutation({
    mutationFn: () => joinSpace(space.slug),
    onSuccess: async () => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: SESSION_KEY }),
        queryClient.invalidateQueries({ queryKey: ['spaces'] }),
      ]);
      showToast({ text: t('joined', { name: space.name }) });
    },
    onError: (error) => showToast({ tone: 'problem', text: words(error) }),
  });
  if (!person) {
    return (
      <LinkButton to={`/connexion?suite=/espaces/${space.slug}`} variant="primary">
        {t('signInToJoin')}
      </LinkButton>
    );
  }
  if (memberships.some((membership) => membership.slug === space.slug)) {
    return <LeaveMenu space={space} />;
  }
  if (space.visibility !== 'public') return null;
  return (
    <Button variant="primary" icon="plus" isPending={join.isPending} onPress={() => join.mutate()}>
      {t('join')}
    </Button>
  );
}

function LeaveMenu({ space }: { readonly space: SpaceView }) {
  const { t } = useTranslation(['spaces', 'common']);
  const words = useErrorWords();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const leave = useMutation({
    mutationFn: () => leaveSpace(space.slug),
    onSuccess: async () => {
      setAsking(false);
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: SESSION_KEY }),
        queryClient.invalidateQueries({ queryKey: ['spaces'] }),
      ]);
      showToast({ text: t('left', { name: space.name }) });
    },
    onError: (error) => showToast({ tone: 'problem', text: words(error) }),
  });
  return (
    <>
      <Menu label={t('more')} trigger={<IconButton icon="more" label={t('more')} />}>
        <MenuItem icon="leave" onAction={() => setAsking(true)}>
          {t('leave')}
        </MenuItem>
      </Menu>
      <Dialog
        alert
        title={t('leaveTitle', { name: space.name })}
        isOpen={asking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onPress={() => setAsking(false)}>{t('common:cancel')}</Button>
            <Button variant="danger" isPending={leave.isPending} onPress={() => leave.mutate()}>
              {t('leave')}
            </Button>
          </>
        }
      >
        <p>{t('leaveWords')}</p>
      </Dialog>
    </>
  );
}
