import { useTranslation } from 'react-i18next';
import styles from '#client/features/sessions/presence-mark.module.css';
import { classes } from '#client/ui/classes.ts';

/** Here or not: a full or an empty circle, and the word. */
export function PresenceMark({ here }: { readonly here: boolean }) {
  const { t } = useTranslation('sessions');
  return (
    <span className={styles.presence}>
      <span className={classes(styles.dot, here && styles.here)} aria-hidden="true" />
      {here ? t('table.here') : t('table.away')}
    </span>
  );
}
