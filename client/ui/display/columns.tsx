import type { ReactNode } from 'react';
import styles from '#client/ui/display/columns.module.css';

interface ColumnsProps {
  readonly children: ReactNode;
  /** What accompanies: at the right of wide screens, after the rest elsewhere. */
  readonly aside: ReactNode;
}

/** The content of a page, and a quieter margin. */
export function Columns({ children, aside }: ColumnsProps) {
  return (
    <div className={styles.columns}>
      <div className={styles.column}>{children}</div>
      <div className={styles.column}>{aside}</div>
    </div>
  );
}
