import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { AccountMenu } from '#client/app/shell/account-menu.tsx';
import styles from '#client/app/shell/header.module.css';
import { PreferencesMenu } from '#client/app/shell/preferences-menu.tsx';
import { SpaceSwitcher } from '#client/app/shell/space-switcher.tsx';
import { useSession } from '#client/platform/session/session.ts';
import { LinkButton } from '#client/ui/actions/button.tsx';
import { Icon } from '#client/ui/icons/icon.tsx';
import { Mark } from '#client/ui/icons/mark.tsx';

export function Header({ onSearch }: { readonly onSearch: () => void }) {
  const { t } = useTranslation(['shell', 'common']);
  const { person, isPending, error } = useSession();
  return (
    <header className={styles.header}>
      <div className={styles.inner}>
        <Link to="/" className={styles.brand}>
          <Mark size={30} />
          <span className={styles.name}>{t('common:productName')}</span>
        </Link>
        {person && <SpaceSwitcher />}
        <button
          type="button"
          className={styles.search}
          aria-label={t('search.open')}
          onClick={onSearch}
        >
          <Icon name="search" />
          <span className={styles.searchWord}>{t('search.open')}</span>
          <kbd className={styles.key}>/</kbd>
        </button>
        <div className={styles.end}>
          <PreferencesMenu />
          {person && <AccountMenu person={person} />}
          {!person && !isPending && !error && (
            <LinkButton to="/connexion" variant="primary" size="small">
              {t('signIn')}
            </LinkButton>
          )}
        </div>
      </div>
    </header>
  );
}
