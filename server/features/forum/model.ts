import { model, Schema, type Types } from 'mongoose';
import type { TopicKind, TopicVisibility } from '#shared/features/forum/domain.ts';

export interface TopicRecord {
  spaceId: Types.ObjectId;
  title: string;
  kind: TopicKind;
  visibility: TopicVisibility;
  authorId: Types.ObjectId;
  /** The highest number of its posts, when the last write reached it (see [FO9]). */
  postCount: number;
  lastPostAt: Date;
  lastPostAuthorId: Types.ObjectId;
  createdAt: Date;
  clientKey: string;
}

const objectId = { type: Schema.Types.ObjectId, required: true } as const;

const topicSchema = new Schema<TopicRecord>({
  spaceId: objectId,
  title: { type: String, required: true },
  kind: { type: String, required: true },
  visibility: { type: String, required: true },
  authorId: objectId,
  postCount: { type: Number, required: true },
  lastPostAt: { type: Date, required: true },
  lastPostAuthorId: objectId,
  createdAt: { type: Date, required: true },
  clientKey: { type: String, required: true },
});
topicSchema.index({ authorId: 1, clientKey: 1 }, { unique: true });
topicSchema.index({ spaceId: 1, lastPostAt: -1, _id: -1 });
topicSchema.index({ spaceId: 1, kind: 1, lastPostAt: -1, _id: -1 });

export const Topics = model('Topic', topicSchema, 'topics');

export interface PostRecord {
  topicId: Types.ObjectId;
  spaceId: Types.ObjectId;
  authorId: Types.ObjectId;
  organisationId?: Types.ObjectId | null;
  number: number;
  /** The editor's state as JSON text: deeper than a store lets documents nest. */
  state: string;
  html: string;
  text: string;
  createdAt: Date;
  clientKey: string;
}

const postSchema = new Schema<PostRecord>({
  topicId: objectId,
  spaceId: objectId,
  authorId: objectId,
  organisationId: { type: Schema.Types.ObjectId, default: null },
  number: { type: Number, required: true },
  state: { type: String, required: true },
  html: { type: String, default: '' },
  text: { type: String, default: '' },
  createdAt: { type: Date, required: true },
  clientKey: { type: String, required: true },
});
postSchema.index({ authorId: 1, clientKey: 1 }, { unique: true });
postSchema.index({ topicId: 1, number: 1 }, { unique: true });

export const Posts = model('Post', postSchema, 'posts');
