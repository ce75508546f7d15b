import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ComingSessions } from '#client/features/spaces/coming-sessions.tsx';
import { LatestTopics } from '#client/features/spaces/latest-topics.tsx';
import { MembershipActions } from '#client/features/spaces/membership-actions.tsx';
import styles from '#client/features/spaces/space-page.module.css';
import { SpacePeople } from '#client/features/spaces/space-people.tsx';
import { TextsUnderWay } from '#client/features/spaces/texts-under-way.tsx';
import { ApiError } from '#client/platform/api/api-error.ts';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { spaceQuery } from '#client/platform/session/spaces.ts';
import { LinkButton } from '#client/ui/actions/button.tsx';
import { Badge } from '#client/ui/display/badge.tsx';
import { Columns } from '#client/ui/display/columns.tsx';
import { PageHeader, Section } from '#client/ui/display/page-header.tsx';
import { ErrorState } from '#client/ui/feedback/error-state.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';
import type { IconName } from '#client/ui/icons/icon-paths.ts';
import type { SpaceView } from '#shared/features/spaces/schema.ts';

const TOOLS: readonly {
  readonly name: 'forum' | 'documents' | 'sessions';
  readonly path: string;
  readonly icon: IconName;
}[] = [
  { name: 'forum', path: 'forum', icon: 'forum' },
  { name: 'documents', path: 'documents', icon: 'document' },
  { name: 'sessions', path: 'seances', icon: 'session' },
];

/** Who are we, what are we doing here. */
export function Component() {
  const { t } = useTranslation('spaces');
  const words = useErrorWords();
  const { slug = '' } = useParams();
  const { data: space, isPending, error, refetch, isFetching } = useQuery(spaceQuery(slug));
  if (isPending) return <Skeleton shape="page" count={4} />;
  if (!space) {
    // The nearest error boundary shows the page that says so.
    if (error instanceof ApiError && error.code === 'not_found') throw error;
    return (
      <ErrorState title={t('home.failed')} onRetry={() => void refetch()} retrying={isFetching}>
        {words(error)}
      </ErrorState>
    );
  }
  return (
    <div data-accent={space.accent}>
      <SpaceHeader space={space} />
      <UnderWay space={space} />
    </div>
  );
}

function SpaceHeader({ space }: { readonly space: SpaceView }) {
  const { t } = useTranslation(['spaces', 'common', 'shell']);
  return (
    <>
      <PageHeader
        title={space.name}
        crumbs={[{ label: t('shell:allSpaces'), to: '/espaces' }]}
        intro={space.purpose}
        details={
          <>
            <Badge tone="accent">{t(`common:kinds.${space.kind}`)}</Badge>
            <span>{t('members', { count: space.counts.members })}</span>
            {space.visibility === 'members' && <Badge icon="lock">{t('membersOnly')}</Badge>}
          </>
        }
        actions={<MembershipActions space={space} />}
      />
      <nav aria-label={t('home.tools')} className={styles.tools}>
        {TOOLS.map(({ name, path, icon }) => (
          <LinkButton key={name} to={`/espaces/${space.slug}/${path}`} icon={icon} size="small">
            {t(`home.${name}`)}
          </LinkButton>
        ))}
      </nav>
    </>
  );
}

function UnderWay({ space }: { readonly space: SpaceView }) {
  const { t } = useTranslation('spaces');
  const spaces = [space];
  const all = (path: string) => (
    <LinkButton to={`/espaces/${space.slug}/${path}`} variant="quiet" size="small">
      {t('home.all')}
    </LinkButton>
  );
  return (
    <>
      <Columns
        aside={
          <Section title={t('home.nextSession')} actions={all('seances')}>
            <ComingSessions spaces={spaces} most={1} />
          </Section>
        }
      >
        <Section title={t('underWay.topics')} actions={all('forum')}>
          <LatestTopics spaces={spaces} most={3} perSpace={3} />
        </Section>
        <Section title={t('underWay.texts')} actions={all('documents')}>
          <TextsUnderWay spaces={spaces} most={3} />
        </Section>
      </Columns>
      <Section title={t('home.people')}>
        <SpacePeople space={space} />
      </Section>
    </>
  );
}
