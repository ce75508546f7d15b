import { eurometropoleOrganisations } from '#server/features/demonstration/content/organisations-eurometropole.ts';
import { nordOrganisations } from '#server/features/demonstration/content/organisations-nord.ts';
import { ouestOrganisations } from '#server/features/demonstration/content/organisations-ouest.ts';
import { sudOrganisations } from '#server/features/demonstration/content/organisations-sud.ts';
import type { DemonstrationOrganisation } from '#server/features/demonstration/content/types.ts';

export const organisations: readonly DemonstrationOrganisation[] = [
  ...nordOrganisations,
  ...ouestOrganisations,
  ...sudOrganisations,
  ...eurometropoleOrganisations,
];
