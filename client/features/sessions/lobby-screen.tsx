import { useTranslation } from 'react-i18next';
import { Chat } from '#client/features/sessions/chat.tsx';
import styles from '#client/features/sessions/session.module.css';
import type { LiveSession } from '#client/features/sessions/use-live-session.ts';
import { useServerNow } from '#client/features/sessions/use-server-now.ts';
import { Expectations } from '#client/features/speed-dating/expectations.tsx';
import { useSession } from '#client/platform/session/session.ts';
import { classes } from '#client/ui/classes.ts';
import { Avatar } from '#client/ui/display/avatar.tsx';
import { Time } from '#client/ui/display/time.tsx';
import { Icon } from '#client/ui/icons/icon.tsx';
import type { SessionDetailView } from '#shared/features/sessions/announcement.schema.ts';
import { hourWords } from '#shared/i18n/date-words.ts';

interface LobbyScreenProps {
  readonly detail: SessionDetailView;
  readonly live: LiveSession;
}

/** Before the start: am I ready, who is here, what does the facilitator say. */
export function LobbyScreen({ detail, live }: LobbyScreenProps) {
  const { t } = useTranslation('sessions');
  const { person } = useSession();
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <div className={styles.block}>
          <h2>{t('lobby.title')}</h2>
          <p>{t('lobby.words')}</p>
          <Checks detail={detail} live={live} />
        </div>
        <FacilitatorWords live={live} />
        <Chat
          sessionId={detail.session.id}
          scope="everyone"
          messages={live.messages.filter((message) => message.scope === 'everyone')}
          personId={person?.id ?? null}
          title={t('chat.roomTitle')}
          hint={t('chat.roomWords')}
        />
      </div>
      <div className={styles.column}>
        <div className={styles.panel}>
          <RoomClock detail={detail} live={live} />
        </div>
        <WhoIsHere detail={detail} live={live} />
        <Expectations />
      </div>
    </div>
  );
}

function Checks({ detail, live }: LobbyScreenProps) {
  const { t } = useTranslation('sessions');
  const me = detail.participants.find(({ id }) => id === detail.me);
  const ready = live.joined && me !== undefined;
  return (
    <>
      <ul className={styles.checks} aria-label={t('lobby.checks')}>
        <Check done={live.joined}>
          {live.joined ? t('lobby.connected') : t('lobby.connecting')}
        </Check>
        <Check done={me !== undefined}>
          {me ? t('lobby.seated', { name: me.organisation.name }) : t('lobby.unseated')}
        </Check>
      </ul>
      {ready && (
        <p className={styles.ready} role="status">
          {t('lobby.ready')}
        </p>
      )}
    </>
  );
}

function Check({ done, children }: { readonly done: boolean; readonly children: string }) {
  return (
    <li className={classes(done ? styles.done : styles.todo)}>
      <Icon name={done ? 'check' : 'clock'} />
      {children}
    </li>
  );
}

/** The last thing that those who run the session said to everyone. */
export function FacilitatorWords({ live }: { readonly live: LiveSession }) {
  const { t } = useTranslation('sessions');
  const last = live.messages.findLast(
    (message) => message.facilitator && message.scope === 'everyone',
  );
  return (
    <div className={styles.block} role="status">
      <h2>{t('lobby.wordsTitle')}</h2>
      {last ? (
        <p className={styles.quote}>{last.text}</p>
      ) : (
        <p className={styles.hint}>{t('lobby.noWords')}</p>
      )}
    </div>
  );
}

function RoomClock({ detail, live }: LobbyScreenProps) {
  const { t, i18n } = useTranslation('sessions');
  const now = useServerNow(live.offset, true);
  const language = i18n.resolvedLanguage === 'en' ? 'en' : 'fr';
  return (
    <dl className={styles.facts}>
      <dt>{t('lobby.now')}</dt>
      <dd>
        <strong>{hourWords(now, { language })}</strong>
      </dd>
      <dt>{t('lobby.starts')}</dt>
      <dd>
        <Time date={detail.session.startsAt} />
      </dd>
    </dl>
  );
}

/** The people who are here now, by name. */
export function WhoIsHere({ detail, live }: LobbyScreenProps) {
  const { t } = useTranslation('sessions');
  const known = [...detail.facilitators, ...detail.participants.flatMap(({ people }) => people)];
  const names = new Map(known.map(({ id, name }) => [id, name]));
  const here = [...names].filter(([id]) => live.people.has(id));
  return (
    <div className={styles.block}>
      <h2>{t('lobby.here')}</h2>
      <p>{t('lobby.hereCount', { count: here.length })}</p>
      <ul className={styles.people}>
        {here.map(([id, name]) => (
          <li key={id}>
            <Avatar name={name} size="small" />
            {name}
          </li>
        ))}
      </ul>
    </div>
  );
}
