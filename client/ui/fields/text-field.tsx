import type { Ref } from 'react';
import {
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  Input,
} from 'react-aria-components';
import { classes } from '#client/ui/classes.ts';
import styles from '#client/ui/fields/field.module.css';
import {
  FieldError,
  FieldHint,
  FieldLabel,
  type FieldWords,
  invalidBy,
  useMendedAtOnce,
} from '#client/ui/fields/field-parts.tsx';

type Inherited = Omit<AriaTextFieldProps, 'children' | 'className' | 'isInvalid'>;

interface TextFieldProps extends FieldWords, Inherited {
  readonly placeholder?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** One line of text. */
export function TextField(props: TextFieldProps) {
  const { label, hint, error, optional, placeholder, inputRef, ...rest } = props;
  const field = useMendedAtOnce(rest.value);
  return (
    <AriaTextField {...rest} ref={field} {...invalidBy(error)} className={classes(styles.field)}>
      <FieldLabel label={label} optional={optional} />
      <FieldHint>{hint}</FieldHint>
      <Input
        className={classes(styles.control)}
        {...(placeholder && { placeholder })}
        {...(inputRef && { ref: inputRef })}
      />
      <FieldError error={error} />
    </AriaTextField>
  );
}

interface TextAreaProps extends FieldWords, Inherited {
  readonly placeholder?: string;
  readonly rows?: number;
  readonly inputRef?: Ref<HTMLTextAreaElement>;
}

/** Several lines of text; it grows with what is written. */
export function TextArea(props: TextAreaProps) {
  const { label, hint, error, optional, placeholder, rows = 4, inputRef, ...rest } = props;
  const field = useMendedAtOnce(rest.value);
  return (
    <AriaTextField {...rest} ref={field} {...invalidBy(error)} className={classes(styles.field)}>
      <FieldLabel label={label} optional={optional} />
      <FieldHint>{hint}</FieldHint>
      <AriaTextArea
        className={classes(styles.control, styles.area)}
        rows={rows}
        {...(placeholder && { placeholder })}
        {...(inputRef && { ref: inputRef })}
      />
      <FieldError error={error} />
    </AriaTextField>
  );
}
