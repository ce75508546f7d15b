import { useTranslation } from 'react-i18next';
import styles from '#client/features/accounts/visitor-home.module.css';
import { ComingSessions } from '#client/features/spaces/coming-sessions.tsx';
import { LatestTopics } from '#client/features/spaces/latest-topics.tsx';
import { SpaceCards } from '#client/features/spaces/space-card.tsx';
import { TerritoryMap } from '#client/features/spaces/territory-map.tsx';
import { LinkButton } from '#client/ui/actions/button.tsx';
import { Columns } from '#client/ui/display/columns.tsx';
import { Section } from '#client/ui/display/page-header.tsx';
import { usePageTitle } from '#client/ui/display/page-title.ts';
import type { SpaceView } from '#shared/features/spaces/schema.ts';

/** What this place is, and what happens near me. */
export function VisitorHome({ spaces }: { readonly spaces: readonly SpaceView[] }) {
  const { t } = useTranslation(['accounts', 'common', 'shell']);
  usePageTitle(t('common:productName'));
  const territories = spaces.filter((space) => space.kind === 'territory');
  const others = spaces.filter((space) => space.kind !== 'territory');
  return (
    <>
      <div className={styles.opening}>
        <div>
          <h1 className={styles.sentence}>{t('home.sentence')}</h1>
          <p className={styles.intro}>{t('home.intro')}</p>
          <div className={styles.actions}>
            <LinkButton to="/connexion" variant="primary">
              {t('shell:signIn')}
            </LinkButton>
            <LinkButton to="/espaces">{t('home.discover')}</LinkButton>
          </div>
        </div>
        <TerritoryMap spaces={spaces} />
      </div>
      {territories.length > 0 && (
        <div className={styles.news}>
          <Columns
            aside={
              <Section title={t('home.coming')}>
                <ComingSessions spaces={territories} most={3} />
              </Section>
            }
          >
            <Section title={t('home.saidInPublic')}>
              <LatestTopics spaces={territories} most={5} perSpace={3} />
            </Section>
          </Columns>
        </div>
      )}
      <SpaceCards title={t('home.territories')} spaces={territories} />
      <SpaceCards title={t('home.otherSpaces')} spaces={others} />
    </>
  );
}
