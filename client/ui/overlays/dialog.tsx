import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { IconButton } from '#client/ui/actions/button.tsx';
import { classes } from '#client/ui/classes.ts';
import styles from '#client/ui/overlays/dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons; the main one last. On a phone it comes first, where the thumb is. */
  readonly actions?: ReactNode;
  /** An alert asks before something grave: a press outside does not close it. */
  readonly alert?: boolean;
  readonly width?: 'narrow' | 'wide';
  readonly position?: 'middle' | 'top';
}

/** Takes the whole attention; Escape closes it and the focus returns where it was. */
export function Dialog(props: DialogProps) {
  const { title, isOpen, onClose, children, actions, alert, width, position } = props;
  const { t } = useTranslation('ui');
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable={!alert}
      className={classes(styles.veil, position === 'top' && styles.top)}
    >
      <Modal className={classes(styles.modal, width === 'wide' && styles.wide)}>
        <AriaDialog role={alert ? 'alertdialog' : 'dialog'} className={classes(styles.dialog)}>
          <div className={styles.head}>
            <Heading slot="title" className={classes(styles.title)}>
              {title}
            </Heading>
            <div className={styles.close}>
              <IconButton icon="close" label={t('close')} onPress={onClose} />
            </div>
          </div>
          {children}
          {actions && <div className={styles.actions}>{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
