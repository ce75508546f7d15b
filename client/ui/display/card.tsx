import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { classes } from '#client/ui/classes.ts';
import styles from '#client/ui/display/card.module.css';

interface CardProps {
  readonly title: string;
  /** The level of the title in the page. */
  readonly level?: 2 | 3;
  /** Where the title leads; the whole card can then be pressed. */
  readonly to?: string;
  /** A small line over the title. */
  readonly above?: ReactNode;
  readonly children?: ReactNode;
  readonly footer?: ReactNode;
  readonly accent?: string | undefined;
}

/** One thing among others of its kind. */
export function Card({ title, level = 3, to, above, children, footer, accent }: CardProps) {
  const Title = level === 2 ? 'h2' : 'h3';
  return (
    <article className={classes(styles.card, to && styles.pressable)} data-accent={accent}>
      {above && <div className={styles.above}>{above}</div>}
      <Title className={styles.title}>
        {to ? (
          <Link to={to} className={styles.link}>
            {title}
          </Link>
        ) : (
          title
        )}
      </Title>
      {children && <div className={styles.body}>{children}</div>}
      {footer && <div className={styles.footer}>{footer}</div>}
    </article>
  );
}

/** Cards side by side, as many as the width allows. */
export function CardGrid({ children }: { readonly children: ReactNode }) {
  return <div className={styles.grid}>{children}</div>;
}
