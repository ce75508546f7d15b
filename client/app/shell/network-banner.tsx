import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '#client/app/shell/network-banner.module.css';
import { useOnline } from '#client/platform/offline/network.ts';
import { useConnectionState } from '#client/platform/realtime/connection-state.ts';
import { Banner } from '#client/ui/feedback/banner.tsx';

/** A cut shorter than this mends itself before anyone needs to know; milliseconds. */
const WORTH_TELLING = 4_000;

/** Says that the page may be late, and what still works. */
export function NetworkBanner() {
  const { t } = useTranslation('shell');
  const online = useOnline();
  const lost = useConnectionState() === 'lost';
  const longLost = useLasting(lost, WORTH_TELLING);
  if (online && !longLost) return null;
  return (
    <div className={styles.place}>
      {online ? (
        <Banner tone="warning" icon="offline">
          {t('reconnecting')}
        </Banner>
      ) : (
        <Banner tone="warning" icon="offline" title={t('offline.title')}>
          {t('offline.words')}
        </Banner>
      )}
    </div>
  );
}

/** True once `value` has been true for `duration` milliseconds without a break. */
function useLasting(value: boolean, duration: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!value) return;
    const timer = setTimeout(() => setLasting(true), duration);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [value, duration]);
  return lasting;
}
