import { z } from 'zod';
import { idSchema, pageQuerySchema } from '#shared/core/schema.ts';
import {
  ORGANISATION_KINDS,
  type OrganisationKind,
} from '#shared/features/organisations/domain.ts';

export const listOrganisationsSchema = pageQuerySchema.extend({
  territory: idSchema<'space'>().optional(),
  kind: z.enum(ORGANISATION_KINDS).optional(),
});

/** The card that the directory shows: nothing of the people in it. */
export interface OrganisationView {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly territoryId: string;
  readonly town: string;
  readonly mission: string;
  readonly themes: readonly string[];
  readonly needs: readonly string[];
  readonly offers: readonly string[];
}
