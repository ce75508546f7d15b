import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '#client/ui/actions/button.tsx';
import styles from '#client/ui/feedback/toast.module.css';
import {
  onToasts,
  readToasts,
  removeToast,
  type ShownToast,
} from '#client/ui/feedback/toast-store.ts';
import { Icon } from '#client/ui/icons/icon.tsx';

/** Long enough to read and to reach the action; time stops under the pointer or the focus. */
const SHOWN_FOR = 9_000;

/** Where `showToast` messages appear and are announced, politely. Once, at the root. */
export function ToastRegion() {
  const toasts = useSyncExternalStore(onToasts, readToasts);
  return (
    // The attribute keeps it heard and pressed while a dialog of React Aria hides the rest.
    <div
      className={styles.region}
      role="status"
      aria-live="polite"
      data-react-aria-top-layer="true"
    >
      {toasts.map((toast) => (
        <Toast key={toast.key} toast={toast} />
      ))}
    </div>
  );
}

function Toast({ toast }: { readonly toast: ShownToast }) {
  const { t } = useTranslation('ui');
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => removeToast(toast.key), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [held, toast.key]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: time only stops while it is read
    <div
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon name={toast.tone === 'problem' ? 'warning' : 'check'} />
      <p className={styles.text}>{toast.text}</p>
      {toast.action && (
        <Button
          variant="quiet"
          size="small"
          onPress={() => {
            toast.action?.onPress();
            removeToast(toast.key);
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <IconButton icon="close" label={t('close')} onPress={() => removeToast(toast.key)} />
    </div>
  );
}
