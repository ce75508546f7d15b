import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { createSession, sessionsKey } from '#client/features/sessions/api.ts';
import styles from '#client/features/sessions/session.module.css';
import { createClientKey } from '#client/platform/api/client-key.ts';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { Button } from '#client/ui/actions/button.tsx';
import { Banner } from '#client/ui/feedback/banner.tsx';
import { RadioGroup } from '#client/ui/fields/choice.tsx';
import { TextArea, TextField } from '#client/ui/fields/text-field.tsx';
import { Dialog } from '#client/ui/overlays/dialog.tsx';
import type { SessionSpace } from '#shared/features/sessions/announcement.schema.ts';
import { SESSION_LIMITS } from '#shared/features/sessions/schema.ts';

interface CreateSessionDialogProps {
  readonly space: SessionSpace;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Announces a meeting; people then register for it. */
export function CreateSessionDialog({ space, isOpen, onClose }: CreateSessionDialogProps) {
  const { t } = useTranslation(['sessions', 'common']);
  const form = useId();
  const [pending, setPending] = useState(false);
  return (
    <Dialog
      title={t('create.title')}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form={form} variant="primary" isPending={pending}>
            {t('create.submit')}
          </Button>
        </>
      }
    >
      <CreateSessionForm id={form} space={space} onPending={setPending} />
    </Dialog>
  );
}

interface CreateSessionFormProps {
  readonly id: string;
  readonly space: SessionSpace;
  readonly onPending: (pending: boolean) => void;
}

function CreateSessionForm({ id, space, onPending }: CreateSessionFormProps) {
  const { t } = useTranslation('sessions');
  const words = useErrorWords();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [clientKey] = useState(createClientKey);
  const [title, setTitle] = useState('');
  const [date, setDate] = useState('');
  const [place, setPlace] = useState('');
  const [description, setDescription] = useState('');
  const [audience, setAudience] = useState<'public' | 'members'>('members');
  const [incomplete, setIncomplete] = useState(false);
  // The field gives the local date and time without a zone: those of this device.
  const startsAt = new Date(date).getTime();
  const creation = useMutation({
    mutationFn: () =>
      createSession(space.slug, {
        clientKey,
        kind: 'speed_dating',
        title,
        place,
        description,
        startsAt,
        audience,
      }),
    onMutate: () => onPending(true),
    onSettled: () => onPending(false),
    onSuccess: async ({ session }) => {
      await queryClient.invalidateQueries({ queryKey: sessionsKey(space.slug) });
      await navigate(`/seances/${session.id}`);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIncomplete(Number.isNaN(startsAt));
    if (!Number.isNaN(startsAt)) creation.mutate();
  };
  return (
    <form id={id} className={styles.form} onSubmit={submit}>
      {creation.isError && <Banner tone="problem">{words(creation.error)}</Banner>}
      <TextField
        label={t('create.name')}
        value={title}
        onChange={setTitle}
        minLength={SESSION_LIMITS.title.min}
        maxLength={SESSION_LIMITS.title.max}
        isRequired
        autoFocus
      />
      <TextField
        type="datetime-local"
        label={t('create.startsAt')}
        value={date}
        onChange={setDate}
        isRequired
        error={incomplete ? t('create.startsAtMissing') : undefined}
      />
      <TextField
        label={t('create.place')}
        hint={t('create.placeHint')}
        value={place}
        onChange={setPlace}
        maxLength={SESSION_LIMITS.place}
        optional
      />
      <TextArea
        label={t('create.description')}
        hint={t('create.descriptionHint')}
        value={description}
        onChange={setDescription}
        maxLength={SESSION_LIMITS.description}
        rows={3}
        optional
      />
      {space.visibility === 'public' && (
        <RadioGroup
          label={t('create.audience')}
          value={audience}
          onChange={setAudience}
          options={(['members', 'public'] as const).map((value) => ({
            value,
            label: t(`create.${value}`),
            detail: t(`create.${value}Detail`),
          }))}
        />
      )}
    </form>
  );
}
