import { useTranslation } from 'react-i18next';
import { lookOf } from '#client/editor/collaboration/person-look.ts';
import type { Writer } from '#client/editor/collaboration/presence.ts';
import styles from '#client/features/documents/people-here.module.css';
import { classes } from '#client/ui/classes.ts';
import { initialsOf } from '#client/ui/display/avatar.tsx';

const MOST = 6;

interface PeopleHereProps {
  readonly people: readonly Writer[];
  readonly me: string;
}

/** Who is in the text: initials in the colour and the shape of their cursor, then names. */
export function PeopleHere({ people, me }: PeopleHereProps) {
  const { t } = useTranslation('documents');
  const others = people.filter(({ id }) => id !== me);
  if (others.length === 0) return <span className={styles.alone}>{t('alone')}</span>;
  const more = others.length - MOST;
  return (
    <ul className={styles.people} aria-label={t('people')}>
      {others.slice(0, MOST).map(({ id, name }) => {
        const { colorIndex, shape } = lookOf(id);
        return (
          <li key={id} className={styles.person}>
            <span
              className={classes(styles.mark, styles[shape])}
              data-color={colorIndex}
              aria-hidden="true"
            >
              {initialsOf(name)}
            </span>
            <span className={styles.name}>{name}</span>
          </li>
        );
      })}
      {more > 0 && <li className={styles.more}>+{more}</li>}
    </ul>
  );
}
