import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Gesture, takeUp } from '#client/features/documents/versions-api.ts';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { Button } from '#client/ui/actions/button.tsx';
import { Banner } from '#client/ui/feedback/banner.tsx';
import { showToast } from '#client/ui/feedback/toast-store.ts';
import { Dialog } from '#client/ui/overlays/dialog.tsx';

interface TakeUpDialogProps {
  readonly documentId: string;
  readonly versionId: string;
  readonly section: string | null;
  readonly gesture: Gesture;
  readonly onClose: () => void;
  readonly onDone: () => Promise<void>;
}

/** Asks before a text becomes what it was: everyone who has it open will see it change. */
export function TakeUpDialog(props: TakeUpDialogProps) {
  const { documentId, versionId, section, gesture, onClose, onDone } = props;
  const { t } = useTranslation(['documents', 'common']);
  const words = useErrorWords();
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const confirm = async () => {
    setPending(true);
    try {
      await takeUp(gesture, documentId, versionId, section);
      showToast({ tone: 'done', text: t(`versions.${gesture}Done`) });
      await onDone();
    } catch (error) {
      setFailure(error);
      setPending(false);
    }
  };
  return (
    <Dialog
      title={t(`versions.${gesture}Title`)}
      isOpen
      alert
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button
            variant={gesture === 'erase' ? 'danger' : 'primary'}
            isPending={isPending}
            onPress={() => void confirm()}
          >
            {t(`versions.${gesture}Confirm`)}
          </Button>
        </>
      }
    >
      {failure !== null && <Banner tone="problem">{words(failure)}</Banner>}
      <p>{t(`versions.${gesture}Words`)}</p>
    </Dialog>
  );
}
