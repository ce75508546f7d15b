import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { type DirectoryFilter, directoryQuery } from '#client/features/organisations/api.ts';
import styles from '#client/features/organisations/directory.module.css';
import { OrganisationCard } from '#client/features/organisations/organisation-card.tsx';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { spacesQuery } from '#client/platform/session/spaces.ts';
import { Button } from '#client/ui/actions/button.tsx';
import { LoadMore } from '#client/ui/display/load-more.tsx';
import { PageHeader } from '#client/ui/display/page-header.tsx';
import { EmptyState } from '#client/ui/feedback/empty-state.tsx';
import { ErrorState } from '#client/ui/feedback/error-state.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';
import { WordFilter } from '#client/ui/fields/word-filter.tsx';
import { ORGANISATION_KINDS } from '#shared/features/organisations/domain.ts';
import type { SpaceView } from '#shared/features/spaces/schema.ts';

const TERRITORY = 'territoire';
const KIND = 'genre';

/** Who is on these territories, what each looks for and gives. */
export function Component() {
  const { t } = useTranslation('organisations');
  const spaces = useQuery(spacesQuery);
  const territories = (spaces.data?.items ?? []).filter((space) => space.kind === 'territory');
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      {spaces.isPending ? (
        <Skeleton shape="cards" count={6} />
      ) : (
        <Directory territories={territories} />
      )}
    </>
  );
}

function Directory({ territories }: { readonly territories: readonly SpaceView[] }) {
  const { t } = useTranslation('organisations');
  const [search, setSearch] = useSearchParams();
  const territory = territories.find((space) => space.slug === search.get(TERRITORY)) ?? null;
  const kind = ORGANISATION_KINDS.find((known) => known === search.get(KIND)) ?? null;
  const choose = (name: string, value: string | null) =>
    setSearch(
      (current) => {
        const next = new URLSearchParams(current);
        if (value === null) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return (
    <div data-accent={territory?.accent}>
      <div className={styles.filters}>
        {territories.length > 1 && (
          <WordFilter
            label={t('byTerritory')}
            all={t('everyTerritory')}
            options={territories.map(({ slug, name }) => ({ value: slug, label: name }))}
            value={territory?.slug ?? null}
            onChange={(slug) => choose(TERRITORY, slug)}
          />
        )}
        <WordFilter
          label={t('byKind')}
          all={t('everyKind')}
          options={ORGANISATION_KINDS.map((value) => ({ value, label: t(`kindsMany.${value}`) }))}
          value={kind}
          onChange={(chosen) => choose(KIND, chosen)}
        />
      </div>
      <Organisations
        filter={{ territory: territory?.id ?? null, kind }}
        territories={territories}
        onShowAll={() => setSearch({}, { replace: true, preventScrollReset: true })}
      />
    </div>
  );
}

interface OrganisationsProps {
  readonly filter: DirectoryFilter;
  readonly territories: readonly SpaceView[];
  readonly onShowAll: () => void;
}

function Organisations({ filter, territories, onShowAll }: OrganisationsProps) {
  const { t } = useTranslation('organisations');
  const words = useErrorWords();
  const list = useInfiniteQuery({ ...directoryQuery(filter), placeholderData: keepPreviousData });
  if (list.isPending) return <Skeleton shape="cards" count={6} />;
  if (list.isError) {
    return (
      <ErrorState
        title={t('failed')}
        onRetry={() => void list.refetch()}
        retrying={list.isFetching}
      >
        {words(list.error)}
      </ErrorState>
    );
  }
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    const filtered = filter.territory !== null || filter.kind !== null;
    return (
      <EmptyState
        icon="directory"
        title={filtered ? t('nobodyHere') : t('empty')}
        action={filtered && <Button onPress={onShowAll}>{t('showAll')}</Button>}
      >
        {filtered ? t('nobodyHereWords') : t('emptyWords')}
      </EmptyState>
    );
  }
  return (
    <>
      <div className={styles.cards} aria-busy={list.isPlaceholderData}>
        {items.map((organisation) => (
          <OrganisationCard
            key={organisation.id}
            organisation={organisation}
            territory={territories.find((space) => space.id === organisation.territoryId) ?? null}
          />
        ))}
      </div>
      <LoadMore
        hasMore={list.hasNextPage}
        isPending={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
}
