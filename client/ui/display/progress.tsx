import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '#client/ui/classes.ts';
import styles from '#client/ui/display/progress.module.css';
import { VisuallyHidden } from '#client/ui/display/visually-hidden.tsx';
import { clockWords } from '#shared/i18n/date-words.ts';

interface ProgressBarProps {
  readonly label: string;
  readonly value: number;
  readonly maximum: number;
  /** What the numbers mean: "18 sur 24 se sont prononcés". Shown and read. */
  readonly words: string;
}

/** How far something is, in words and as a line. */
export function ProgressBar({ label, value, maximum, words }: ProgressBarProps) {
  return (
    <div className={styles.progress}>
      <div className={styles.head}>
        <span className={styles.label}>{label}</span>
        <span>{words}</span>
      </div>
      <progress
        className={styles.line}
        value={value}
        max={maximum}
        aria-label={label}
        aria-valuetext={words}
      />
    </div>
  );
}

interface CountdownProps {
  /** When it ends, in milliseconds since 1970 on the server's clock. */
  readonly deadline: number;
  /** The whole duration, in milliseconds. */
  readonly duration: number;
  /** What to add to this device's clock to have the server's, in milliseconds. */
  readonly offset?: number;
  /** When paused: the time that remains, in milliseconds. */
  readonly pausedWith?: number | null;
}

/** The time left, as a thin line that empties and as text; the last minute is announced. */
export function Countdown({ deadline, duration, offset = 0, pausedWith = null }: CountdownProps) {
  const { t } = useTranslation('ui');
  const ticking = useSecond(pausedWith === null);
  const left = Math.max(0, pausedWith ?? deadline - (ticking + offset));
  const lastMinute = left <= 60_000;
  return (
    <div className={classes(styles.progress, lastMinute && styles.late)}>
      <div className={styles.head}>
        <span className={styles.clock} role="timer">
          {clockWords(left)}
        </span>
        <span>{pausedWith === null ? t('timeLeft') : t('paused')}</span>
      </div>
      <progress className={styles.line} value={left} max={duration} aria-hidden="true" />
      <VisuallyHidden>
        <span role="status">
          {left === 0 ? t('timeOver') : lastMinute && pausedWith === null ? t('lastMinute') : ''}
        </span>
      </VisuallyHidden>
    </div>
  );
}

function useSecond(running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}
