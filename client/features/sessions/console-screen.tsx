import { useTranslation } from 'react-i18next';
import { Chat } from '#client/features/sessions/chat.tsx';
import { ConsoleControls } from '#client/features/sessions/console-controls.tsx';
import { ConsoleRoom } from '#client/features/sessions/console-room.tsx';
import styles from '#client/features/sessions/session.module.css';
import { TimeLeft } from '#client/features/sessions/time-left.tsx';
import type { LiveSession } from '#client/features/sessions/use-live-session.ts';
import { PlanPanel } from '#client/features/speed-dating/plan-panel.tsx';
import { useSession } from '#client/platform/session/session.ts';
import { Banner } from '#client/ui/feedback/banner.tsx';
import type { SessionDetailView } from '#shared/features/sessions/announcement.schema.ts';

interface ConsoleScreenProps {
  readonly detail: SessionDetailView;
  readonly live: LiveSession;
  readonly onChanged: () => Promise<void>;
}

/** The whole room on one screen, for those who run it. */
export function ConsoleScreen({ detail, live, onChanged }: ConsoleScreenProps) {
  const { t } = useTranslation('sessions');
  const { person } = useSession();
  const { view, console: state } = live;
  if (!state) return <p role="status">{t('joining')}</p>;
  const sessionId = detail.session.id;
  return (
    <>
      {view.phase === 'running' && <TimeLeft view={view} offset={live.offset} />}
      {view.phase === 'running' && view.deadline === null && (
        <Banner icon="clock">{t('time.pausedWords')}</Banner>
      )}
      <div className={styles.columns}>
        <div className={styles.column}>
          <ConsoleControls detail={detail} live={live} state={state} />
          <ConsoleRoom detail={detail} live={live} state={state} />
        </div>
        <div className={styles.column}>
          <Chat
            sessionId={sessionId}
            scope="everyone"
            messages={live.messages.filter((message) => message.scope === 'everyone')}
            personId={person?.id ?? null}
            title={t('console.announce')}
            hint={t('console.announceHint')}
          />
          {state.phase === 'lobby' && (
            <PlanPanel
              sessionId={sessionId}
              state={state}
              participants={detail.participants}
              onChanged={onChanged}
            />
          )}
        </div>
      </div>
    </>
  );
}
