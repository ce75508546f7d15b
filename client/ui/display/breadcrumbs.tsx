import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import styles from '#client/ui/display/breadcrumbs.module.css';

export interface Crumb {
  readonly label: string;
  readonly to: string;
}

/** Where one is: the pages above this one, the nearest last. */
export function Breadcrumbs({ items }: { readonly items: readonly Crumb[] }) {
  const { t } = useTranslation('ui');
  return (
    <nav aria-label={t('breadcrumbs')}>
      <ol className={styles.list}>
        {items.map((item) => (
          <li key={item.to}>
            <Link to={item.to}>{item.label}</Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
