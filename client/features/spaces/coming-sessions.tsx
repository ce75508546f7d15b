import { useTranslation } from 'react-i18next';
import { PhaseBadge } from '#client/features/sessions/phase-badge.tsx';
import { type PlaceOfThings, useGathered } from '#client/features/spaces/gather.ts';
import { GatheredRows, SpaceName } from '#client/features/spaces/gathered-rows.tsx';
import { Badge } from '#client/ui/display/badge.tsx';
import { Row } from '#client/ui/display/rows.tsx';
import { Time } from '#client/ui/display/time.tsx';
import { EmptyState } from '#client/ui/feedback/empty-state.tsx';
import { Icon } from '#client/ui/icons/icon.tsx';
import type { SessionSummary } from '#shared/features/sessions/announcement.schema.ts';

interface ComingSessionsProps {
  readonly spaces: readonly PlaceOfThings[];
  readonly most: number;
}

/** The meetings that come, the nearest first. */
export function ComingSessions({ spaces, most }: ComingSessionsProps) {
  const { t } = useTranslation('spaces');
  const gathered = useGathered<SessionSummary>(spaces, 'sessions', most);
  const coming = gathered.entries
    .toSorted((a, b) => a.item.startsAt - b.item.startsAt)
    .slice(0, most);
  return (
    <GatheredRows
      gathered={gathered}
      label={t('underWay.sessions')}
      failed={t('underWay.sessionsFailed')}
      empty={
        <EmptyState icon="session" title={t('underWay.noSession')}>
          {t('underWay.noSessionWords')}
        </EmptyState>
      }
      rows={coming.map(({ item, space }) => (
        <SessionRow key={item.id} session={item} space={space} named={spaces.length > 1} />
      ))}
    />
  );
}

interface SessionRowProps {
  readonly session: SessionSummary;
  readonly space: PlaceOfThings;
  readonly named: boolean;
}

function SessionRow({ session, space, named }: SessionRowProps) {
  const { t } = useTranslation('spaces');
  const isOpen = session.phase === 'lobby' || session.phase === 'running';
  return (
    <Row
      title={session.title}
      to={`/seances/${session.id}`}
      accent={space.accent}
      start={<Icon name="session" size={24} />}
      details={
        <>
          {named && <SpaceName space={space} />}
          <Time date={session.startsAt} />
        </>
      }
      end={
        (isOpen || session.registered) && (
          <>
            {isOpen && <PhaseBadge phase={session.phase} />}
            {session.registered && <Badge icon="check">{t('underWay.registered')}</Badge>}
          </>
        )
      }
    />
  );
}
