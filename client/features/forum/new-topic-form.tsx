import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { openTopic, raiseTopic, type WrittenTopic } from '#client/features/forum/api.ts';
import styles from '#client/features/forum/composer.module.css';
import { type Draft, holdsText, holdsWords, useDraft } from '#client/features/forum/draft.ts';
import { DraftState } from '#client/features/forum/draft-state.tsx';
import { LazyPostEditor } from '#client/features/forum/lazy-editor.ts';
import { useSending } from '#client/features/forum/sending.ts';
import { SpeakerField } from '#client/features/forum/speaker-field.tsx';
import { Button } from '#client/ui/actions/button.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';
import { RadioGroup } from '#client/ui/fields/choice.tsx';
import { TextField } from '#client/ui/fields/text-field.tsx';
import { FORUM_LIMITS, TOPIC_KINDS, TOPIC_VISIBILITIES } from '#shared/features/forum/domain.ts';

interface NewTopicFormProps {
  readonly slug: string;
  readonly personId: string;
}

interface Mistakes {
  readonly title: boolean;
  readonly text: boolean;
}

const NO_MISTAKE: Mistakes = { title: false, text: false };

/** Only limits that a person can see: the rest is the server's to judge. */
function mistakesOf(draft: Draft): Mistakes {
  const length = draft.title.trim().length;
  const { min, max } = FORUM_LIMITS.title;
  return { title: length < min || length > max, text: !holdsText(draft.state) };
}

export function NewTopicForm({ slug, personId }: NewTopicFormProps) {
  const { t } = useTranslation('forum');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { draft, isKept, change, clear } = useDraft(personId, `topic.${slug}`);
  const [mistakes, setMistakes] = useState(NO_MISTAKE);
  const title = useRef<HTMLInputElement>(null);
  const { state, error, send } = useSending(
    (written: WrittenTopic) => openTopic(slug, written),
    ({ topic }) => {
      clear();
      for (const kind of [null, topic.kind]) raiseTopic(queryClient, slug, kind, topic);
      void navigate(`/espaces/${slug}/forum/${topic.id}`, { replace: true });
    },
  );
  const submit = () => {
    const found = mistakesOf(draft);
    setMistakes(found);
    if (found.title) title.current?.focus();
    if (found.title || !holdsText(draft.state)) return;
    const { clientKey, kind, visibility, organisationId } = draft;
    const words = { title: draft.title.trim(), state: draft.state };
    change({ attempted: draft.attempted ?? draft.state });
    send({ ...words, clientKey, kind, visibility, organisationId });
  };
  return (
    <form
      className={styles.composer}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField
        label={t('new.subject')}
        hint={t('new.subjectHint')}
        value={draft.title}
        onChange={(value) => change({ title: value })}
        maxLength={FORUM_LIMITS.title.max}
        inputRef={title}
        error={mistakes.title ? t('new.subjectWrong') : undefined}
      />
      <RadioGroup
        label={t('new.kind')}
        options={TOPIC_KINDS.map((kind) => ({
          value: kind,
          label: t(`kinds.${kind}`),
          detail: t(`kindDetails.${kind}`),
        }))}
        value={draft.kind}
        onChange={(kind) => change({ kind })}
      />
      <Suspense fallback={<Skeleton count={3} />}>
        <LazyPostEditor
          label={t('new.text')}
          placeholder={t('new.placeholder')}
          initialState={draft.state}
          onChange={(text) => change({ state: text })}
          onSubmit={submit}
          error={mistakes.text ? t('answer.empty') : undefined}
        />
      </Suspense>
      <RadioGroup
        label={t('new.visibility')}
        options={TOPIC_VISIBILITIES.map((visibility) => ({
          value: visibility,
          label: t(`visibilities.${visibility}`),
          detail: t(`visibilityDetails.${visibility}`),
        }))}
        value={draft.visibility}
        onChange={(visibility) => change({ visibility })}
      />
      <SpeakerField
        organisationId={draft.organisationId}
        onChange={(organisationId) => change({ organisationId })}
      />
      <div className={styles.foot}>
        <DraftState sending={state} error={error} hasWords={holdsWords(draft)} isKept={isKept} />
        <Button
          type="submit"
          variant="primary"
          icon="send"
          isPending={state === 'sending' || state === 'retrying'}
        >
          {state === 'failed' ? t('draft.again') : t('new.send')}
        </Button>
      </div>
    </form>
  );
}
