import { type ByteReader, MalformedBytesError } from '#shared/realtime/byte-reader.ts';

/** Told of each item that the one being read leans on. */
export type ItemReferences = (client: number, clock: number) => void;

const KIND = 0x1f;
const HAS_LEFT = 0x80;
const HAS_RIGHT = 0x40;
const HAS_KEY = 0x20;
/** Arrays, maps, texts, elements, fragments, hooks and XML texts, in the order of Yjs. */
const LAST_TYPE = 6;
const ELEMENT = 3;
const HOOK = 5;
/** Deeper values would overflow the stack of whoever writes them again. */
const MAX_DEPTH = 100;

/** Reads past one item and returns its length in clocks. Throws `MalformedBytesError`. */
export function skipItem(
  reader: ByteReader,
  info: number,
  maxRun: number,
  leansOn: ItemReferences,
): number {
  if (info & HAS_LEFT) leansOn(reader.unsigned(), reader.unsigned());
  if (info & HAS_RIGHT) leansOn(reader.unsigned(), reader.unsigned());
  if ((info & (HAS_LEFT | HAS_RIGHT)) === 0) skipParent(reader, info, leansOn);
  return skipContent(reader, info & KIND, maxRun);
}

function skipParent(reader: ByteReader, info: number, leansOn: ItemReferences): void {
  const parent = reader.unsignedUpTo(1, 'the kind of a parent');
  if (parent === 1) reader.string();
  else leansOn(reader.unsigned(), reader.unsigned());
  if (info & HAS_KEY) reader.string();
}

function skipContent(reader: ByteReader, kind: number, maxRun: number): number {
  switch (kind) {
    case 1: // deleted
      return reader.unsignedUpTo(maxRun, 'a run');
    case 2: // JSON values, one string each
      return repeat(reader, () => {
        const value = reader.string();
        if (value !== 'undefined') checkJson(value);
      });
    case 3: // binary
      reader.bytes();
      return 1;
    case 4: // text, counted in UTF-16 units
      return reader.string().length;
    case 5: // embed
      checkJson(reader.string());
      return 1;
    case 6: // format: key, value
      reader.string();
      checkJson(reader.string());
      return 1;
    case 7: // shared type
      skipType(reader);
      return 1;
    case 8: // any values
      return repeat(reader, () => skipAny(reader, 0));
    default:
      throw new MalformedBytesError(`content of unknown kind ${kind}`);
  }
}

function skipType(reader: ByteReader): void {
  const type = reader.unsignedUpTo(LAST_TYPE, 'the kind of a shared type');
  if (type === ELEMENT || type === HOOK) reader.string();
}

/** Each value takes a byte at least, so the input bounds the count. */
function repeat(reader: ByteReader, read: () => void): number {
  const count = reader.unsignedUpTo(reader.remaining, 'a count');
  for (let index = 0; index < count; index += 1) read();
  return count;
}

function checkJson(text: string): void {
  if (jsonDepth(text) > MAX_DEPTH) throw new MalformedBytesError('a JSON value is too deep');
  try {
    JSON.parse(text);
  } catch {
    throw new MalformedBytesError('a JSON value is broken');
  }
}

/** How deep brackets nest outside of strings; right for valid JSON, never under for any other. */
export function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (quoted) {
      if (character === '\\') index += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '[' || character === '{') {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (character === ']' || character === '}') depth -= 1;
  }
  return deepest;
}

/** lib0's self-describing values; the first byte says which. */
function skipAny(reader: ByteReader, depth: number): void {
  if (depth > MAX_DEPTH) throw new MalformedBytesError('a value is too deep');
  switch (reader.byte()) {
    case 127: // undefined
    case 126: // null
    case 121: // false
    case 120: // true
      return;
    case 125:
      reader.skipSigned();
      return;
    case 124: // float of 32 bits
      reader.skip(4);
      return;
    case 123: // float of 64 bits
    case 122: // integer of 64 bits
      reader.skip(8);
      return;
    case 119:
      reader.string();
      return;
    case 118:
      repeat(reader, () => {
        reader.string();
        skipAny(reader, depth + 1);
      });
      return;
    case 117:
      repeat(reader, () => skipAny(reader, depth + 1));
      return;
    case 116:
      reader.bytes();
      return;
    default:
      throw new MalformedBytesError('a value of unknown kind');
  }
}
