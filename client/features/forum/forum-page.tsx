import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { topicsQuery } from '#client/features/forum/api.ts';
import { KindFilter } from '#client/features/forum/kind-filter.tsx';
import { TopicList } from '#client/features/forum/topic-list.tsx';
import { ApiError } from '#client/platform/api/api-error.ts';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { LinkButton } from '#client/ui/actions/button.tsx';
import { LoadMore } from '#client/ui/display/load-more.tsx';
import { PageHeader } from '#client/ui/display/page-header.tsx';
import { EmptyState } from '#client/ui/feedback/empty-state.tsx';
import { ErrorState } from '#client/ui/feedback/error-state.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';
import { TOPIC_KINDS, type TopicKind } from '#shared/features/forum/domain.ts';

/** The forum of a space: what is being said, who spoke last. */
export function Component() {
  const { t } = useTranslation('forum');
  const words = useErrorWords();
  const { slug = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const kind = TOPIC_KINDS.find((known) => known === search.get('genre')) ?? null;
  const topics = useInfiniteQuery(topicsQuery(slug, kind));
  if (topics.isPending) return <Skeleton shape="page" count={5} />;
  const first = topics.data?.pages[0];
  if (!first) {
    const { error } = topics;
    // The nearest error boundary shows the page that says so.
    if (error instanceof ApiError && error.code === 'not_found') throw error;
    return (
      <ErrorState
        title={t('topic.listFailed')}
        onRetry={() => void topics.refetch()}
        retrying={topics.isFetching}
      >
        {words(error)}
      </ErrorState>
    );
  }
  const { space, mayOpen } = first;
  const items = topics.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div data-accent={space.accent}>
      <PageHeader
        title={t('title')}
        crumbs={[{ label: space.name, to: `/espaces/${space.slug}` }]}
        intro={t('intro')}
        actions={
          mayOpen && (
            <LinkButton to={`/espaces/${space.slug}/forum/nouveau`} variant="primary" icon="plus">
              {t('open')}
            </LinkButton>
          )
        }
      />
      <KindFilter
        kind={kind}
        onChange={(chosen) => setSearch(chosen ? { genre: chosen } : {}, { replace: true })}
      />
      <TopicList key={kind} space={space} kind={kind} topics={items} />
      {items.length === 0 && <EmptyForum kind={kind} slug={space.slug} mayOpen={mayOpen} />}
      <LoadMore
        hasMore={topics.hasNextPage}
        isPending={topics.isFetchingNextPage}
        onMore={() => void topics.fetchNextPage()}
      />
    </div>
  );
}

interface EmptyForumProps {
  readonly kind: TopicKind | null;
  readonly slug: string;
  readonly mayOpen: boolean;
}

function EmptyForum({ kind, slug, mayOpen }: EmptyForumProps) {
  const { t } = useTranslation('forum');
  return (
    <EmptyState
      icon="forum"
      title={kind ? t('empty.filtered') : t('empty.title')}
      action={
        mayOpen ? (
          <LinkButton to={`/espaces/${slug}/forum/nouveau`} icon="plus">
            {t('open')}
          </LinkButton>
        ) : (
          <p>{t('empty.join')}</p>
        )
      }
    >
      {kind ? t('empty.filteredText') : t('empty.text')}
    </EmptyState>
  );
}
