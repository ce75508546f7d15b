import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { classes } from '#client/ui/classes.ts';
import type { Option } from '#client/ui/fields/select.tsx';
import styles from '#client/ui/fields/word-filter.module.css';

const ALL = 'all';

interface WordFilterProps<Value extends string> {
  readonly label: string;
  /** The word that shows everything. */
  readonly all: string;
  readonly options: readonly Option<Value>[];
  /** Null for everything. */
  readonly value: Value | null;
  readonly onChange: (value: Value | null) => void;
}

/** What a list shows, as plain words: one at a time, or all. */
export function WordFilter<Value extends string>(props: WordFilterProps<Value>) {
  const { label, all, options, value, onChange } = props;
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value ?? ALL]}
      onSelectionChange={(keys) =>
        onChange(options.find((option) => keys.has(option.value))?.value ?? null)
      }
      className={classes(styles.filter)}
    >
      <ToggleButton id={ALL} className={classes(styles.word)}>
        {all}
      </ToggleButton>
      {options.map((option) => (
        <ToggleButton key={option.value} id={option.value} className={classes(styles.word)}>
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
