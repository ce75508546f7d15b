import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Navigate, useLocation, useParams } from 'react-router';
import { topicsQuery } from '#client/features/forum/api.ts';
import { NewTopicForm } from '#client/features/forum/new-topic-form.tsx';
import { ApiError } from '#client/platform/api/api-error.ts';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { useSession } from '#client/platform/session/session.ts';
import { LinkButton } from '#client/ui/actions/button.tsx';
import { PageHeader } from '#client/ui/display/page-header.tsx';
import { EmptyState } from '#client/ui/feedback/empty-state.tsx';
import { ErrorState } from '#client/ui/feedback/error-state.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';

/** Opening a topic: a title, a kind, who may read, the first post. */
export function Component() {
  const { t } = useTranslation('forum');
  const words = useErrorWords();
  const { pathname } = useLocation();
  const { slug = '' } = useParams();
  const { person, isPending } = useSession();
  const { data, error, refetch } = useInfiniteQuery(topicsQuery(slug, null));
  const forum = data?.pages[0];
  if (error instanceof ApiError && error.code === 'not_found') throw error;
  if (error && !forum) {
    return (
      <ErrorState title={t('topic.listFailed')} onRetry={() => void refetch()}>
        {words(error)}
      </ErrorState>
    );
  }
  if (isPending || !forum) return <Skeleton shape="page" count={4} />;
  if (!person) {
    return <Navigate to={`/connexion?suite=${encodeURIComponent(pathname)}`} replace />;
  }
  const { space, mayOpen } = forum;
  return (
    <div data-accent={space.accent}>
      <PageHeader
        title={t('new.title')}
        intro={t('new.intro')}
        crumbs={[
          { label: space.name, to: `/espaces/${space.slug}` },
          { label: t('title'), to: `/espaces/${space.slug}/forum` },
        ]}
      />
      {mayOpen ? (
        <NewTopicForm slug={space.slug} personId={person.id} />
      ) : (
        <EmptyState
          icon="people"
          title={t('empty.join')}
          action={<LinkButton to={`/espaces/${space.slug}`}>{t('answer.joinLink')}</LinkButton>}
        />
      )}
    </div>
  );
}
