import { useTranslation } from 'react-i18next';
import styles from '#client/features/speed-dating/speed-dating.module.css';

/** What happens in a speed dating, in four sentences. */
export function Expectations() {
  const { t } = useTranslation('speed-dating');
  return (
    <ol className={styles.expectations}>
      <li>{t('expect.meet')}</li>
      <li>{t('expect.time')}</li>
      <li>{t('expect.note')}</li>
      <li>{t('expect.reveal')}</li>
    </ol>
  );
}
