import { Types } from 'mongoose';
import { type Document, readableDocument, toDocument } from '#server/features/documents/data.ts';
import { firstContentEntry } from '#server/features/documents/first-content.collab.ts';
import { Documents } from '#server/features/documents/model.ts';
import { visibleSpaceBySlug } from '#server/features/spaces/data.ts';
import type { DocumentLog } from '#server/platform/collab/document-log.ts';
import { isDuplicateKey } from '#server/platform/persistence/duplicate-key.ts';
import { AppError } from '#shared/core/errors.ts';
import { type DocumentId, type PersonId, type SpaceId, toId } from '#shared/core/ids.ts';
import type { Result } from '#shared/core/result.ts';
import { mayArrangeDocument, mayCreateDocument } from '#shared/features/documents/abilities.ts';
import {
  type Section,
  withEpoch,
  withSection,
  withSectionChanged,
} from '#shared/features/documents/domain.ts';
import type {
  CreateDocument,
  CreateSection,
  SectionId,
  UpdateDocument,
  UpdateSection,
} from '#shared/features/documents/schema.ts';
import { signedIn, type Viewer } from '#shared/features/spaces/abilities.ts';
import { formatDocumentName } from '#shared/realtime/document-name.ts';

/** Another change came between reading and writing this often: something else is wrong. */
const MOST_ATTEMPTS = 8;

/** [DO2] [DO8] [DO10] */
export async function createDocument(
  log: DocumentLog,
  viewer: Viewer,
  slug: string,
  input: CreateDocument,
): Promise<Document> {
  const space = await visibleSpaceBySlug(viewer, slug);
  const personId = signedIn(viewer, 'write');
  if (!mayCreateDocument(viewer, space.id)) {
    throw new AppError('forbidden', 'only members write here');
  }
  return addDocument(log, space.id, personId, input);
}

/** What a document begins with; `paragraphs` are the first words of a section, for demonstration data. */
interface NewDocument extends Pick<CreateDocument, 'clientKey' | 'title' | 'kind' | 'audience'> {
  readonly sections?: readonly (
    | string
    | { readonly title: string; readonly paragraphs: readonly string[] }
  )[];
}

/** Creates a document whoever asks; the same key of the same person gives the document it gave. */
export async function addDocument(
  log: DocumentLog,
  spaceId: SpaceId,
  personId: PersonId,
  input: NewDocument,
): Promise<Document> {
  const { clientKey, title, kind, audience } = input;
  const known = await Documents.findOne({ createdBy: personId, clientKey }).lean();
  if (known) return toDocument(known);
  const id = toId<'document'>(new Types.ObjectId().toHexString());
  const sections = await addFirstContents(log, id, input);
  try {
    const created = await Documents.create({
      _id: id,
      spaceId,
      title,
      kind,
      audience,
      sections,
      revision: 1,
      clientKey,
      createdBy: personId,
      createdAt: new Date(),
    });
    return toDocument(created);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const first = await Documents.findOne({ createdBy: personId, clientKey }).lean();
    if (!first) throw error;
    return toDocument(first);
  }
}

async function addFirstContents(
  log: DocumentLog,
  id: DocumentId,
  input: NewDocument,
): Promise<Section[]> {
  const wanted = input.kind === 'letter' ? (input.sections ?? ['']) : [];
  const sections: Section[] = [];
  for (const [index, each] of wanted.entries()) {
    const { title, paragraphs } = typeof each === 'string' ? { title: each, paragraphs: [] } : each;
    const section = newSection(title, `${input.clientKey}-${index}`);
    await addFirstContent(log, id, section, paragraphs);
    sections.push(section);
  }
  return sections;
}

const newSection = (title: string, clientKey: string): Section => ({
  id: toId<'section'>(new Types.ObjectId().toHexString()),
  title,
  phase: 'draft',
  epoch: 0,
  clientKey,
});

/** [DO9] Durable before the record names the section: a crash between leaves words nobody can open. */
async function addFirstContent(
  log: DocumentLog,
  document: DocumentId,
  section: Section,
  paragraphs: readonly string[],
): Promise<void> {
  const name = formatDocumentName({
    document,
    section: { id: section.id, epoch: section.epoch },
  });
  const [outcome] = await log.append([firstContentEntry(name, Date.now(), paragraphs)]);
  if (outcome?.kind !== 'durable') throw new Error(`first content of ${name}: ${outcome?.kind}`);
}

