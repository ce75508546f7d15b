import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listMembers } from '#client/features/spaces/api.ts';
import styles from '#client/features/spaces/space-people.module.css';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { useSession } from '#client/platform/session/session.ts';
import { Avatar } from '#client/ui/display/avatar.tsx';
import { LoadMore } from '#client/ui/display/load-more.tsx';
import { EmptyState } from '#client/ui/feedback/empty-state.tsx';
import { ErrorState } from '#client/ui/feedback/error-state.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';
import type { SpaceView } from '#shared/features/spaces/schema.ts';

/** Who is in a space, for those who are in it. */
export function SpacePeople({ space }: { readonly space: SpaceView }) {
  const { t } = useTranslation('spaces');
  const { person } = useSession();
  const isMember = space.role !== null && space.role !== 'visitor';
  if (isMember || person?.hostRole === 'administrator') return <People space={space} />;
  return <p className={styles.reserved}>{t('home.peopleReserved')}</p>;
}

function People({ space }: { readonly space: SpaceView }) {
  const { t } = useTranslation(['spaces', 'common']);
  const words = useErrorWords();
  const members = useInfiniteQuery({
    queryKey: ['spaces', space.slug, 'members'],
    queryFn: ({ pageParam }) => listMembers(space.slug, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  if (members.isPending) return <Skeleton shape="rows" count={3} />;
  if (members.isError) {
    return (
      <ErrorState
        title={t('home.peopleFailed')}
        onRetry={() => void members.refetch()}
        retrying={members.isFetching}
      >
        {words(members.error)}
      </ErrorState>
    );
  }
  const people = members.data.pages.flatMap((page) => page.items);
  if (people.length === 0) {
    return (
      <EmptyState icon="people" title={t('home.peopleEmpty')}>
        {t('home.peopleEmptyWords')}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={styles.people}>
        {people.map((person) => (
          <li key={person.id} className={styles.person}>
            <Avatar name={person.name} />
            <span>
              {person.name}
              {person.role !== 'member' && (
                <span className={styles.role}>{t(`common:roles.${person.role}`)}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
      <LoadMore
        hasMore={members.hasNextPage}
        isPending={members.isFetchingNextPage}
        onMore={() => void members.fetchNextPage()}
      />
    </>
  );
}
