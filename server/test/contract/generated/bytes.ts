import { serialize } from 'bson';
import type { Fields } from './model/values.ts';

/** The BSON of a document, in which types and the order of fields count. */
export const bytesOf = (document: Fields): Buffer => Buffer.from(serialize(document));

/** Hexadecimal, so that a difference shows where it is. */
export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

export const textsOf = (documents: readonly Fields[]): string[] =>
  documents.map((document) => textOf(bytesOf(document)));
