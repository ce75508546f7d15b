import { useTranslation } from 'react-i18next';
import styles from '#client/features/accounts/person-home.module.css';
import { ComingSessions } from '#client/features/spaces/coming-sessions.tsx';
import { LatestTopics } from '#client/features/spaces/latest-topics.tsx';
import { SpaceCards } from '#client/features/spaces/space-card.tsx';
import { TextsUnderWay } from '#client/features/spaces/texts-under-way.tsx';
import { LinkButton } from '#client/ui/actions/button.tsx';
import { Avatar } from '#client/ui/display/avatar.tsx';
import { Columns } from '#client/ui/display/columns.tsx';
import { PageHeader, Section } from '#client/ui/display/page-header.tsx';
import { Row, Rows } from '#client/ui/display/rows.tsx';
import { Banner } from '#client/ui/feedback/banner.tsx';
import { EmptyState } from '#client/ui/feedback/empty-state.tsx';
import type { SessionView } from '#shared/features/accounts/schema.ts';
import type { SpaceView } from '#shared/features/spaces/schema.ts';

interface PersonHomeProps {
  readonly person: NonNullable<SessionView['person']>;
  readonly spaces: readonly SpaceView[];
}

/** What is new, what waits for my words, what comes. */
export function PersonHome({ person, spaces }: PersonHomeProps) {
  const { t } = useTranslation('accounts');
  const yours = spaces.filter((space) => space.role !== null);
  const [firstName] = person.name.split(' ');
  return (
    <>
      <PageHeader
        title={firstName ? t('home.hello', { name: firstName }) : t('home.helloNoName')}
      />
      {person.name === '' && <TellYourName />}
      {yours.length > 0 ? <YourSpaces spaces={yours} /> : <NoSpace spaces={spaces} />}
    </>
  );
}

function TellYourName() {
  const { t } = useTranslation('accounts');
  return (
    <div className={styles.tellName}>
      <Banner
        title={t('home.tellName')}
        actions={
          <LinkButton to="/moi" size="small">
            {t('home.tellNameAction')}
          </LinkButton>
        }
      >
        {t('home.tellNameWords')}
      </Banner>
    </div>
  );
}

function YourSpaces({ spaces }: Pick<PersonHomeProps, 'spaces'>) {
  const { t } = useTranslation(['accounts', 'common']);
  return (
    <Columns
      aside={
        <>
          <Section title={t('home.coming')}>
            <ComingSessions spaces={spaces} most={3} />
          </Section>
          <Section title={t('home.yourSpaces')}>
            <Rows label={t('home.yourSpaces')}>
              {spaces.map(({ id, slug, name, kind, accent }) => (
                <Row
                  key={id}
                  title={name}
                  to={`/espaces/${slug}`}
                  accent={accent}
                  start={<Avatar name={name} shape="square" size="small" />}
                  details={t(`common:kinds.${kind}`)}
                />
              ))}
            </Rows>
          </Section>
        </>
      }
    >
      <Section title={t('home.newInSpaces')}>
        <LatestTopics spaces={spaces} most={6} perSpace={3} />
      </Section>
      <Section title={t('home.toWrite')}>
        <TextsUnderWay spaces={spaces} most={3} />
      </Section>
    </Columns>
  );
}

function NoSpace({ spaces }: Pick<PersonHomeProps, 'spaces'>) {
  const { t } = useTranslation('accounts');
  return (
    <>
      <EmptyState
        icon="spaces"
        title={t('home.noSpaceTitle')}
        action={
          <LinkButton to="/espaces" variant="primary">
            {t('home.discover')}
          </LinkButton>
        }
      >
        {t('home.noSpace')}
      </EmptyState>
      <SpaceCards
        title={t('home.territories')}
        spaces={spaces.filter((space) => space.kind === 'territory')}
      />
    </>
  );
}
