import { hostIsEmpty } from '#server/features/accounts/data.ts';
import { people } from '#server/features/demonstration/content/people.ts';
import type { SignIn } from '#server/features/demonstration/content/types.ts';
import { seedForum } from '#server/features/demonstration/forum.mutations.ts';
import { seedLetter } from '#server/features/demonstration/letter.mutations.ts';
import { seedPopulation } from '#server/features/demonstration/people.mutations.ts';
import { seedSessions } from '#server/features/demonstration/sessions.mutations.ts';
import type { DocumentLog } from '#server/platform/collab/document-log.ts';
import { emptyStore } from '#server/platform/persistence/connect.ts';
import { claimFact, readFact } from '#server/platform/persistence/host-facts.ts';

const BEGUN = 'demonstration-begun';
const DONE = 'demonstration-done';

/** Someone of the demonstration whom a newcomer can become. */
export interface DemonstrationEntry {
  readonly role: SignIn;
  readonly name: string;
  readonly email: string;
}

/** Whether this store holds the demonstration, from its first word to its last. */
export const holdsDemonstration = async (): Promise<boolean> => (await readFact(DONE)) !== null;

/** The five, in the order of the content. */
export const demonstrationEntries: readonly DemonstrationEntry[] = people.flatMap(
  ({ signIn, name, email }) => (signIn ? [{ role: signIn, name, email }] : []),
);

/**
 * Fills an empty store with the demonstration, dated before `now` (milliseconds); any other store stays
 * as it is. A filling that was cut is begun anew from nothing: before its end nobody can sign in.
 */
export async function seedDemonstration(log: DocumentLog, now: number): Promise<void> {
  if (await holdsDemonstration()) return;
  if (await readFact(BEGUN)) await emptyStore();
  else if (!(await hostIsEmpty())) return;
  await claimFact(BEGUN, String(now));
  const population = await seedPopulation();
  await seedForum(population, now);
  await seedLetter(log, population);
  await seedSessions(population, now);
  await claimFact(DONE, String(now));
}
