import type { ReactNode } from 'react';
import styles from '#client/ui/feedback/empty-state.module.css';
import { Icon } from '#client/ui/icons/icon.tsx';
import type { IconName } from '#client/ui/icons/icon-paths.ts';

interface EmptyStateProps {
  readonly icon: IconName;
  /** What this place is for. */
  readonly title: string;
  readonly children?: ReactNode;
  /** The first gesture. */
  readonly action?: ReactNode;
}

/** Nothing here yet: an invitation. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <Icon name={icon} size={28} />
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.words}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
