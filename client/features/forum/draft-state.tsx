import { useTranslation } from 'react-i18next';
import styles from '#client/features/forum/composer.module.css';
import type { SendingState } from '#client/features/forum/sending.ts';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { Icon } from '#client/ui/icons/icon.tsx';

interface DraftStateProps {
  readonly sending: SendingState;
  readonly error: Error | null;
  readonly hasWords: boolean;
  readonly isKept: boolean;
}

/** In words: where the text is now. Read aloud when it changes. */
export function DraftState({ sending, error, hasWords, isKept }: DraftStateProps) {
  const { t } = useTranslation('forum');
  const words = useErrorWords();
  return (
    <div className={styles.state} role="status" data-sending={sending}>
      {sending === 'failed' && (
        <>
          <Icon name="warning" size={17} />
          <span>
            {t('draft.failed')} {error && words(error)}
          </span>
        </>
      )}
      {sending === 'retrying' && (
        <>
          <Icon name="offline" size={17} />
          <span>{t('draft.retrying')}</span>
        </>
      )}
      {sending === 'sending' && <span>{t('draft.sending')}</span>}
      {sending === 'writing' && hasWords && (
        <span>{isKept ? t('draft.kept') : t('draft.notKept')}</span>
      )}
    </div>
  );
}
