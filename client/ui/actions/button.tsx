import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import styles from '#client/ui/actions/button.module.css';
import { classes } from '#client/ui/classes.ts';
import { VisuallyHidden } from '#client/ui/display/visually-hidden.tsx';
import { Icon } from '#client/ui/icons/icon.tsx';
import type { IconName } from '#client/ui/icons/icon-paths.ts';

type Variant = 'primary' | 'secondary' | 'quiet' | 'danger';

interface Appearance {
  readonly variant?: Variant | undefined;
  readonly size?: 'medium' | 'small' | undefined;
  readonly icon?: IconName | undefined;
  /** As wide as its container. */
  readonly wide?: boolean | undefined;
  readonly children: ReactNode;
}

const look = ({ variant = 'secondary', size, wide }: Omit<Appearance, 'children'>) =>
  classes(styles.button, styles[variant], size === 'small' && styles.small, wide && styles.wide);

type ButtonProps = Appearance &
  Omit<AriaButtonProps, 'children' | 'className'> & { readonly ref?: Ref<HTMLButtonElement> };

/** Does something here. While `isPending` it keeps the focus, ignores presses and says so. */
export function Button({ variant, size, wide, icon, children, ...rest }: ButtonProps) {
  const { t } = useTranslation('ui');
  return (
    <AriaButton type="button" {...rest} className={look({ variant, size, wide })}>
      {rest.isPending ? (
        <>
          <span className={styles.spinner} aria-hidden="true" />
          <VisuallyHidden>{t('pending')}</VisuallyHidden>
        </>
      ) : (
        icon && <Icon name={icon} size={size === 'small' ? 17 : 19} />
      )}
      {children}
    </AriaButton>
  );
}

type LinkButtonProps = Appearance & { readonly to: string };

/** Goes somewhere, and looks like a button. */
export function LinkButton({ to, icon, children, variant, size, wide }: LinkButtonProps) {
  return (
    <Link to={to} className={look({ variant, size, wide })}>
      {icon && <Icon name={icon} size={size === 'small' ? 17 : 19} />}
      {children}
    </Link>
  );
}

interface IconButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'aria-label'> {
  readonly icon: IconName;
  /** What it does; read by screen readers and shown by the browser on hover. */
  readonly label: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button without room for a word. */
export function IconButton({ icon, label, ...rest }: IconButtonProps) {
  return (
    <AriaButton
      type="button"
      {...rest}
      aria-label={label}
      className={classes(styles.button, styles.icon)}
    >
      <Icon name={icon} />
    </AriaButton>
  );
}
