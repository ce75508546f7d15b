import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { createLetter, documentQuery } from '#client/features/documents/api.ts';
import styles from '#client/features/documents/form.module.css';
import { createClientKey } from '#client/platform/api/client-key.ts';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { Button } from '#client/ui/actions/button.tsx';
import { Banner } from '#client/ui/feedback/banner.tsx';
import { RadioGroup } from '#client/ui/fields/choice.tsx';
import { TextField } from '#client/ui/fields/text-field.tsx';
import { Dialog } from '#client/ui/overlays/dialog.tsx';
import { AUDIENCES, type Audience, DOCUMENT_LIMITS } from '#shared/features/documents/schema.ts';

interface CreateDocumentDialogProps {
  readonly slug: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Begins a letter; its first part waits to be written. */
export function CreateDocumentDialog(props: CreateDocumentDialogProps) {
  const { slug, isOpen, onClose } = props;
  const { t } = useTranslation(['documents', 'common']);
  const words = useErrorWords();
  const form = useId();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [title, setTitle] = useState('');
  const [audience, setAudience] = useState<Audience>('members');
  const [clientKey, setClientKey] = useState(createClientKey);
  const [isTitleMissing, setTitleMissing] = useState(false);
  const creation = useMutation({
    mutationFn: () => createLetter(slug, { clientKey, title, audience }),
    onSuccess: async (document) => {
      setClientKey(createClientKey());
      setTitle('');
      queries.setQueryData(documentQuery(document.id).queryKey, document);
      await queries.invalidateQueries({ queryKey: ['spaces', slug, 'documents'] });
      await navigate(`/documents/${document.id}`);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTitleMissing(title.trim() === '');
    if (title.trim() !== '') creation.mutate();
  };
  return (
    <Dialog
      title={t('createTitle')}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form={form} variant="primary" isPending={creation.isPending}>
            {t('createAction')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit} noValidate>
        {creation.isError && <Banner tone="problem">{words(creation.error)}</Banner>}
        <TextField
          label={t('fieldTitle')}
          hint={t('fieldTitleHint')}
          value={title}
          onChange={setTitle}
          maxLength={DOCUMENT_LIMITS.title.max}
          autoFocus
          error={isTitleMissing ? t('titleNeeded') : undefined}
        />
        <RadioGroup
          label={t('fieldAudience')}
          value={audience}
          onChange={setAudience}
          options={AUDIENCES.map((value) => ({
            value,
            label: t(`audience.${value}`),
            detail: t(`audience.${value}Detail`),
          }))}
        />
      </form>
    </Dialog>
  );
}
