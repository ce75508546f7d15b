import { visibleSpaceBySlug } from '#server/features/spaces/data.ts';
import { Memberships, type SpaceRecord, Spaces } from '#server/features/spaces/model.ts';
import { isDuplicateKey } from '#server/platform/persistence/duplicate-key.ts';
import { AppError } from '#shared/core/errors.ts';
import { type PersonId, type SpaceId, toId } from '#shared/core/ids.ts';
import {
  mayJoinSpace,
  type SpaceRole,
  signedIn,
  type Viewer,
} from '#shared/features/spaces/abilities.ts';
import { slugOf } from '#shared/features/spaces/schema.ts';

export async function addSpace(space: Omit<SpaceRecord, 'createdAt'>): Promise<SpaceId> {
  try {
    const created = await Spaces.create({ ...space, createdAt: new Date() });
    return toId<'space'>(String(created._id));
  } catch (error) {
    if (isDuplicateKey(error)) throw new AppError('conflict', 'a space has this name');
    throw error;
  }
}

/** Adds a territory of a new host; one that is there already stays as it is. */
export async function addTerritory(name: string, accent: string, order: number): Promise<SpaceId> {
  const slug = slugOf(name);
  if (!slug) throw new AppError('bad_input', 'a territory needs letters in its name');
  const present = await Spaces.exists({ slug });
  if (present) return toId<'space'>(String(present._id));
  const territory = { kind: 'territory', purpose: '', visibility: 'public' } as const;
  return addSpace({ ...territory, slug, name, accent, order });
}

/** Gives a person a role in a space, whatever it was before. */
export async function setMembership(
  spaceId: SpaceId,
  personId: PersonId,
  role: SpaceRole,
): Promise<void> {
  await Memberships.updateOne(
    { personId, spaceId },
    { $set: { role }, $setOnInsert: { createdAt: new Date() } },
    { upsert: true },
  );
}

/** Joins a public space as a member. Doing it twice changes nothing. */
export async function joinSpace(viewer: Viewer, slug: string): Promise<void> {
  const space = await visibleSpaceBySlug(viewer, slug);
  const personId = signedIn(viewer, 'join');
  if (viewer.roleIn(space.id) !== null) return;
  if (!mayJoinSpace(viewer, space))
    throw new AppError('forbidden', 'this space invites its members');
  await setMembership(space.id, personId, 'member');
}

/** Leaves a space; what was written there stays. */
export async function leaveSpace(viewer: Viewer, slug: string): Promise<SpaceId> {
  const personId = signedIn(viewer, 'leave');
  const space = await visibleSpaceBySlug(viewer, slug);
  await Memberships.deleteOne({ personId, spaceId: space.id });
  return space.id;
}
