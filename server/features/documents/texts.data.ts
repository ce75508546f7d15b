import type { Document } from '#server/features/documents/data.ts';
import type { DocumentId } from '#shared/core/ids.ts';
import type { SectionPhase } from '#shared/features/documents/schema.ts';
import { type DocumentName, formatDocumentName } from '#shared/realtime/document-name.ts';

/** One text of a document: a section, or the whole of a plain one (`section` null). */
export interface DocumentText {
  readonly section: string | null;
  readonly title: string;
  readonly phase: SectionPhase | null;
  readonly epoch: number;
}

export function textsOf({ kind, sections }: Document): DocumentText[] {
  if (kind === 'plain') return [{ section: null, title: '', phase: null, epoch: 0 }];
  return sections.map(({ id, title, phase, epoch }) => ({ section: id, title, phase, epoch }));
}

/** The name of a text in the log and on the wire. */
export const nameOfText = (
  document: DocumentId,
  { section: id, epoch }: Pick<DocumentText, 'section' | 'epoch'>,
): DocumentName => ({ document, section: id ? { id, epoch } : null });

/** The same, as the log keeps it. */
export const logNameOf = (
  document: DocumentId,
  text: Pick<DocumentText, 'section' | 'epoch'>,
): string => formatDocumentName(nameOfText(document, text));
