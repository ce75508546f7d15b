import { useTranslation } from 'react-i18next';
import styles from '#client/features/sessions/console.module.css';
import type { LiveSession } from '#client/features/sessions/use-live-session.ts';
import { classes } from '#client/ui/classes.ts';
import { Icon } from '#client/ui/icons/icon.tsx';
import type {
  ParticipantView,
  SessionDetailView,
} from '#shared/features/sessions/announcement.schema.ts';
import type { ParticipantId, SessionState } from '#shared/features/sessions/schema.ts';

interface ConsoleRoomProps {
  readonly detail: SessionDetailView;
  readonly live: LiveSession;
  readonly state: SessionState;
}

/** Who is where, by shape and by word: the tables of a round, or everyone. */
export function ConsoleRoom({ detail, live, state }: ConsoleRoomProps) {
  const { t } = useTranslation('sessions');
  const { participants } = detail;
  const step = state.phase === 'running' ? state.agenda[state.current.index] : undefined;
  const byId = new Map(participants.map((each) => [each.id, each]));
  const known = (ids: readonly ParticipantId[]) => ids.flatMap((id) => byId.get(id) ?? []);
  const count = participants.filter((each) => isHere(each, live.people)).length;
  return (
    <section className={styles.room}>
      <h2>{step?.kind === 'round' ? t('console.tables') : t('console.everyone')}</h2>
      <p className={styles.hint}>{t('console.present', { count, total: participants.length })}</p>
      {step?.kind === 'round' ? (
        <>
          <ul className={styles.tables}>
            {step.tables.map((table) => (
              <TableCard
                key={table.number}
                number={table.number}
                seated={known(table.participants)}
                here={live.people}
              />
            ))}
          </ul>
          {step.waiting.length > 0 && (
            <>
              <h3>{t('console.waiting')}</h3>
              <Names participants={known(step.waiting)} here={live.people} />
            </>
          )}
        </>
      ) : (
        <Names participants={participants} here={live.people} />
      )}
    </section>
  );
}

const isHere = (participant: ParticipantView, here: ReadonlySet<string>): boolean =>
  participant.people.some(({ id }) => here.has(id));

interface TableCardProps {
  readonly number: number;
  readonly seated: readonly ParticipantView[];
  readonly here: ReadonlySet<string>;
}

/** Complete: a full frame and a tick. Someone misses: a dashed frame. Nobody: dots. */
function TableCard({ number, seated, here }: TableCardProps) {
  const { t } = useTranslation('sessions');
  const missing = seated.filter((participant) => !isHere(participant, here));
  const complete = missing.length === 0;
  const empty = missing.length === seated.length;
  const names = missing.map(({ organisation }) => organisation.name).join(', ');
  return (
    <li className={classes(styles.table, !complete && styles.missing, empty && styles.empty)}>
      <p className={styles.number}>
        {t('table.title', { table: number })}
        {complete && <Icon name="check" size={18} />}
      </p>
      {seated.map(({ id, organisation }) => (
        <p key={id}>{organisation.name}</p>
      ))}
      <p className={styles.state}>
        {complete
          ? t('console.complete')
          : empty
            ? t('console.empty')
            : t('console.missing', { names })}
      </p>
    </li>
  );
}

interface NamesProps {
  readonly participants: readonly ParticipantView[];
  readonly here: ReadonlySet<string>;
}

function Names({ participants, here }: NamesProps) {
  const { t } = useTranslation('sessions');
  return (
    <ul className={styles.names}>
      {participants.map((participant) => (
        <li key={participant.id}>
          <span
            className={classes(styles.dot, isHere(participant, here) && styles.here)}
            aria-hidden="true"
          />
          <span>
            {participant.organisation.name}{' '}
            <span className={styles.hint}>
              ({isHere(participant, here) ? t('console.here') : t('console.away')})
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
