import { trusted } from 'mongoose';
import { Memberships, type SpaceRecord, Spaces } from '#server/features/spaces/model.ts';
import { AppError } from '#shared/core/errors.ts';
import { type PersonId, type SpaceId, toId } from '#shared/core/ids.ts';
import {
  maySeeSpace,
  type SpaceFacts,
  type SpaceRole,
  type Viewer,
} from '#shared/features/spaces/abilities.ts';
import type { SpaceKind, SpaceView } from '#shared/features/spaces/schema.ts';

export interface Space extends SpaceFacts {
  readonly slug: string;
  readonly name: string;
  readonly kind: SpaceKind;
  readonly accent: string;
  readonly purpose: string;
}

/** No host has more spaces than this; past it the list would want pages. */
const MOST_SPACES = 500;

const toSpace = (record: SpaceRecord & { _id: unknown }): Space => ({
  id: toId<'space'>(String(record._id)),
  slug: record.slug,
  name: record.name,
  kind: record.kind,
  accent: record.accent,
  purpose: record.purpose,
  visibility: record.visibility,
});

/** The space that this viewer may see. Throws `not_found` for any other, existing or not. */
export async function visibleSpaceBySlug(viewer: Viewer, slug: string): Promise<Space> {
  const record = await Spaces.findOne({ slug }).lean();
  return visible(viewer, record && toSpace(record));
}

export async function visibleSpace(viewer: Viewer, id: SpaceId): Promise<Space> {
  return visible(viewer, await findSpace(id));
}

function visible(viewer: Viewer, space: Space | null): Space {
  if (!space || !maySeeSpace(viewer, space)) throw new AppError('not_found', 'no such space');
  return space;
}

export async function findSpace(id: SpaceId): Promise<Space | null> {
  const record = await Spaces.findById(id).lean();
  return record && toSpace(record);
}

export async function spacesById(ids: readonly SpaceId[]): Promise<ReadonlyMap<string, Space>> {
  if (ids.length === 0) return new Map();
  const records = await Spaces.find({ _id: trusted({ $in: [...new Set(ids)] }) }).lean();
  return new Map(records.map((record) => [String(record._id), toSpace(record)]));
}

export async function listVisibleSpaces(viewer: Viewer): Promise<Space[]> {
  const records = await Spaces.find().sort({ order: 1 }).limit(MOST_SPACES).lean();
  return records.map(toSpace).filter((space) => maySeeSpace(viewer, space));
}

export const countMembers = (spaceId: SpaceId): Promise<number> =>
  Memberships.countDocuments({ spaceId });

/** A person's roles by space. */
export async function rolesOf(personId: PersonId): Promise<ReadonlyMap<string, SpaceRole>> {
  const records = await Memberships.find({ personId }).limit(MOST_SPACES).lean();
  return new Map(records.map((record) => [String(record.spaceId), record.role]));
}

export interface Member {
  readonly personId: PersonId;
  readonly role: SpaceRole;
  readonly membershipId: string;
}

export async function listMembers(
  spaceId: SpaceId,
  after: string | undefined,
  limit: number,
): Promise<Member[]> {
  const later = after ? { _id: trusted({ $gt: after }) } : {};
  const records = await Memberships.find({ spaceId, ...later })
    .sort({ _id: 1 })
    .limit(limit)
    .lean();
  return records.map((record) => ({
    personId: toId<'person'>(String(record.personId)),
    role: record.role,
    membershipId: String(record._id),
  }));
}

export async function presentSpace(viewer: Viewer, space: Space): Promise<SpaceView> {
  return {
    id: space.id,
    slug: space.slug,
    name: space.name,
    kind: space.kind,
    accent: space.accent,
    purpose: space.purpose,
    visibility: space.visibility,
    role: viewer.roleIn(space.id),
    counts: { members: await countMembers(space.id) },
  };
}
