import type { ReactNode } from 'react';
import { Breadcrumbs, type Crumb } from '#client/ui/display/breadcrumbs.tsx';
import styles from '#client/ui/display/page-header.module.css';
import { usePageTitle } from '#client/ui/display/page-title.ts';

interface PageHeaderProps {
  readonly title: string;
  readonly crumbs?: readonly Crumb[];
  /** One or two sentences under the title. */
  readonly intro?: ReactNode;
  /** States, dates, people: a quiet line. */
  readonly details?: ReactNode;
  readonly actions?: ReactNode;
}

/** The top of a page: where am I, what is it, what can I do. It names the browser's tab too. */
export function PageHeader({ title, crumbs, intro, details, actions }: PageHeaderProps) {
  usePageTitle([title, ...(crumbs ?? []).map(({ label }) => label).reverse()].join(' · '));
  return (
    <header className={styles.header}>
      {crumbs && crumbs.length > 0 && <Breadcrumbs items={crumbs} />}
      <div className={styles.row}>
        <h1>{title}</h1>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {intro && <div className={styles.intro}>{intro}</div>}
      {details && <div className={styles.details}>{details}</div>}
    </header>
  );
}

interface SectionProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page, under a title with a rule. */
export function Section({ title, actions, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h2>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
