import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addPost, keepPost, keepTopicView, type Written } from '#client/features/forum/api.ts';
import styles from '#client/features/forum/composer.module.css';
import { holdsText, newDraft, useDraft } from '#client/features/forum/draft.ts';
import { DraftState } from '#client/features/forum/draft-state.tsx';
import { LazyPostEditor, prepareEditor } from '#client/features/forum/lazy-editor.ts';
import { useSending } from '#client/features/forum/sending.ts';
import { SpeakerField } from '#client/features/forum/speaker-field.tsx';
import { Button } from '#client/ui/actions/button.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';
import { showToast } from '#client/ui/feedback/toast-store.ts';
import type { PostView, WrittenView } from '#shared/features/forum/schema.ts';

interface ComposerProps {
  readonly topicId: string;
  readonly personId: string;
  readonly onSent: (post: PostView) => void;
}

/** Where one answers, under what one answers to. The editor comes with the first gesture. */
export function Composer({ topicId, personId, onSent }: ComposerProps) {
  const { t } = useTranslation('forum');
  const { draft, isKept, change, clear } = useDraft(personId, `answer.${topicId}`);
  const [isOpen, setOpen] = useState(() => holdsText(draft.state));
  const [asked, setAsked] = useState(false);
  const [wasEmpty, setWasEmpty] = useState(false);
  const queryClient = useQueryClient();

  const sent = ({ topic, post, created }: WrittenView, written: Written) => {
    keepTopicView(queryClient, topic);
    keepPost(queryClient, post);
    if (!created && draft.attempted !== null && draft.attempted !== written.state) {
      // An earlier attempt had arrived: what was changed since stays here, under a new key.
      change({ clientKey: newDraft().clientKey, attempted: null });
      onSent(post);
      return;
    }
    clear();
    setOpen(false);
    showToast({ text: t('answer.sent') });
    onSent(post);
  };
  const { state, error, send } = useSending((written: Written) => addPost(topicId, written), sent);
  const submit = () => {
    if (!holdsText(draft.state)) {
      setWasEmpty(true);
      return;
    }
    change({ attempted: draft.attempted ?? draft.state });
    send({
      state: draft.state,
      clientKey: draft.clientKey,
      organisationId: draft.organisationId,
    });
  };

  if (!isOpen) {
    return (
      <Button
        variant="primary"
        icon="write"
        onHoverStart={prepareEditor}
        onFocus={prepareEditor}
        onPress={() => {
          setAsked(true);
          setOpen(true);
        }}
      >
        {t('answer.start')}
      </Button>
    );
  }
  return (
    <div className={styles.composer}>
      <Suspense fallback={<Skeleton count={2} />}>
        <LazyPostEditor
          key={draft.clientKey}
          label={t('answer.text')}
          placeholder={t('answer.placeholder')}
          initialState={draft.state}
          autoFocus={asked}
          onChange={(text) => {
            setWasEmpty(false);
            change({ state: text });
          }}
          onSubmit={submit}
          error={wasEmpty ? t('answer.empty') : undefined}
        />
      </Suspense>
      <SpeakerField
        organisationId={draft.organisationId}
        onChange={(organisationId) => change({ organisationId })}
      />
      <div className={styles.foot}>
        <DraftState
          sending={state}
          error={error}
          hasWords={holdsText(draft.state)}
          isKept={isKept}
        />
        <Button
          variant="primary"
          icon="send"
          isPending={state === 'sending' || state === 'retrying'}
          onPress={submit}
        >
          {state === 'failed' ? t('draft.again') : t('answer.send')}
        </Button>
      </div>
    </div>
  );
}
