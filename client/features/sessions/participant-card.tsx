import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '#client/features/sessions/participant-card.module.css';
import { PresenceMark } from '#client/features/sessions/presence-mark.tsx';
import { Avatar } from '#client/ui/display/avatar.tsx';
import type { ParticipantView } from '#shared/features/sessions/announcement.schema.ts';

interface ParticipantCardProps {
  readonly participant: ParticipantView;
  readonly level?: 2 | 3;
  /** Who is here now; without it, people are named and no more. */
  readonly here?: ReadonlySet<string>;
  readonly footer?: ReactNode;
}

/** An organisation as those who meet it see it, with the people who come for it. */
export function ParticipantCard({ participant, level = 2, here, footer }: ParticipantCardProps) {
  const { t } = useTranslation('sessions');
  const { organisation, people } = participant;
  const Title = level === 2 ? 'h2' : 'h3';
  return (
    <article className={styles.card}>
      <div className={styles.head}>
        <Avatar name={organisation.name} shape="square" size="large" />
        <div>
          <Title className={styles.name}>{organisation.name || t('table.unknown')}</Title>
          {organisation.town && <p className={styles.town}>{organisation.town}</p>}
        </div>
      </div>
      {people.length > 0 && (
        <ul className={styles.people}>
          {people.map((person) => (
            <li key={person.id}>
              <Avatar name={person.name} size="small" />
              <span className={styles.person}>{person.name}</span>
              {here && <PresenceMark here={here.has(person.id)} />}
            </li>
          ))}
        </ul>
      )}
      <OrganisationWords participant={participant} />
      {footer}
    </article>
  );
}

/** What an organisation is for, looks for and offers. */
export function OrganisationWords({ participant }: { readonly participant: ParticipantView }) {
  const { t } = useTranslation('sessions');
  const { mission, needs, offers } = participant.organisation;
  return (
    <>
      {mission && <p>{mission}</p>}
      <dl className={styles.wishes}>
        <Wishes title={t('table.needs')} items={needs} />
        <Wishes title={t('table.offers')} items={offers} />
      </dl>
    </>
  );
}

function Wishes({ title, items }: { readonly title: string; readonly items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <div>
      <dt>{title}</dt>
      {items.map((item) => (
        <dd key={item}>{item}</dd>
      ))}
    </div>
  );
}
