import type { ReactNode } from 'react';
import { Link } from 'react-router';
import styles from '#client/ui/display/rows.module.css';

/** A list that can be read in one glance. */
export function Rows({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <ul className={styles.rows} aria-label={label}>
      {children}
    </ul>
  );
}

interface RowProps {
  readonly title: string;
  readonly to?: string;
  /** Loads `to` from the server, for a page that is not the application's. */
  readonly reload?: boolean;
  /** An avatar or an icon. */
  readonly start?: ReactNode;
  /** A quiet line under the title. */
  readonly details?: ReactNode;
  /** A badge, a date or a button. */
  readonly end?: ReactNode;
  readonly accent?: string | undefined;
}

/** One line of `Rows`; with `to`, the whole line can be pressed. */
export function Row({ title, to, reload, start, details, end, accent }: RowProps) {
  return (
    <li className={styles.row} data-accent={accent}>
      {start}
      <div className={styles.words}>
        {to ? (
          <Link to={to} {...(reload && { reloadDocument: true })} className={styles.link}>
            {title}
          </Link>
        ) : (
          <span className={styles.title}>{title}</span>
        )}
        {details && <div className={styles.details}>{details}</div>}
      </div>
      {end && <div className={styles.end}>{end}</div>}
    </li>
  );
}
