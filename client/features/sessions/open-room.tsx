import { useTranslation } from 'react-i18next';
import styles from '#client/features/sessions/session.module.css';
import { useCommands } from '#client/features/sessions/use-commands.ts';
import { Button } from '#client/ui/actions/button.tsx';
import type { SessionState } from '#shared/features/sessions/schema.ts';

interface OpenRoomProps {
  readonly sessionId: string;
  readonly state: SessionState;
}

/** The step from the announcement to the room. */
export function OpenRoom({ sessionId, state }: OpenRoomProps) {
  const { t } = useTranslation('sessions');
  const { send, pending } = useCommands(sessionId);
  const planned = state.agenda.length > 0;
  return (
    <div className={styles.block}>
      <Button
        variant="primary"
        wide
        isDisabled={!planned}
        isPending={pending === 'openLobby'}
        onPress={() => send({ type: 'openLobby', revision: state.revision })}
      >
        {t('before.open')}
      </Button>
      <p className={styles.hint}>{planned ? t('before.openHint') : t('before.openNeedsPlan')}</p>
    </div>
  );
}
