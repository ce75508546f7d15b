import { randomBytes } from 'node:crypto';
import { BSON, ObjectId } from 'mongodb';

/** A post of about 1 kB, as Trame keeps them, in its bytes. */
export interface Post {
  readonly id: ObjectId;
  readonly topic: string;
  readonly createdAt: Date;
  readonly bytes: Uint8Array;
}

const TOPICS = 400;
const TEXT_BYTES = 450;
const EPOCH = Date.UTC(2026, 0, 1);

export const topicOf = (index: number): string => `topic-${index % TOPICS}`;

/** Posts numbered from `first`, one a second, spread over 400 topics. */
export function makePosts(first: number, count: number): Post[] {
  return Array.from({ length: count }, (_, at) => {
    const index = first + at;
    const id = new ObjectId();
    const topic = topicOf(index);
    const createdAt = new Date(EPOCH + index * 1000);
    const text = randomBytes(TEXT_BYTES).toString('hex');
    return {
      id,
      topic,
      createdAt,
      bytes: BSON.serialize({ _id: id, topic, createdAt, edits: 0, text }),
    };
  });
}
