import type { ReactNode } from 'react';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  Header,
  MenuTrigger,
  Popover,
} from 'react-aria-components';
import styles from '#client/ui/actions/menu.module.css';
import { classes } from '#client/ui/classes.ts';
import { Icon } from '#client/ui/icons/icon.tsx';
import type { IconName } from '#client/ui/icons/icon-paths.ts';

interface MenuProps {
  /** The button that opens it: a `Button` or an `IconButton`. */
  readonly trigger: ReactNode;
  readonly label: string;
  readonly children: ReactNode;
}

/** What can be done with one thing, opened by a button. Arrow keys and first letters move in it. */
export function Menu({ trigger, label, children }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={classes(styles.popover)} placement="bottom end" offset={6}>
        <AriaMenu className={classes(styles.menu)} aria-label={label}>
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

interface MenuItemProps {
  readonly children: string;
  readonly detail?: string;
  readonly icon?: IconName;
  readonly danger?: boolean;
  /** Where it leads; otherwise `onAction` says what it does. */
  readonly href?: string;
  readonly onAction?: () => void;
  readonly isDisabled?: boolean;
}

export function MenuItem({ children, detail, icon, danger, ...rest }: MenuItemProps) {
  return (
    <AriaMenuItem
      {...rest}
      textValue={children}
      className={classes(styles.item, danger && styles.danger)}
    >
      {icon && <Icon name={icon} />}
      <span>
        {children}
        {detail && <span className={styles.detail}>{detail}</span>}
      </span>
    </AriaMenuItem>
  );
}

interface MenuChoiceProps<Value extends string> {
  readonly title: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: readonly {
    readonly value: Value;
    readonly label: string;
    readonly icon?: IconName;
  }[];
}

/** One choice among some, inside a menu; the current one is ticked. */
export function MenuChoice<Value extends string>(props: MenuChoiceProps<Value>) {
  const { title, value, onChange, options } = props;
  return (
    <AriaMenuSection
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find((option) => keys !== 'all' && keys.has(option.value));
        if (chosen) onChange(chosen.value);
      }}
    >
      <Header className={styles.heading}>{title}</Header>
      {options.map((option) => (
        <AriaMenuItem
          key={option.value}
          id={option.value}
          textValue={option.label}
          className={classes(styles.item)}
        >
          {option.icon && <Icon name={option.icon} />}
          {option.label}
          {option.value === value && (
            <Icon name="check" size={18} className={classes(styles.tick)} />
          )}
        </AriaMenuItem>
      ))}
    </AriaMenuSection>
  );
}
