import { useTranslation } from 'react-i18next';
import { OrganisationWords } from '#client/features/sessions/participant-card.tsx';
import styles from '#client/features/speed-dating/speed-dating.module.css';
import { Avatar } from '#client/ui/display/avatar.tsx';
import { Icon } from '#client/ui/icons/icon.tsx';
import type { ParticipantView } from '#shared/features/sessions/announcement.schema.ts';
import { SIDES } from '#shared/features/speed-dating/schema.ts';

/** Who comes, associations on one side and businesses on the other; each card opens in place. */
export function Sides({ participants }: { readonly participants: readonly ParticipantView[] }) {
  const { t } = useTranslation('speed-dating');
  return (
    <div className={styles.sides}>
      {SIDES.map((side) => {
        const here = participants.filter((participant) => participant.side === side);
        return (
          <div key={side} className={styles.side}>
            <h3>{t(`sides.${side}`)}</h3>
            <p className={styles.hint}>{t('sideCount', { count: here.length })}</p>
            {here.map((participant) => (
              <details key={participant.id} className={styles.organisation}>
                <summary>
                  <Avatar name={participant.organisation.name} shape="square" />
                  <span className={styles.name}>
                    {participant.organisation.name}
                    <span className={styles.town}>{participant.organisation.town}</span>
                  </span>
                  <Icon name="chevron" size={18} />
                </summary>
                <div className={styles.words}>
                  <OrganisationWords participant={participant} />
                  {participant.people.length > 0 && (
                    <p className={styles.hint}>
                      {participant.people.map(({ name }) => name).join(', ')}
                    </p>
                  )}
                </div>
              </details>
            ))}
          </div>
        );
      })}
    </div>
  );
}
