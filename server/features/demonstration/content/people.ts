import { associationPeople } from '#server/features/demonstration/content/people-associations.ts';
import { laureates } from '#server/features/demonstration/content/people-laureates.ts';
import { partners } from '#server/features/demonstration/content/people-partners.ts';
import type { DemonstrationPerson } from '#server/features/demonstration/content/types.ts';

/** Sixty invented people, five of whom are the entries of the demonstration. */
export const people: readonly DemonstrationPerson[] = [
  ...laureates,
  ...associationPeople,
  ...partners,
];
