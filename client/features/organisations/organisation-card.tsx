import { useTranslation } from 'react-i18next';
import styles from '#client/features/organisations/directory.module.css';
import { Card } from '#client/ui/display/card.tsx';
import type { OrganisationView } from '#shared/features/organisations/schema.ts';
import type { SpaceView } from '#shared/features/spaces/schema.ts';

interface OrganisationCardProps {
  readonly organisation: OrganisationView;
  /** Null while it is not known. */
  readonly territory: SpaceView | null;
}

/** One organisation: where it is, what it is for, what it looks for and what it gives. */
export function OrganisationCard({ organisation, territory }: OrganisationCardProps) {
  const { t } = useTranslation('organisations');
  const { name, kind, town, mission, themes, needs, offers } = organisation;
  const place = [t(`kinds.${kind}`), town, territory?.name].filter(Boolean).join(' · ');
  return (
    <Card
      title={name}
      level={2}
      accent={territory?.accent}
      above={place}
      footer={themes.length > 0 && <span>{themes.join(', ')}</span>}
    >
      {mission && <p>{mission}</p>}
      <Words title={t('needs')} words={needs} />
      <Words title={t('offers')} words={offers} />
    </Card>
  );
}

function Words({ title, words }: { readonly title: string; readonly words: readonly string[] }) {
  if (words.length === 0) return null;
  return (
    <div className={styles.words}>
      <h3>{title}</h3>
      <ul>
        {words.map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
    </div>
  );
}
