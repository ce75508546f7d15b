import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '#client/features/documents/form.module.css';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { Button } from '#client/ui/actions/button.tsx';
import { Banner } from '#client/ui/feedback/banner.tsx';
import { TextField } from '#client/ui/fields/text-field.tsx';
import { Dialog } from '#client/ui/overlays/dialog.tsx';

interface TitleDialogProps {
  readonly heading: string;
  readonly label: string;
  readonly initial: string;
  readonly maxLength: number;
  /** Rejects with an `ApiError`: the dialog then stays, and says why. */
  readonly onSave: (title: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Names a text, or one of its parts. Shown while it is mounted. */
export function TitleDialog({
  heading,
  label,
  initial,
  maxLength,
  onSave,
  onClose,
}: TitleDialogProps) {
  const { t } = useTranslation('common');
  const words = useErrorWords();
  const form = useId();
  const [title, setTitle] = useState(initial);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    onSave(title).then(onClose, (error: unknown) => {
      setFailure(error);
      setPending(false);
    });
  };
  return (
    <Dialog
      title={heading}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button type="submit" form={form} variant="primary" isPending={isPending}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit} noValidate>
        {failure !== null && <Banner tone="problem">{words(failure)}</Banner>}
        <TextField
          label={label}
          value={title}
          onChange={setTitle}
          maxLength={maxLength}
          autoFocus
        />
      </form>
    </Dialog>
  );
}
