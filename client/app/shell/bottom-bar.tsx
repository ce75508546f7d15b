import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import styles from '#client/app/shell/bottom-bar.module.css';
import { classes } from '#client/ui/classes.ts';
import { Icon } from '#client/ui/icons/icon.tsx';
import type { IconName } from '#client/ui/icons/icon-paths.ts';

/** The five places of a phone, where the thumb is. */
export function BottomBar({ onWrite }: { readonly onWrite: () => void }) {
  const { t } = useTranslation('shell');
  return (
    <nav aria-label={t('mainNavigation')} className={styles.bar}>
      <ul className={styles.list}>
        <Place to="/" icon="home" label={t('home')} end />
        <Place to="/espaces" icon="spaces" label={t('spaces')} />
        <li>
          <button type="button" className={styles.place} onClick={onWrite}>
            <Icon name="write" size={22} />
            {t('write')}
          </button>
        </li>
        <Place to="/rencontres" icon="meetings" label={t('meetings')} />
        <Place to="/moi" icon="me" label={t('me')} />
      </ul>
    </nav>
  );
}

interface PlaceProps {
  readonly to: string;
  readonly icon: IconName;
  readonly label: string;
  readonly end?: boolean;
}

function Place({ to, icon, label, end = false }: PlaceProps) {
  return (
    <li>
      <NavLink
        to={to}
        end={end}
        className={({ isActive }) => classes(styles.place, isActive && styles.current)}
      >
        <Icon name={icon} size={22} />
        {label}
      </NavLink>
    </li>
  );
}
