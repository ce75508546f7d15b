import { useTranslation } from 'react-i18next';
import { classes } from '#client/ui/classes.ts';
import styles from '#client/ui/display/stepper.module.css';
import { VisuallyHidden } from '#client/ui/display/visually-hidden.tsx';
import { Icon } from '#client/ui/icons/icon.tsx';

interface StepperProps {
  readonly label: string;
  readonly steps: readonly { readonly key: string; readonly label: string }[];
  /** The key of the step under way; those before it are done. */
  readonly current: string;
}

/** The steps of a path on one line (a column on a phone), the current one open. */
export function Stepper({ label, steps, current }: StepperProps) {
  const { t } = useTranslation('ui');
  const reached = steps.findIndex((step) => step.key === current);
  return (
    <ol className={styles.steps} aria-label={label}>
      {steps.map((step, index) => {
        const done = index < reached;
        const now = index === reached;
        return (
          <li
            key={step.key}
            className={classes(styles.step, done && styles.done, now && styles.now)}
            aria-current={now ? 'step' : undefined}
          >
            <span className={styles.dot} aria-hidden="true">
              {done ? <Icon name="check" size={15} /> : index + 1}
            </span>
            <span className={styles.label}>
              {step.label}
              {done && <VisuallyHidden> ({t('stepDone')})</VisuallyHidden>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
