import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ComingSessions } from '#client/features/spaces/coming-sessions.tsx';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { useSession } from '#client/platform/session/session.ts';
import { spacesQuery } from '#client/platform/session/spaces.ts';
import { LinkButton } from '#client/ui/actions/button.tsx';
import { PageHeader, Section } from '#client/ui/display/page-header.tsx';
import { Row, Rows } from '#client/ui/display/rows.tsx';
import { EmptyState } from '#client/ui/feedback/empty-state.tsx';
import { ErrorState } from '#client/ui/feedback/error-state.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';
import { Icon } from '#client/ui/icons/icon.tsx';
import type { SpaceView } from '#shared/features/spaces/schema.ts';

const MOST_COMING = 10;

/** The meetings of one's spaces, and the way to each space's own list. */
export function Component() {
  const { t } = useTranslation('spaces');
  const words = useErrorWords();
  const { person, isPending } = useSession();
  const spaces = useQuery(spacesQuery);
  if (isPending || spaces.isPending) return <Skeleton shape="page" />;
  if (!spaces.data) {
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
  const followed = person ? items.filter((space) => space.role !== null) : items;
  return (
    <>
      <PageHeader title={t('meetings.title')} intro={t('meetings.intro')} />
      {followed.length === 0 ? <NoMeeting /> : <Meetings spaces={followed} />}
    </>
  );
}

function NoMeeting() {
  const { t } = useTranslation('spaces');
  return (
    <EmptyState
      icon="meetings"
      title={t('meetings.empty')}
      action={
        <LinkButton to="/espaces" variant="primary">
          {t('meetings.see')}
        </LinkButton>
      }
    >
      {t('meetings.emptyWords')}
    </EmptyState>
  );
}

function Meetings({ spaces }: { readonly spaces: readonly SpaceView[] }) {
  const { t } = useTranslation(['spaces', 'common']);
  return (
    <>
      <Section title={t('underWay.sessions')}>
        <ComingSessions spaces={spaces} most={MOST_COMING} />
      </Section>
      <Section title={t('meetings.bySpace')}>
        <Rows label={t('meetings.bySpace')}>
          {spaces.map(({ id, slug, name, kind, accent }) => (
            <Row
              key={id}
              title={name}
              to={`/espaces/${slug}/seances`}
              accent={accent}
              details={t(`common:kinds.${kind}`)}
              end={<Icon name="arrow" />}
            />
          ))}
        </Rows>
      </Section>
    </>
  );
}
