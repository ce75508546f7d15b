import { trusted } from 'mongoose';
import {
  Mandates,
  type OrganisationRecord,
  Organisations,
} from '#server/features/organisations/model.ts';
import { AppError } from '#shared/core/errors.ts';
import { type OrganisationId, type PersonId, type SpaceId, toId } from '#shared/core/ids.ts';
import type { Page } from '#shared/core/schema.ts';
import type { OrganisationKind } from '#shared/features/organisations/domain.ts';
import type { OrganisationView } from '#shared/features/organisations/schema.ts';

const MOST_MANDATES = 100;

const toView = (record: OrganisationRecord & { _id: unknown }): OrganisationView => ({
  id: String(record._id),
  name: record.name,
  kind: record.kind,
  territoryId: String(record.territoryId),
  town: record.town,
  mission: record.mission,
  themes: record.themes,
  needs: record.needs,
  offers: record.offers,
});

interface DirectoryFilter {
  readonly territory?: SpaceId | undefined;
  readonly kind?: OrganisationKind | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The directory by name. The cursor is the last organisation's identifier. */
export async function listOrganisations(filter: DirectoryFilter): Promise<Page<OrganisationView>> {
  const records = await Organisations.find({
    ...(filter.territory && { territoryId: filter.territory }),
    ...(filter.kind && { kind: filter.kind }),
    ...(filter.after && (await comesAfter(filter.after))),
  })
    .sort({ sortName: 1, _id: 1 })
    .limit(filter.limit + 1)
    .lean();
  const items = records.slice(0, filter.limit).map(toView);
  return { items, next: records.length > filter.limit ? (items.at(-1)?.id ?? null) : null };
}

async function comesAfter(cursor: string) {
  const last = await Organisations.findById(cursor).lean();
  if (!last) throw new AppError('bad_input', 'query.after: unknown cursor', ['query.after']);
  return {
    $or: [
      { sortName: trusted({ $gt: last.sortName }) },
      { sortName: last.sortName, _id: trusted({ $gt: last._id }) },
    ],
  };
}

export async function organisationsById(
  ids: readonly OrganisationId[],
): Promise<ReadonlyMap<string, OrganisationView>> {
  if (ids.length === 0) return new Map();
  const records = await Organisations.find({ _id: trusted({ $in: [...new Set(ids)] }) }).lean();
  return new Map(records.map((record) => [String(record._id), toView(record)]));
}

export interface Mandate {
  readonly organisationId: OrganisationId;
  readonly personId: PersonId;
  readonly role: 'manager' | 'member';
}

/** The organisations that a person belongs to. */
export async function mandatesOf(personId: PersonId): Promise<Mandate[]> {
  const records = await Mandates.find({ personId }).limit(MOST_MANDATES).lean();
  return records.map((record) => ({
    organisationId: toId<'organisation'>(String(record.organisationId)),
    personId: toId<'person'>(String(record.personId)),
    role: record.role,
  }));
}
