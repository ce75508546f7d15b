import { loadViewer } from '#server/features/accounts/data.ts';
import { openLetter } from '#server/features/demonstration/content/letter.ts';
import { people } from '#server/features/demonstration/content/people.ts';
import type { Population } from '#server/features/demonstration/people.mutations.ts';
import { addDocument, updateSection } from '#server/features/documents/mutations.ts';
import type { DocumentLog } from '#server/platform/collab/document-log.ts';

/** The cohort's letter, half written. */
export async function seedLetter(log: DocumentLog, population: Population): Promise<void> {
  const facilitator = people.find((person) => person.signIn === 'facilitator');
  if (!facilitator) throw new Error('the demonstration has no facilitator');
  const author = population.people.get(facilitator.key);
  const letter = await addDocument(log, population.spaces.get(openLetter.space), author, {
    clientKey: openLetter.key,
    title: openLetter.title,
    kind: 'letter',
    audience: 'members',
    sections: openLetter.sections,
  });
  const viewer = await loadViewer(author);
  for (const [index, { phase }] of openLetter.sections.entries()) {
    const section = letter.sections[index];
    if (section && phase !== 'draft') await updateSection(viewer, letter.id, section.id, { phase });
  }
}
