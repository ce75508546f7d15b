import {
  Select as AriaSelect,
  Button,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from 'react-aria-components';
import menu from '#client/ui/actions/menu.module.css';
import { classes } from '#client/ui/classes.ts';
import styles from '#client/ui/fields/field.module.css';
import {
  FieldError,
  FieldHint,
  FieldLabel,
  type FieldWords,
  invalidBy,
} from '#client/ui/fields/field-parts.tsx';
import { Icon } from '#client/ui/icons/icon.tsx';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly detail?: string;
}

interface SelectProps<Value extends string> extends FieldWords {
  readonly options: readonly Option<Value>[];
  /** Null while nothing is chosen. */
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly placeholder?: string;
  readonly name?: string;
  readonly isDisabled?: boolean;
}

/** One among many. For two to five options, `RadioGroup` shows them all at once. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, hint, error, optional, options, value, onChange, ...rest } = props;
  return (
    <AriaSelect
      {...rest}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen) onChange(chosen.value);
      }}
      {...invalidBy(error)}
      className={classes(styles.field)}
    >
      <FieldLabel label={label} optional={optional} />
      <FieldHint>{hint}</FieldHint>
      <Button className={classes(styles.control, styles.select)}>
        <SelectValue>
          {({ selectedText, defaultChildren }) => selectedText || defaultChildren}
        </SelectValue>
        <Icon name="chevron" size={18} />
      </Button>
      <FieldError error={error} />
      <Popover className={classes(menu.popover)} offset={4}>
        <ListBox className={classes(styles.list)}>
          {options.map((option) => (
            <ListBoxItem
              key={option.value}
              id={option.value}
              textValue={option.label}
              className={classes(menu.item)}
            >
              <span>
                {option.label}
                {option.detail && <span className={menu.detail}>{option.detail}</span>}
              </span>
              {option.value === value && (
                <Icon name="check" size={18} className={classes(menu.tick)} />
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
