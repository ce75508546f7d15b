import { Mandates, Organisations } from '#server/features/organisations/model.ts';
import { type OrganisationId, type PersonId, type SpaceId, toId } from '#shared/core/ids.ts';
import type { OrganisationView } from '#shared/features/organisations/schema.ts';
import { slugOf } from '#shared/features/spaces/schema.ts';

export async function addOrganisation(
  organisation: Omit<OrganisationView, 'id' | 'territoryId'> & { territoryId: SpaceId },
): Promise<OrganisationId> {
  const created = await Organisations.create({
    ...organisation,
    themes: [...organisation.themes],
    needs: [...organisation.needs],
    offers: [...organisation.offers],
    sortName: slugOf(organisation.name),
    createdAt: new Date(),
  });
  return toId<'organisation'>(String(created._id));
}

export async function setMandate(
  organisationId: OrganisationId,
  personId: PersonId,
  role: 'manager' | 'member',
): Promise<void> {
  await Mandates.updateOne(
    { personId, organisationId },
    { $set: { role }, $setOnInsert: { createdAt: new Date() } },
    { upsert: true },
  );
}
