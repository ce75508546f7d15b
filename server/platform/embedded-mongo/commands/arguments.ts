import { decodeDocument, validateDocument } from '../bson-decode.ts';
import { encodeDocument } from '../bson-encode.ts';
import { badValue, CommandError, failedToParse, typeMismatch } from '../errors.ts';
import { type Document, isDocument, isNumeric, toNumber, type Value } from '../values.ts';
import { MAX_WRITE_BATCH, type Request } from '../wire.ts';

export const commandName = (request: Request): string => request.command.keys().next().value ?? '';

/** The collection that a command names in its first field. Throws 73 when it is not a name. */
export function collectionName(request: Request): string {
  const name = request.command.get(commandName(request));
  if (typeof name !== 'string' || name === '') {
    throw new CommandError(73, `Invalid namespace specified '${request.database}.'`);
  }
  return name;
}

function checkBatch(name: string, size: number): void {
  if (size >= 1 && size <= MAX_WRITE_BATCH) return;
  throw badValue(
    `Write batch sizes must be between 1 and ${MAX_WRITE_BATCH}. Got ${size} operations. (${name})`,
  );
}

/** Bytes of documents that are checked before others are served: some tenths of a millisecond's work. */
const SLICE_BYTES = 128 * 1024;

/** The documents of a list that came in a section of its own or in the body, as checked bytes. */
export function* rawDocuments(request: Request, name: string): Generator<undefined, Buffer[]> {
  const sequence = request.sequences.get(name);
  if (!sequence) return listed(request, name).map((document) => encodeDocument(document));
  checkBatch(name, sequence.length);
  let slice = 0;
  for (const bytes of sequence) {
    if (validateDocument(bytes) !== bytes.length) throw new CommandError(22, 'invalid BSON');
    slice += bytes.length;
    if (slice < SLICE_BYTES) continue;
    slice = 0;
    yield;
  }
  return [...sequence];
}

/** The same list, decoded. */
export function documents(request: Request, name: string): Document[] {
  const sequence = request.sequences.get(name);
  if (!sequence) return listed(request, name);
  checkBatch(name, sequence.length);
  return sequence.map((bytes) => decodeDocument(bytes));
}

function listed(request: Request, name: string): Document[] {
  const list = request.command.get(name);
  if (!Array.isArray(list))
    throw failedToParse(`BSON field '${name}' is missing but a required field`);
  checkBatch(name, list.length);
  return list.map((document) => {
    if (!isDocument(document)) throw typeMismatch(`BSON field '${name}' must hold objects`);
    return document;
  });
}

/** A whole number from 0, or what stands for its absence. */
export function wholeNumber(value: Value, name: string, absent: number): number {
  if (value === undefined || value === null) return absent;
  const number = isNumeric(value) ? toNumber(value) : Number.NaN;
  if (!Number.isInteger(number)) throw typeMismatch(`BSON field '${name}' must be a whole number`);
  if (number < 0)
    throw new CommandError(
      51024,
      `BSON field '${name}' value must be >= 0, actual value '${number}'`,
    );
  return number;
}

/** Only the simple collation, the order of bytes, is kept here. */
export function refuseCollation(value: Value): void {
  if (value === undefined || value === null) return;
  if (isDocument(value) && (value.size === 0 || value.get('locale') === 'simple')) return;
  throw badValue('collations other than { locale: "simple" } are not supported');
}
