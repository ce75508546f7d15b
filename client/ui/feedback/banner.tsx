import type { ReactNode } from 'react';
import { classes } from '#client/ui/classes.ts';
import styles from '#client/ui/feedback/banner.module.css';
import { Icon } from '#client/ui/icons/icon.tsx';
import type { IconName } from '#client/ui/icons/icon-paths.ts';

type Tone = 'information' | 'warning' | 'problem' | 'done';

const ICONS: Readonly<Record<Tone, IconName>> = {
  information: 'info',
  warning: 'warning',
  problem: 'warning',
  done: 'check',
};

interface BannerProps {
  readonly tone?: Tone;
  readonly icon?: IconName;
  readonly title?: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** Read at once by screen readers when it appears; politely otherwise. */
  readonly urgent?: boolean;
}

/** What concerns the whole page or the whole section, and stays until it is settled. */
export function Banner(props: BannerProps) {
  const { tone = 'information', icon = ICONS[tone], title, children, actions, urgent } = props;
  return (
    <div className={classes(styles.banner, styles[tone])} role={urgent ? 'alert' : 'status'}>
      <Icon name={icon} />
      <div className={styles.words}>
        {title && <p className={styles.title}>{title}</p>}
        <div>{children}</div>
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
