import { classes } from '#client/ui/classes.ts';
import styles from '#client/ui/display/avatar.module.css';

interface AvatarProps {
  readonly name: string;
  /** A person is round; a group or an organisation is square. */
  readonly shape?: 'round' | 'square';
  readonly size?: 'small' | 'medium' | 'large';
  readonly accent?: string | undefined;
}

/** The first letters of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s'’-]+/u).filter((word) => /^\p{L}/u.test(word));
  const first = words[0];
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last]
    .map((word) => (word ? [...word][0] : ''))
    .join('')
    .toLocaleUpperCase();
}

/** Initials and a shape. The name stands beside it: screen readers hear that one. */
export function Avatar({ name, shape = 'round', size = 'medium', accent }: AvatarProps) {
  return (
    <span
      className={classes(styles.avatar, styles[shape], styles[size])}
      data-accent={accent}
      aria-hidden="true"
    >
      {initialsOf(name)}
    </span>
  );
}

interface AvatarsProps {
  readonly names: readonly string[];
  readonly most?: number;
}

/** Several people side by side, then how many more. */
export function Avatars({ names, most = 5 }: AvatarsProps) {
  const more = names.length - most;
  return (
    <span className={styles.group} aria-hidden="true">
      {names.slice(0, most).map((name, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two people may have the same name
        <Avatar key={`${name}-${index}`} name={name} size="small" />
      ))}
      {more > 0 && <span className={styles.more}>+{more}</span>}
    </span>
  );
}
