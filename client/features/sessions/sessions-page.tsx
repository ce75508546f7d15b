import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { sessionsQuery } from '#client/features/sessions/api.ts';
import { CreateSessionDialog } from '#client/features/sessions/create-session-dialog.tsx';
import { PhaseBadge } from '#client/features/sessions/phase-badge.tsx';
import { ApiError } from '#client/platform/api/api-error.ts';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { Button } from '#client/ui/actions/button.tsx';
import { Badge } from '#client/ui/display/badge.tsx';
import { LoadMore } from '#client/ui/display/load-more.tsx';
import { PageHeader, Section } from '#client/ui/display/page-header.tsx';
import { Row, Rows } from '#client/ui/display/rows.tsx';
import { Time } from '#client/ui/display/time.tsx';
import { EmptyState } from '#client/ui/feedback/empty-state.tsx';
import { ErrorState } from '#client/ui/feedback/error-state.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';
import { Icon } from '#client/ui/icons/icon.tsx';
import type { SessionSummary } from '#shared/features/sessions/announcement.schema.ts';

/** The meetings of a space: what comes, what was. */
export function Component() {
  const { t } = useTranslation('sessions');
  const words = useErrorWords();
  const { slug = '' } = useParams();
  const [creating, setCreating] = useState(false);
  const coming = useInfiniteQuery(sessionsQuery(slug, 'coming'));
  if (coming.isPending) return <Skeleton shape="page" count={4} />;
  const first = coming.data?.pages[0];
  if (!first) {
    const { error } = coming;
    // The nearest error boundary shows the page that says so.
    if (error instanceof ApiError && error.code === 'not_found') throw error;
    return (
      <ErrorState
        title={t('listFailed')}
        onRetry={() => void coming.refetch()}
        retrying={coming.isFetching}
      >
        {words(error)}
      </ErrorState>
    );
  }
  const { space, mayCreate } = first;
  const create = mayCreate && (
    <Button variant="primary" icon="plus" onPress={() => setCreating(true)}>
      {t('create.open')}
    </Button>
  );
  const items = coming.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div data-accent={space.accent}>
      <PageHeader
        title={t('title')}
        crumbs={[{ label: space.name, to: `/espaces/${space.slug}` }]}
        intro={t('intro')}
        actions={items.length > 0 && create}
      />
      <Section title={t('coming')}>
        {items.length === 0 ? (
          <EmptyState icon="session" title={t('empty.coming')} action={create}>
            {t('empty.comingWords')}
          </EmptyState>
        ) : (
          <SessionRows label={t('coming')} items={items} />
        )}
        <LoadMore
          hasMore={coming.hasNextPage}
          isPending={coming.isFetchingNextPage}
          onMore={() => void coming.fetchNextPage()}
        />
      </Section>
      <PastSessions slug={slug} />
      {mayCreate && (
        <CreateSessionDialog space={space} isOpen={creating} onClose={() => setCreating(false)} />
      )}
    </div>
  );
}

function PastSessions({ slug }: { readonly slug: string }) {
  const { t } = useTranslation('sessions');
  const past = useInfiniteQuery(sessionsQuery(slug, 'past'));
  const items = past.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={t('past')}>
      {past.isPending && <Skeleton shape="rows" count={2} />}
      {past.isSuccess && items.length === 0 && <p>{t('empty.past')}</p>}
      {items.length > 0 && <SessionRows label={t('past')} items={items} />}
      <LoadMore
        hasMore={past.hasNextPage}
        isPending={past.isFetchingNextPage}
        onMore={() => void past.fetchNextPage()}
      />
    </Section>
  );
}

/** Whether people are in it now; the titles of the lists say the rest. */
const isOpen = ({ phase }: SessionSummary): boolean => phase === 'lobby' || phase === 'running';

interface SessionRowsProps {
  readonly label: string;
  readonly items: readonly SessionSummary[];
}

function SessionRows({ label, items }: SessionRowsProps) {
  const { t } = useTranslation('sessions');
  return (
    <Rows label={label}>
      {items.map((session) => (
        <Row
          key={session.id}
          title={session.title}
          to={`/seances/${session.id}`}
          start={<Icon name="session" size={24} />}
          details={
            <>
              <Time date={session.startsAt} />
              {session.place && <span>{session.place}</span>}
              <span>{t('participants', { count: session.participants })}</span>
              {session.registered && (
                <Badge tone="accent" icon="check">
                  {t('registered')}
                </Badge>
              )}
              {isOpen(session) && <PhaseBadge phase={session.phase} />}
            </>
          }
        />
      ))}
    </Rows>
  );
}