/** [DO3] [DO13] */
export async function updateDocument(
  viewer: Viewer,
  id: DocumentId,
  change: UpdateDocument,
): Promise<Document> {
  return changeDocument(viewer, id, (document) => ({
    ok: true,
    value: {
      title: change.title ?? document.title,
      audience: change.audience ?? document.audience,
      sections: document.sections,
    },
  }));
}

/** [DO3] [DO9] to [DO13] */
export async function addSection(
  log: DocumentLog,
  viewer: Viewer,
  id: DocumentId,
  input: CreateSection,
): Promise<Document> {
  const document = await arrangeableDocument(viewer, id);
  const section = newSection(input.title, input.clientKey);
  const first = placeSection(document, section, input.after);
  if (!first.ok) throw new AppError(first.code, first.message);
  if (isPlaced(document, input.clientKey)) return document;
  await addFirstContent(log, id, section, []);
  return changeDocument(viewer, id, (latest) => placeSection(latest, section, input.after));
}

const isPlaced = (document: Document, clientKey: string): boolean =>
  document.sections.some((section) => section.clientKey === clientKey);

function placeSection(
  document: Document,
  section: Section,
  after: SectionId | undefined,
): Result<Changeable> {
  const { title, audience, sections } = document;
  if (document.kind !== 'letter') {
    return { ok: false, code: 'wrong_state', message: 'a plain document has no sections' };
  }
  if (isPlaced(document, section.clientKey)) {
    return { ok: true, value: { title, audience, sections } };
  }
  const placed = withSection(sections, section, after);
  return placed.ok ? { ok: true, value: { title, audience, sections: placed.value } } : placed;
}

/** [DO3] [DO13] */
export async function updateSection(
  viewer: Viewer,
  id: DocumentId,
  sectionId: SectionId,
  change: UpdateSection,
): Promise<Document> {
  return changeDocument(viewer, id, ({ title, audience, sections }) => {
    const changed = withSectionChanged(sections, sectionId, change);
    return changed.ok ? { ok: true, value: { title, audience, sections: changed.value } } : changed;
  });
}

/** [DO21] A number that no epoch of the document had; epochs begin at 0. */
export async function reserveEpoch(id: DocumentId): Promise<number> {
  const record = await Documents.findOneAndUpdate(
    { _id: id },
    { $inc: { lastEpoch: 1 } },
    { returnDocument: 'after' },
  ).lean();
  if (!record?.lastEpoch) throw new AppError('not_found', 'no such document');
  return record.lastEpoch;
}

/** [DO21] The name of the section on the wire changes; its content must be durable under the new one. */
export async function beginEpoch(
  viewer: Viewer,
  id: DocumentId,
  sectionId: SectionId,
  epoch: number,
): Promise<Document> {
  return changeDocument(viewer, id, ({ title, audience, sections }) => {
    const raised = withEpoch(sections, sectionId, epoch);
    return raised.ok ? { ok: true, value: { title, audience, sections: raised.value } } : raised;
  });
}

type Changeable = Pick<Document, 'title' | 'audience' | 'sections'>;

/** Writes over the revision that was read, and reads again when another change came first. */
async function changeDocument(
  viewer: Viewer,
  id: DocumentId,
  change: (document: Document) => Result<Changeable>,
): Promise<Document> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const document = await arrangeableDocument(viewer, id);
    const changed = change(document);
    if (!changed.ok) throw new AppError(changed.code, changed.message);
    const { title, audience, sections } = changed.value;
    const written = await Documents.findOneAndUpdate(
      { _id: id, revision: document.revision },
      { $set: { title, audience, sections: [...sections] }, $inc: { revision: 1 } },
      { returnDocument: 'after' },
    ).lean();
    if (written) return toDocument(written);
  }
  throw new AppError('conflict', 'the document changes too fast, try again');
}

async function arrangeableDocument(viewer: Viewer, id: DocumentId): Promise<Document> {
  const document = await readableDocument(viewer, id);
  if (mayArrangeDocument(viewer, document)) return document;
  signedIn(viewer, 'arrange a document');
  throw new AppError('forbidden', 'only its creator and the facilitators arrange a document');
}
