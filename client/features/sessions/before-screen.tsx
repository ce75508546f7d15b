import { useTranslation } from 'react-i18next';
import { OpenRoom } from '#client/features/sessions/open-room.tsx';
import styles from '#client/features/sessions/session.module.css';
import type { LiveSession } from '#client/features/sessions/use-live-session.ts';
import { Expectations } from '#client/features/speed-dating/expectations.tsx';
import { PlanPanel } from '#client/features/speed-dating/plan-panel.tsx';
import { RegistrationPanel } from '#client/features/speed-dating/registration-panel.tsx';
import { Sides } from '#client/features/speed-dating/sides.tsx';
import { Section } from '#client/ui/display/page-header.tsx';
import { Banner } from '#client/ui/feedback/banner.tsx';
import type { SessionDetailView } from '#shared/features/sessions/announcement.schema.ts';
import { exactDateWords } from '#shared/i18n/date-words.ts';

interface BeforeScreenProps {
  readonly detail: SessionDetailView;
  readonly live: LiveSession;
  readonly onChanged: () => Promise<void>;
}

/** The announcement: when, where, who comes, my place; the plan for those who run the session. */
export function BeforeScreen({ detail, live, onChanged }: BeforeScreenProps) {
  const { t } = useTranslation('sessions');
  const { session, participants } = detail;
  const { phase } = live.view;
  const open = phase === 'planned' || phase === 'lobby';
  return (
    <>
      <PhaseBanner live={live} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <Facts detail={detail} />
          {session.description && <p className={styles.text}>{session.description}</p>}
          {open && (
            <div className={styles.block}>
              <h2>{t('before.expect')}</h2>
              <Expectations />
            </div>
          )}
        </div>
        <div className={styles.column}>
          {live.console && phase === 'planned' && (
            <>
              <PlanPanel
                sessionId={session.id}
                state={live.console}
                participants={participants}
                onChanged={onChanged}
              />
              <OpenRoom sessionId={session.id} state={live.console} />
            </>
          )}
          <RegistrationPanel detail={detail} open={open} onChanged={onChanged} />
        </div>
      </div>
      <Section title={t('before.whoComes')}>
        {participants.length === 0 ? (
          <p>{t('before.nobody')}</p>
        ) : (
          <Sides participants={participants} />
        )}
      </Section>
    </>
  );
}

function PhaseBanner({ live }: { readonly live: LiveSession }) {
  const { t } = useTranslation('sessions');
  const { view } = live;
  if (view.phase === 'lobby') return <Banner>{t('before.lobbyOpen')}</Banner>;
  if (view.phase === 'running') return <Banner icon="clock">{t('before.running')}</Banner>;
  if (view.phase !== 'closed') return null;
  return (
    <Banner>{view.reason === 'cancelled' ? t('before.cancelled') : t('before.closed')}</Banner>
  );
}

function Facts({ detail }: { readonly detail: SessionDetailView }) {
  const { t, i18n } = useTranslation('sessions');
  const { session, facilitators } = detail;
  const language = i18n.resolvedLanguage === 'en' ? 'en' : 'fr';
  const names = facilitators.map(({ name }) => name).filter((name) => name !== '');
  return (
    <dl className={styles.facts}>
      <dt>{t('before.when')}</dt>
      <dd>
        <time dateTime={new Date(session.startsAt).toISOString()}>
          {exactDateWords(session.startsAt, { language })}
        </time>
      </dd>
      <dt>{t('before.where')}</dt>
      <dd>{session.place || t('before.whereUnknown')}</dd>
      {names.length > 0 && (
        <>
          <dt>{t('before.who')}</dt>
          <dd>{names.join(', ')}</dd>
        </>
      )}
    </dl>
  );
}
