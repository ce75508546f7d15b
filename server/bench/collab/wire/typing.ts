import { MESSAGE, SYNC } from '#shared/realtime/protocol.ts';

/** The name of the `Y.Text` that writers type into. */
export const TEXT = 'text';
/** Large, as most clientIDs are: five bytes each. */
const FIRST_CLIENT = 2 ** 31;

export const clientOf = (writer: number): number => FIRST_CLIENT + writer;
export const writerOf = (client: number): number => client - FIRST_CLIENT;

const CONTENT_STRING = 4;
const HAS_ORIGIN = 0x80;
const PARENT_IS_NAMED = 1;
const LETTER = 0x61;
const LETTERS = 26;
const MOST_BYTES = 64;

/** Writes in varuints of Yjs into a buffer of its own. */
class ByteWriter {
  readonly #bytes = Buffer.alloc(MOST_BYTES);
  #at = 0;

  unsigned(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.#bytes[this.#at++] = 0x80 | (rest % 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes[this.#at++] = rest;
  }

  byte(value: number): void {
    this.#bytes[this.#at++] = value;
  }

  raw(bytes: Uint8Array): void {
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  text(text: string): void {
    this.unsigned(text.length);
    this.#at += this.#bytes.write(text, this.#at, 'latin1');
  }

  /** A copy of what was written since the last time. */
  take(): Buffer {
    const taken = Buffer.from(this.#bytes.subarray(0, this.#at));
    this.#at = 0;
    return taken;
  }
}

const writer = new ByteWriter();

/**
 * The update by which a writer types one letter after the one before, byte for byte as a `Y.Doc` makes it:
 * https://github.com/yjs/yjs `src/utils/encoding.js`, `src/structs/Item.js`.
 */
export function typedLetter(client: number, clock: number): Buffer {
  writer.unsigned(1); // of one client,
  writer.unsigned(1); // one item:
  writer.unsigned(client);
  writer.unsigned(clock);
  if (clock === 0) {
    writer.byte(CONTENT_STRING);
    writer.unsigned(PARENT_IS_NAMED);
    writer.text(TEXT);
  } else {
    writer.byte(CONTENT_STRING | HAS_ORIGIN);
    writer.unsigned(client);
    writer.unsigned(clock - 1);
  }
  writer.text(String.fromCharCode(LETTER + (clock % LETTERS)));
  writer.unsigned(0); // Nothing is deleted.
  return writer.take();
}

/** An update as a message; with a sequence, as one that asks for an acknowledgement. */
export function updateMessage(
  prefix: Uint8Array,
  update: Uint8Array,
  sequence: number | null,
): Buffer {
  writer.raw(prefix);
  writer.unsigned(sequence === null ? MESSAGE.sync : MESSAGE.numbered);
  if (sequence !== null) writer.unsigned(sequence);
  writer.unsigned(SYNC.update);
  writer.unsigned(update.length);
  return Buffer.concat([writer.take(), update]);
}
