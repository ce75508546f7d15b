export const ORGANISATION_KINDS = ['association', 'business', 'public'] as const;

export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];
