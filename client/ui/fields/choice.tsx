import type { ReactNode } from 'react';
import {
  RadioGroup as AriaRadioGroup,
  CheckboxButton,
  CheckboxField,
  RadioButton,
  RadioField,
  SwitchButton,
  SwitchField,
  Text,
} from 'react-aria-components';
import { classes } from '#client/ui/classes.ts';
import styles from '#client/ui/fields/choice.module.css';
import {
  FieldError,
  FieldHint,
  FieldLabel,
  type FieldWords,
  invalidBy,
} from '#client/ui/fields/field-parts.tsx';
import type { Option } from '#client/ui/fields/select.tsx';
import { Icon } from '#client/ui/icons/icon.tsx';

interface ToggleProps {
  readonly children: ReactNode;
  readonly detail?: string;
  readonly isSelected: boolean;
  readonly onChange: (selected: boolean) => void;
  readonly isDisabled?: boolean;
}

interface CheckboxProps extends ToggleProps {
  readonly isIndeterminate?: boolean;
  readonly error?: string | undefined;
}

const Detail = ({ children }: { readonly children: ReactNode }) => (
  <Text slot="description" className={styles.detail}>
    {children}
  </Text>
);

/** Yes or no, taken into account when the form is sent. */
export function Checkbox({ children, detail, error, ...rest }: CheckboxProps) {
  return (
    <CheckboxField {...rest} {...invalidBy(error)}>
      <CheckboxButton className={classes(styles.choice)}>
        {({ isSelected, isIndeterminate }) => (
          <>
            <span className={styles.box}>
              {isIndeterminate ? (
                <span className={styles.bar} />
              ) : (
                isSelected && <Icon name="check" size={16} />
              )}
            </span>
            {children}
          </>
        )}
      </CheckboxButton>
      {detail && <Detail>{detail}</Detail>}
      <FieldError error={error} />
    </CheckboxField>
  );
}

/** On or off, at once. */
export function Switch({ children, detail, ...rest }: ToggleProps) {
  return (
    <SwitchField {...rest}>
      <SwitchButton className={classes(styles.choice)}>
        <span className={styles.track}>
          <span className={styles.knob} />
        </span>
        {children}
      </SwitchButton>
      {detail && <Detail>{detail}</Detail>}
    </SwitchField>
  );
}

interface RadioGroupProps<Value extends string> extends FieldWords {
  readonly options: readonly Option<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly name?: string;
  readonly isDisabled?: boolean;
  /** Each option in its own frame, for choices that need a sentence. */
  readonly framed?: boolean;
}

/** One among a few, all seen at once. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { label, hint, error, optional, options, value, onChange, framed, ...rest } = props;
  return (
    <AriaRadioGroup
      {...rest}
      value={value}
      onChange={(chosen) => {
        const option = options.find((candidate) => candidate.value === chosen);
        if (option) onChange(option.value);
      }}
      {...invalidBy(error)}
      className={classes(styles.group)}
    >
      <FieldLabel label={label} optional={optional} />
      <FieldHint>{hint}</FieldHint>
      {options.map((option) => (
        <RadioField
          key={option.value}
          value={option.value}
          className={classes(framed && styles.framed)}
        >
          <RadioButton className={classes(styles.choice)}>
            <span className={styles.disc} />
            {option.label}
          </RadioButton>
          {option.detail && <Detail>{option.detail}</Detail>}
        </RadioField>
      ))}
      <FieldError error={error} />
    </AriaRadioGroup>
  );
}
