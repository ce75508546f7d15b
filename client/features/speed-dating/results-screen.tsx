import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ParticipantCard } from '#client/features/sessions/participant-card.tsx';
import { resultsQuery } from '#client/features/speed-dating/api.ts';
import styles from '#client/features/speed-dating/results.module.css';
import { useLiveEvent } from '#client/features/speed-dating/socket.ts';
import { useNotes } from '#client/features/speed-dating/use-notes.ts';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { Badge } from '#client/ui/display/badge.tsx';
import { Section } from '#client/ui/display/page-header.tsx';
import { EmptyState } from '#client/ui/feedback/empty-state.tsx';
import { ErrorState } from '#client/ui/feedback/error-state.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';
import type { ParticipantView } from '#shared/features/sessions/announcement.schema.ts';
import type { ResultsView } from '#shared/features/speed-dating/events.ts';
import type { Note } from '#shared/features/speed-dating/schema.ts';

interface ResultsScreenProps {
  readonly sessionId: string;
  /** Whether the one who reads took part. */
  readonly seated: boolean;
  readonly participants: readonly ParticipantView[];
}

/** After the close: mutual interests first, each with its next step; then one's other notes. */
export function ResultsScreen({ sessionId, seated, participants }: ResultsScreenProps) {
  const { t } = useTranslation('speed-dating');
  if (seated) return <OwnResults sessionId={sessionId} participants={participants} />;
  return (
    <EmptyState icon="check" title={t('results.facilitatorTitle')}>
      {t('results.facilitator')}
    </EmptyState>
  );
}

function OwnResults({ sessionId, participants }: Omit<ResultsScreenProps, 'seated'>) {
  const { t } = useTranslation('speed-dating');
  const words = useErrorWords();
  const queryClient = useQueryClient();
  const { queryKey } = resultsQuery(sessionId);
  const { data, isPending, error, refetch, isFetching } = useQuery(resultsQuery(sessionId));
  useLiveEvent('speed-dating.revealed', (revealed) => {
    if (revealed.sessionId === sessionId) void queryClient.invalidateQueries({ queryKey });
  });
  if (isPending) return <Skeleton shape="cards" count={2} />;
  if (!data) {
    return (
      <ErrorState title={t('results.failed')} onRetry={() => void refetch()} retrying={isFetching}>
        {words(error)}
      </ErrorState>
    );
  }
  const { mutual } = data;
  return (
    <>
      {mutual.length === 0 ? (
        <EmptyState icon="people" title={t('results.noneTitle')}>
          {t('results.noneWords')}
        </EmptyState>
      ) : (
        <Section title={t('results.mutual')}>
          <p className={styles.intro}>{t('results.mutualIntro', { count: mutual.length })}</p>
          <div className={styles.cards}>
            {mutual.map((interest) => (
              <ParticipantCard
                key={interest.partner.id}
                participant={interest.partner}
                level={3}
                footer={<Interest interest={interest} />}
              />
            ))}
          </div>
        </Section>
      )}
      <OtherNotes mutual={mutual} participants={participants} />
    </>
  );
}

function Interest({ interest }: { readonly interest: ResultsView['mutual'][number] }) {
  const { t } = useTranslation('speed-dating');
  const { commonKinds, own } = interest;
  const steps = own.leads.map(({ nextStep }) => nextStep).filter((step) => step !== '');
  return (
    <div className={styles.interest}>
      <p className={styles.label}>{t('results.yourStep')}</p>
      {steps.length > 0 ? (
        steps.map((step) => (
          <p key={step} className={styles.step}>
            {step}
          </p>
        ))
      ) : (
        <p className={styles.step}>{t('results.proposedStep')}</p>
      )}
      <p className={styles.label}>{t('results.common')}</p>
      {commonKinds.length > 0 ? (
        <p className={styles.kinds}>
          {commonKinds.map((kind) => (
            <Badge key={kind} tone="accent">
              {t(`note.kinds.${kind}`)}
            </Badge>
          ))}
        </p>
      ) : (
        <p>{t('results.noCommon')}</p>
      )}
      <OwnWords note={own} />
    </div>
  );
}

function OwnWords({ note }: { readonly note: Pick<Note, 'level' | 'leads'> }) {
  const { t } = useTranslation('speed-dating');
  return (
    <div className={styles.own}>
      <p className={styles.label}>{t('levelSaid', { level: t(`note.levels.${note.level}`) })}</p>
      {note.leads.map((lead) => (
        <p key={lead.kind} className={styles.words}>
          <strong>{t(`note.kinds.${lead.kind}`)}</strong>
          {lead.words && <> : {lead.words}</>}
        </p>
      ))}
    </div>
  );
}

interface OtherNotesProps {
  readonly mutual: ResultsView['mutual'];
  readonly participants: readonly ParticipantView[];
}

function OtherNotes({ mutual, participants }: OtherNotesProps) {
  const { t } = useTranslation('speed-dating');
  const { met, noteAbout } = useNotes();
  const shown = new Set(mutual.map(({ partner }) => partner.id));
  const others = met.flatMap((id) => {
    const participant = participants.find((one) => one.id === id);
    const note = noteAbout(id);
    return participant && note && !shown.has(id) ? [{ participant, note }] : [];
  });
  if (others.length === 0) return null;
  return (
    <Section title={t('results.rest')}>
      <p className={styles.intro}>{t('results.restWords')}</p>
      <ul className={styles.others}>
        {others.map(({ participant, note }) => (
          <li key={participant.id}>
            <strong>{participant.organisation.name}</strong>
            <OwnWords note={note.content} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
