export const FORUM_LIMITS = { title: { min: 3, max: 140 }, page: 30 } as const;

/** What a topic is for. The words are translations: `forum:kinds.<kind>`. */
export const TOPIC_KINDS = ['discussion', 'question', 'project', 'experience', 'call'] as const;
export type TopicKind = (typeof TOPIC_KINDS)[number];

export const TOPIC_VISIBILITIES = ['public', 'members'] as const;
export type TopicVisibility = (typeof TOPIC_VISIBILITIES)[number];
