import { useTranslation } from 'react-i18next';
import { type PlaceOfThings, useGathered } from '#client/features/spaces/gather.ts';
import { GatheredRows, SpaceName } from '#client/features/spaces/gathered-rows.tsx';
import { useSession } from '#client/platform/session/session.ts';
import { Avatar } from '#client/ui/display/avatar.tsx';
import { Row } from '#client/ui/display/rows.tsx';
import { Time } from '#client/ui/display/time.tsx';
import { EmptyState } from '#client/ui/feedback/empty-state.tsx';
import type { TopicView } from '#shared/features/forum/schema.ts';

interface LatestTopicsProps {
  readonly spaces: readonly PlaceOfThings[];
  readonly most: number;
  /** How many of each space at most, so that none covers the others. */
  readonly perSpace: number;
}

/** The topics where somebody spoke last, over some spaces. */
export function LatestTopics({ spaces, most, perSpace }: LatestTopicsProps) {
  const { t } = useTranslation('spaces');
  const { person } = useSession();
  const gathered = useGathered<TopicView>(spaces, 'topics', perSpace);
  const latest = gathered.entries
    .toSorted((a, b) => Date.parse(b.item.lastPost.at) - Date.parse(a.item.lastPost.at))
    .slice(0, most);
  return (
    <GatheredRows
      gathered={gathered}
      label={t('underWay.topics')}
      failed={t('underWay.topicsFailed')}
      empty={
        <EmptyState icon="forum" title={t('underWay.noTopic')}>
          {t('underWay.noTopicWords')}
        </EmptyState>
      }
      rows={latest.map(({ item, space }) => (
        <TopicRow
          key={item.id}
          topic={item}
          space={space}
          named={spaces.length > 1}
          // A visitor reads the page that needs no script.
          reload={person === null}
        />
      ))}
    />
  );
}

interface TopicRowProps {
  readonly topic: TopicView;
  readonly space: PlaceOfThings;
  readonly named: boolean;
  readonly reload: boolean;
}

function TopicRow({ topic, space, named, reload }: TopicRowProps) {
  const { t } = useTranslation('spaces');
  const name = topic.lastPost.author.name || t('underWay.someone');
  return (
    <Row
      title={topic.title}
      to={`/espaces/${space.slug}/forum/${topic.id}`}
      reload={reload}
      accent={space.accent}
      start={<Avatar name={name} />}
      details={
        <>
          {named && <SpaceName space={space} />}
          <span>
            {topic.postCount > 1 ? t('underWay.lastSpoke', { name }) : t('underWay.asks', { name })}
          </span>
          <Time date={topic.lastPost.at} />
        </>
      }
    />
  );
}
