import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { SpaceCard, SpaceCards } from '#client/features/spaces/space-card.tsx';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { spacesQuery } from '#client/platform/session/spaces.ts';
import { LinkButton } from '#client/ui/actions/button.tsx';
import { CardGrid } from '#client/ui/display/card.tsx';
import { PageHeader } from '#client/ui/display/page-header.tsx';
import { EmptyState } from '#client/ui/feedback/empty-state.tsx';
import { ErrorState } from '#client/ui/feedback/error-state.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';

export function Component() {
  const { t } = useTranslation('spaces');
  return (
    <>
      <PageHeader
        title={t('list.title')}
        intro={t('list.intro')}
        actions={
          <LinkButton to="/annuaire" icon="directory">
            {t('list.directory')}
          </LinkButton>
        }
      />
      <Spaces />
    </>
  );
}

function Spaces() {
  const { t } = useTranslation('spaces');
  const words = useErrorWords();
  const spaces = useQuery(spacesQuery);
  if (spaces.isPending) return <Skeleton shape="cards" count={4} />;
  if (spaces.isError) {
    return (
      <ErrorState
        title={t('list.failed')}
        onRetry={() => void spaces.refetch()}
        retrying={spaces.isFetching}
      >
        {words(spaces.error)}
      </ErrorState>
    );
  }
  const { items } = spaces.data;
  if (items.length === 0) {
    return (
      <EmptyState icon="spaces" title={t('list.empty')}>
        {t('list.emptyWords')}
      </EmptyState>
    );
  }
  const yours = items.filter((space) => space.role !== null);
  const others = items.filter((space) => space.role === null);
  if (yours.length === 0) {
    return (
      <CardGrid>
        {others.map((space) => (
          <SpaceCard key={space.id} space={space} level={2} />
        ))}
      </CardGrid>
    );
  }
  return (
    <>
      <SpaceCards title={t('list.yours')} spaces={yours} />
      <SpaceCards title={t('list.others')} spaces={others} />
    </>
  );
}
