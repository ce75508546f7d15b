import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { sessionKey, sessionQuery } from '#client/features/sessions/api.ts';
import { BeforeScreen } from '#client/features/sessions/before-screen.tsx';
import { ConsoleScreen } from '#client/features/sessions/console-screen.tsx';
import { LobbyScreen } from '#client/features/sessions/lobby-screen.tsx';
import { PhaseBadge } from '#client/features/sessions/phase-badge.tsx';
import { RunningScreen } from '#client/features/sessions/running-screen.tsx';
import styles from '#client/features/sessions/session.module.css';
import { type LiveSession, useLiveSession } from '#client/features/sessions/use-live-session.ts';
import { NotesProvider } from '#client/features/speed-dating/notes-provider.tsx';
import { ResultsScreen } from '#client/features/speed-dating/results-screen.tsx';
import { ApiError } from '#client/platform/api/api-error.ts';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { usePageSpace } from '#client/platform/session/page-space.ts';
import { Badge } from '#client/ui/display/badge.tsx';
import { PageHeader } from '#client/ui/display/page-header.tsx';
import { usePageTitle } from '#client/ui/display/page-title.ts';
import { Tabs } from '#client/ui/display/tabs.tsx';
import { Banner } from '#client/ui/feedback/banner.tsx';
import { ErrorState } from '#client/ui/feedback/error-state.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';
import type { SessionDetailView } from '#shared/features/sessions/announcement.schema.ts';

/** How often those who only read the announcement ask whether it changed; milliseconds. */
const READ_AGAIN = 20_000;

/** One session, from its announcement to what it leaves: the screen follows its state. */
export function Component() {
  const { t } = useTranslation('sessions');
  const words = useErrorWords();
  const { sessionId = '' } = useParams();
  const { data, dataUpdatedAt, isPending, error, refetch, isFetching } = useQuery({
    ...sessionQuery(sessionId),
    refetchInterval: ({ state }) => {
      const shown = state.data;
      return shown && !shown.parts.live && shown.view.phase !== 'closed' ? READ_AGAIN : false;
    },
  });
  if (isPending) return <Skeleton shape="page" count={4} />;
  if (!data) {
    // The nearest error boundary shows the page that says so.
    if (error instanceof ApiError && error.code === 'not_found') throw error;
    return (
      <ErrorState title={t('failed')} onRetry={() => void refetch()} retrying={isFetching}>
        {words(error)}
      </ErrorState>
    );
  }
  return <SessionContent key={sessionId} detail={data} readAt={dataUpdatedAt} />;
}

interface SessionContentProps {
  readonly detail: SessionDetailView;
  /** When it was read, on this device's clock. */
  readonly readAt: number;
}

function SessionContent({ detail, readAt }: SessionContentProps) {
  const { t } = useTranslation('sessions');
  const live = useLiveSession(detail, readAt);
  const queryClient = useQueryClient();
  const { session, space } = detail;
  usePageTitle(session.title);
  usePageSpace(space.slug);
  // At the table nothing else asks for attention.
  const underWay = live.view.phase === 'running' && detail.parts.live;
  const onChanged = () => queryClient.invalidateQueries({ queryKey: sessionKey(session.id) });
  return (
    <div data-accent={space.accent}>
      {underWay ? (
        <h1 className={styles.quietTitle}>{session.title}</h1>
      ) : (
        <PageHeader
          title={session.title}
          crumbs={[
            { label: space.name, to: `/espaces/${space.slug}` },
            { label: t('title'), to: `/espaces/${space.slug}/seances` },
          ]}
          details={
            <>
              <PhaseBadge phase={live.view.phase} />
              {session.audience === 'members' && (
                <Badge icon="lock">{t('before.membersOnly')}</Badge>
              )}
            </>
          }
        />
      )}
      {detail.parts.live && !live.joined && live.people.size > 0 && (
        <Banner tone="warning" icon="offline">
          {t('reconnecting')}
        </Banner>
      )}
      <NotesProvider
        sessionId={session.id}
        enabled={detail.me !== null && live.view.phase !== 'planned'}
        moment={live.view.phase === 'running' ? live.view.step.index : live.view.phase}
      >
        <Screen detail={detail} live={live} onChanged={onChanged} />
      </NotesProvider>
    </div>
  );
}

interface ScreenProps {
  readonly detail: SessionDetailView;
  readonly live: LiveSession;
  readonly onChanged: () => Promise<void>;
}

function Screen({ detail, live, onChanged }: ScreenProps) {
  const { view } = live;
  const before = <BeforeScreen detail={detail} live={live} onChanged={onChanged} />;
  if (view.phase === 'planned' || !detail.parts.live) return before;
  const seated = detail.me !== null;
  if (view.phase === 'closed') {
    if (view.reason === 'cancelled') return before;
    return (
      <ResultsScreen
        sessionId={detail.session.id}
        seated={seated}
        participants={detail.participants}
      />
    );
  }
  const own =
    view.phase === 'running' ? (
      <RunningScreen detail={detail} live={live} view={view} />
    ) : (
      <LobbyScreen detail={detail} live={live} />
    );
  if (!detail.parts.console) return own;
  const console_ = <ConsoleScreen detail={detail} live={live} onChanged={onChanged} />;
  return seated ? <BothScreens own={own} console={console_} /> : console_;
}

/** For whoever runs a session that they also take part in. */
function BothScreens(screens: { readonly own: ReactNode; readonly console: ReactNode }) {
  const { t } = useTranslation('sessions');
  const [selected, select] = useState('console');
  return (
    <Tabs
      label={t('console.view')}
      selected={selected}
      onSelect={select}
      tabs={[
        { key: 'console', label: t('console.viewConsole'), content: screens.console },
        { key: 'own', label: t('console.viewTable'), content: screens.own },
      ]}
    />
  );
}
