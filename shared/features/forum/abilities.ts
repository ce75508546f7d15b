import type { TopicVisibility } from '#shared/features/forum/domain.ts';
import {
  hasRole,
  mayReadMembersContent,
  maySeeSpace,
  type SpaceFacts,
  type Viewer,
} from '#shared/features/spaces/abilities.ts';

export interface TopicFacts {
  readonly visibility: TopicVisibility;
}

/** [FO1] A public topic is read by whoever sees the space; another one by its members. */
export const maySeeTopic = (viewer: Viewer, space: SpaceFacts, topic: TopicFacts): boolean =>
  maySeeSpace(viewer, space) &&
  (topic.visibility === 'public' || mayReadMembersContent(viewer, space));

/** [FO2] Members open topics. */
export const mayOpenTopic = (viewer: Viewer, space: SpaceFacts): boolean =>
  viewer.personId !== null && hasRole(viewer, space.id, 'member');

/** [FO3] Members answer what they see. */
export const mayAnswerTopic = (viewer: Viewer, space: SpaceFacts, topic: TopicFacts): boolean =>
  viewer.personId !== null &&
  hasRole(viewer, space.id, 'member') &&
  maySeeTopic(viewer, space, topic);
