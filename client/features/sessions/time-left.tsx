import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '#client/features/sessions/time-left.module.css';
import { useServerNow } from '#client/features/sessions/use-server-now.ts';
import { classes } from '#client/ui/classes.ts';
import { VisuallyHidden } from '#client/ui/display/visually-hidden.tsx';
import { Icon } from '#client/ui/icons/icon.tsx';
import type { SessionView } from '#shared/features/sessions/schema.ts';
import { clockWords } from '#shared/i18n/date-words.ts';

const MINUTE = 60_000;

interface TimeLeftProps {
  readonly view: Extract<SessionView, { phase: 'running' }>;
  readonly offset: number;
  /** What must stay within reach during the step. */
  readonly children?: ReactNode;
}

/** The time of a step: a thin line that empties, the minutes as text, three announcements. */
export function TimeLeft({ view, offset, children }: TimeLeftProps) {
  const { t } = useTranslation('sessions');
  const { deadline, startedAt } = view;
  const paused = deadline === null;
  const now = useServerNow(offset, !paused);
  const left = paused ? view.remaining : Math.max(0, deadline - now);
  const whole = paused ? view.at - startedAt + view.remaining : deadline - startedAt;
  return (
    <div className={classes(styles.time, left <= MINUTE && !paused && styles.soon)}>
      <progress className={styles.line} value={left} max={Math.max(whole, 1)} aria-hidden="true" />
      <div className={styles.words}>
        <span className={styles.clock} role="timer" aria-label={t('time.left')}>
          {clockWords(left)}
        </span>
        <span className={styles.state}>
          {paused && <Icon name="clock" size={16} />}
          {paused ? t('time.paused') : t('time.left')}
        </span>
        {children && <span className={styles.action}>{children}</span>}
      </div>
      <VisuallyHidden>
        <span role="status">
          {paused ? t('time.pausedWords') : <Announced left={left} whole={whole} />}
        </span>
      </VisuallyHidden>
    </div>
  );
}

/** Said once each: a minute, half a minute, the end; nothing that the step was too short for. */
function Announced({ left, whole }: { readonly left: number; readonly whole: number }) {
  const { t } = useTranslation('sessions');
  if (left <= 0) return t('time.over');
  if (left <= MINUTE / 2) return whole > MINUTE / 2 ? t('time.half') : null;
  if (left <= MINUTE) return whole > MINUTE ? t('time.minute') : null;
  return null;
}
