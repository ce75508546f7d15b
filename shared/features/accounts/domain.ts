/** Lengths in UTF-16 code units. */
export const ACCOUNT_LIMITS = {
  name: 80,
  about: 280,
  email: 254,
  password: { min: 10, max: 128 },
  territory: { min: 2, max: 60 },
  territories: 40,
} as const;

/** The accents that a new host gives to its territories. */
export const TERRITORY_ACCENTS = ['nord', 'ouest', 'sud', 'eurometropole'] as const;

export type TerritoryAccent = (typeof TERRITORY_ACCENTS)[number];
