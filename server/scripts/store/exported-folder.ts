import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StartupError } from '#server/config/startup-error.ts';
import { decodeDocument } from '#server/platform/embedded-mongo/bson-decode.ts';
import { encodeDocument } from '#server/platform/embedded-mongo/bson-encode.ts';
import { fromExtendedJson } from '#server/platform/embedded-mongo/extended-json.ts';
import type { Document } from '#server/platform/embedded-mongo/values.ts';
import { MAX_DOCUMENT_BYTES } from '#server/platform/embedded-mongo/wire.ts';

/** Written last: a folder without it was not exported to its end. */
export const SUMMARY = 'export.json';

const summarySchema = z.object({
  program: z.literal('trame'),
  format: z.literal(1),
  collections: z
    .array(
      z.object({
        name: z.string().min(1).max(255),
        documents: z.int().min(0),
        indexes: z.int().min(0).max(64),
      }),
    )
    .max(10_000),
});

export type Summary = z.infer<typeof summarySchema>;

/** The names of files for a collection: any name of a collection becomes one of a file. */
export const documentsFile = (name: string): string => `${encodeURIComponent(name)}.jsonl`;
export const indexesFile = (name: string): string => `${encodeURIComponent(name)}.indexes.jsonl`;

/** Throws a StartupError where there is no complete export of this version. */
export function readSummary(folder: string): Summary {
  const file = join(folder, SUMMARY);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new StartupError(`${folder}: no ${SUMMARY}, so not an export, or one that did not end`);
  }
  try {
    return summarySchema.parse(JSON.parse(text));
  } catch {
    throw new StartupError(`${file}: not the summary of an export of this version`);
  }
}

/** Extended JSON takes some bytes more than BSON, and at worst ten times as many. */
const LONGEST_LINE = 10 * MAX_DOCUMENT_BYTES;
const NEWLINE = 10;

function textOf(parts: readonly Buffer[]): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
  } catch {
    throw new SyntaxError('not UTF-8');
  }
}

/** The lines of a file, none held longer than it is needed. */
async function* readLines(file: string): AsyncGenerator<string> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of createReadStream(file)) {
    let rest: Buffer = chunk;
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
      yield textOf([...parts, rest.subarray(0, end)]);
      parts = [];
      size = 0;
      rest = rest.subarray(end + 1);
    }
    parts.push(rest);
    size += rest.length;
    if (size > LONGEST_LINE) throw new SyntaxError('a line too long for a document');
  }
  if (size > 0) yield textOf(parts);
}

/** A document as a server keeps it: its `_id` first. */
function withIdFirst(document: Document): Document {
  if (!document.has('_id')) throw new SyntaxError('a document without _id');
  return new Map([['_id', document.get('_id')], ...document]);
}

function readLine(line: string): Buffer {
  const bytes = fromExtendedJson(line);
  if (bytes.length > MAX_DOCUMENT_BYTES) throw new SyntaxError('a document larger than 16 MiB');
  return bytes;
}

/** Reads a file line by line. Throws a StartupError with file and line for the first that is not a document. */
async function* readFile(file: string, read: (line: string) => Buffer): AsyncGenerator<Buffer> {
  let at = 1;
  try {
    for await (const line of readLines(file)) {
      if (line.trim() !== '') yield read(line);
      at += 1;
    }
  } catch (error) {
    if (error instanceof StartupError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupError(`${file}:${at}: ${reason}`);
  }
}

export const readExportedDocuments = (folder: string, name: string): AsyncGenerator<Buffer> =>
  readFile(join(folder, documentsFile(name)), (line) =>
    encodeDocument(withIdFirst(decodeDocument(readLine(line)))),
  );

export async function readExportedIndexes(folder: string, name: string): Promise<Buffer[]> {
  const indexes: Buffer[] = [];
  for await (const bytes of readFile(join(folder, indexesFile(name)), readLine))
    indexes.push(bytes);
  return indexes;
}
