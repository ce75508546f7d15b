import type { Socket } from 'socket.io';
import { loadViewer } from '#server/features/accounts/data.ts';
import { type Topic, visibleTopic } from '#server/features/forum/data.ts';
import type { AddedPost, OpenedTopic } from '#server/features/forum/mutations.ts';
import { presentPost, presentTopic } from '#server/features/forum/presenter.ts';
import { visibleSpace } from '#server/features/spaces/data.ts';
import type { Live } from '#server/platform/realtime/live.ts';
import { type PersonId, type SpaceId, type TopicId, toId } from '#shared/core/ids.ts';
import { followForumSchema, followTopicSchema } from '#shared/features/forum/events.ts';
import { mayReadMembersContent, type Viewer } from '#shared/features/spaces/abilities.ts';

const topicRoom = (id: TopicId) => `topic:${id}`;
const forumRoom = (id: SpaceId) => `forum:${id}`;
/** [FO14] Who follows a forum as a member is in both of its rooms. */
const membersRoom = (id: SpaceId) => `forum:${id}:members`;

/** Who hears of a topic in the list of its forum. */
const listRoom = (topic: Topic) =>
  topic.visibility === 'public' ? forumRoom(topic.spaceId) : membersRoom(topic.spaceId);

/** What one socket follows here, to be judged again when its person's access changes. */
interface Followed {
  readonly personId: PersonId | null;
  readonly topics: Set<TopicId>;
  readonly spaces: Set<SpaceId>;
}

export interface ForumEvents {
  topicOpened(opened: OpenedTopic): Promise<void>;
  postAdded(added: AddedPost): Promise<void>;
  /** [FO15] Takes the sockets of a person out of the rooms that they may no longer hear. */
  onAccessChanged(personId: string): Promise<void>;
}

export function addForumEvents(live: Live): ForumEvents {
  const followed = new Map<Socket, Followed>();
  const followedBy = (socket: Socket, viewer: Viewer): Followed => {
    const known = followed.get(socket);
    if (known) return known;
    const fresh = {
      personId: viewer.personId,
      topics: new Set<TopicId>(),
      spaces: new Set<SpaceId>(),
    };
    followed.set(socket, fresh);
    return fresh;
  };
  live.onLeave((socket) => void followed.delete(socket));

  live.on({
    name: 'forum.follow',
    schema: followTopicSchema,
    handle: async ({ topicId }, { viewer, socket }) => {
      await enterTopic(viewer, socket, topicId);
      followedBy(socket, viewer).topics.add(topicId);
    },
  });
  live.on({
    name: 'forum.unfollow',
    schema: followTopicSchema,
    handle: async ({ topicId }, { viewer, socket }) => {
      followedBy(socket, viewer).topics.delete(topicId);
      await socket.leave(topicRoom(topicId));
    },
  });
  live.on({
    name: 'forum.follow-space',
    schema: followForumSchema,
    handle: async ({ spaceId }, { viewer, socket }) => {
      await enterForum(viewer, socket, spaceId);
      followedBy(socket, viewer).spaces.add(spaceId);
    },
  });
  live.on({
    name: 'forum.unfollow-space',
    schema: followForumSchema,
    handle: async ({ spaceId }, { viewer, socket }) => {
      followedBy(socket, viewer).spaces.delete(spaceId);
      await leaveForum(socket, spaceId);
    },
  });

  return {
    async topicOpened({ topic }) {
      live.tell(listRoom(topic), 'forum.topic-opened', { topic: await presentTopic(topic) });
    },
    async postAdded({ topic, post }) {
      const [topicView, postView] = await Promise.all([presentTopic(topic), presentPost(post)]);
      live.tell(topicRoom(topic.id), 'forum.post-added', { post: postView });
      live.tell(listRoom(topic), 'forum.topic-answered', { topic: topicView });
    },
    async onAccessChanged(personId) {
      const viewer = await loadViewer(toId<'person'>(personId));
      for (const [socket, rooms] of followed) {
        if (rooms.personId === personId) await enterAgain(viewer, socket, rooms);
      }
    },
  };
}

async function enterTopic(viewer: Viewer, socket: Socket, topicId: TopicId): Promise<void> {
  try {
    await visibleTopic(viewer, topicId);
    await socket.join(topicRoom(topicId));
  } catch (refusal) {
    await socket.leave(topicRoom(topicId));
    throw refusal;
  }
}

async function enterForum(viewer: Viewer, socket: Socket, spaceId: SpaceId): Promise<void> {
  try {
    const space = await visibleSpace(viewer, spaceId);
    await socket.join(forumRoom(spaceId));
    if (mayReadMembersContent(viewer, space)) await socket.join(membersRoom(spaceId));
    else await socket.leave(membersRoom(spaceId));
  } catch (refusal) {
    await leaveForum(socket, spaceId);
    throw refusal;
  }
}

async function leaveForum(socket: Socket, spaceId: SpaceId): Promise<void> {
  await socket.leave(forumRoom(spaceId));
  await socket.leave(membersRoom(spaceId));
}

/** Entering refused is leaving: what is refused is simply no longer followed. */
async function enterAgain(viewer: Viewer, socket: Socket, rooms: Followed): Promise<void> {
  for (const topicId of rooms.topics) {
    await enterTopic(viewer, socket, topicId).catch(() => rooms.topics.delete(topicId));
  }
  for (const spaceId of rooms.spaces) {
    await enterForum(viewer, socket, spaceId).catch(() => rooms.spaces.delete(spaceId));
  }
}
