import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { FieldError as AriaFieldError, Label as AriaLabel, Text } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import styles from '#client/ui/fields/field.module.css';
import { Icon } from '#client/ui/icons/icon.tsx';

/** What every field is told with. */
export interface FieldWords {
  readonly label: string;
  /** One sentence under the label: what is expected, in which form. */
  readonly hint?: string | undefined;
  /** What is wrong, and how to mend it. Its presence makes the field invalid. */
  readonly error?: string | undefined;
  /** Says "(facultatif)" after the label: most fields are required, so the others say it. */
  readonly optional?: boolean | undefined;
}

/** Without an error of ours the property is absent: `false` would hide what the browser finds. */
export const invalidBy = (error: string | undefined): { isInvalid?: true } =>
  error === undefined ? {} : { isInvalid: true };

/**
 * Takes the browser's complaint away as soon as it is mended, not when the field is left: the
 * button that one is about to press would move under the finger. For the field's own element.
 */
export function useMendedAtOnce(value: string | undefined): RefObject<HTMLDivElement | null> {
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const input = field.current?.querySelector('[aria-invalid="true"]');
    const isText = input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement;
    if (value !== undefined && isText && input.validity.valid) {
      input.dispatchEvent(new Event('change'));
    }
  }, [value]);
  return field;
}

export function FieldLabel({ label, optional }: Pick<FieldWords, 'label' | 'optional'>) {
  const { t } = useTranslation('ui');
  return (
    <AriaLabel className={styles.label}>
      {label} {optional && <span className={styles.optional}>{t('optional')}</span>}
    </AriaLabel>
  );
}

export function FieldHint({ children }: { readonly children: ReactNode }) {
  if (!children) return null;
  return (
    <Text slot="description" className={styles.hint}>
      {children}
    </Text>
  );
}

/** The given error, or else what the browser says of the value. */
export function FieldError({ error }: Pick<FieldWords, 'error'>) {
  return (
    <AriaFieldError className={styles.error ?? ''}>
      {({ validationErrors }) => (
        <>
          <Icon name="warning" size={17} />
          <span>{error ?? validationErrors.join(' ')}</span>
        </>
      )}
    </AriaFieldError>
  );
}
