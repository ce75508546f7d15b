/**
 * The name of one `Y.Doc`: a whole document (`id`), or a section of one in an epoch
 * (`id/section@epoch`). The epoch rises when history is rewritten, so that old copies cannot
 * bring back what was erased.
 */
export interface DocumentName {
  readonly document: string;
  readonly section: SectionName | null;
}

export interface SectionName {
  readonly id: string;
  readonly epoch: number;
}

const PART = '[A-Za-z0-9_-]{1,64}';
const EPOCH = '0|[1-9][0-9]{0,8}';
const NAME = new RegExp(`^(${PART})(?:/(${PART})@(${EPOCH}))?$`);
const SECTION = new RegExp(`^(${PART})@(${EPOCH})$`);

/** The longest name: two parts of 64, an epoch of 9 digits, two separators. */
export const MAX_NAME_LENGTH = 139;

/** Reads a name that somebody sent; null when it has another form. */
export function parseDocumentName(text: string): DocumentName | null {
  if (text.length > MAX_NAME_LENGTH) return null;
  const match = NAME.exec(text);
  if (!match?.[1]) return null;
  const [, document, id, epoch] = match;
  return { document, section: id && epoch ? { id, epoch: Number(epoch) } : null };
}

export function formatDocumentName({ document, section }: DocumentName): string {
  return section ? `${document}/${formatSection(section)}` : document;
}

/** The channel of a name on a socket that carries a whole document: `section@epoch`, or nothing. */
export const channelOf = (name: DocumentName): string =>
  name.section ? formatSection(name.section) : '';

/** The name behind a channel of `document`; null when the channel has another form. */
export function nameOfChannel(document: string, channel: string): DocumentName | null {
  if (channel === '') return { document, section: null };
  if (channel.length > MAX_NAME_LENGTH) return null;
  const match = SECTION.exec(channel);
  if (!match?.[1] || !match[2]) return null;
  return { document, section: { id: match[1], epoch: Number(match[2]) } };
}

const formatSection = ({ id, epoch }: SectionName): string => `${id}@${epoch}`;
