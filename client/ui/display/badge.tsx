import type { ReactNode } from 'react';
import { classes } from '#client/ui/classes.ts';
import styles from '#client/ui/display/badge.module.css';
import { Icon } from '#client/ui/icons/icon.tsx';
import type { IconName } from '#client/ui/icons/icon-paths.ts';

interface BadgeProps {
  readonly tone?: 'plain' | 'accent' | 'done' | 'warning' | 'problem';
  readonly icon?: IconName;
  readonly children: ReactNode;
}

/** A state in one or two words. The word says it; the colour only helps. */
export function Badge({ tone = 'plain', icon, children }: BadgeProps) {
  return (
    <span className={classes(styles.badge, styles[tone])}>
      {icon && <Icon name={icon} size={14} />}
      {children}
    </span>
  );
}
