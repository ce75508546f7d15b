import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useCurrentSpace } from '#client/app/shell/current-space.ts';
import styles from '#client/app/shell/side-navigation.module.css';
import { useSession } from '#client/platform/session/session.ts';
import { Button } from '#client/ui/actions/button.tsx';
import { classes } from '#client/ui/classes.ts';
import { Icon } from '#client/ui/icons/icon.tsx';
import type { IconName } from '#client/ui/icons/icon-paths.ts';

/** The sections, at the left of wide screens. */
export function SideNavigation({ onWrite }: { readonly onWrite: () => void }) {
  const { t } = useTranslation('shell');
  const { person } = useSession();
  return (
    <div className={styles.side}>
      <nav aria-label={t('mainNavigation')}>
        <ul className={styles.list}>
          <Entry to="/" icon="home" label={t('home')} />
          <Entry to="/espaces" icon="spaces" label={person ? t('spaces') : t('allSpaces')} />
          <Entry to="/rencontres" icon="meetings" label={t('meetings')} />
          <Entry to="/annuaire" icon="directory" label={t('directory')} />
          {person && <Entry to="/moi" icon="me" label={t('me')} />}
        </ul>
      </nav>
      <SpaceSections />
      {person && (
        <div className={styles.write}>
          <Button variant="primary" icon="write" wide onPress={onWrite}>
            {t('write')}
          </Button>
        </div>
      )}
    </div>
  );
}

function SpaceSections() {
  const { t } = useTranslation('shell');
  const space = useCurrentSpace();
  if (!space) return null;
  const base = `/espaces/${space.slug}`;
  return (
    <nav aria-label={t('spaceNavigation')} className={styles.space}>
      <p className={styles.spaceName}>{space.name}</p>
      <ul className={styles.list}>
        <Entry to={base} icon="home" label={t('spaceHome')} />
        <Entry to={`${base}/forum`} icon="forum" label={t('forum')} within />
        <Entry to={`${base}/documents`} icon="document" label={t('documents')} within />
        <Entry to={`${base}/seances`} icon="session" label={t('sessions')} within />
      </ul>
    </nav>
  );
}

interface EntryProps {
  readonly to: string;
  readonly icon: IconName;
  readonly label: string;
  /** Also current on the pages under it. */
  readonly within?: boolean;
}

function Entry({ to, icon, label, within = false }: EntryProps) {
  return (
    <li>
      <NavLink
        to={to}
        end={!within}
        className={({ isActive }) => classes(styles.entry, isActive && styles.current)}
      >
        <Icon name={icon} />
        {label}
      </NavLink>
    </li>
  );
}
