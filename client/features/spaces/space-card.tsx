import { useTranslation } from 'react-i18next';
import { Badge } from '#client/ui/display/badge.tsx';
import { Card, CardGrid } from '#client/ui/display/card.tsx';
import { Section } from '#client/ui/display/page-header.tsx';
import type { SpaceView } from '#shared/features/spaces/schema.ts';

interface SpaceCardProps {
  readonly space: SpaceView;
  /** The level of its title in the page. */
  readonly level?: 2 | 3;
}

/** One space among others: its kind, its purpose, how many people. */
export function SpaceCard({ space, level = 3 }: SpaceCardProps) {
  const { t } = useTranslation(['spaces', 'common']);
  return (
    <Card
      title={space.name}
      level={level}
      to={`/espaces/${space.slug}`}
      accent={space.accent}
      above={t(`common:kinds.${space.kind}`)}
      footer={
        <>
          <span>{t('members', { count: space.counts.members })}</span>
          {space.visibility === 'members' && <Badge icon="lock">{t('membersOnly')}</Badge>}
        </>
      }
    >
      {space.purpose}
    </Card>
  );
}

interface SpaceCardsProps {
  readonly title: string;
  readonly spaces: readonly SpaceView[];
}

/** Spaces of one kind under their title; nothing at all when there is none. */
export function SpaceCards({ title, spaces }: SpaceCardsProps) {
  if (spaces.length === 0) return null;
  return (
    <Section title={title}>
      <CardGrid>
        {spaces.map((space) => (
          <SpaceCard key={space.id} space={space} />
        ))}
      </CardGrid>
    </Section>
  );
}
