import { useTranslation } from 'react-i18next';
import { classes } from '#client/ui/classes.ts';
import { VisuallyHidden } from '#client/ui/display/visually-hidden.tsx';
import styles from '#client/ui/feedback/skeleton.module.css';

interface SkeletonProps {
  /** The shape of what comes: lines of text, a list of rows, cards side by side, a whole page. */
  readonly shape?: 'text' | 'rows' | 'cards' | 'page';
  readonly count?: number;
}

/** The place of what is being loaded, in its shape, so that nothing jumps. */
export function Skeleton({ shape = 'text', count = 3 }: SkeletonProps) {
  const { t } = useTranslation('ui');
  const pieces = Array.from({ length: count }, (_, index) => index);
  return (
    <div className={styles.skeleton} role="status">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      {shape === 'page' && <div className={styles.title} />}
      <div className={classes(shape === 'cards' && styles.cards)} aria-hidden="true">
        {pieces.map((piece) =>
          shape === 'cards' ? (
            <div key={piece} className={styles.card} />
          ) : (
            <div key={piece} className={classes(shape === 'rows' && styles.row)}>
              <div className={styles.line} />
              <div className={styles.short} />
            </div>
          ),
        )}
      </div>
    </div>
  );
}
