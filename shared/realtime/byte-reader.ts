/** Why bytes were refused. The text is for developers and logs; people read a close code. */
export class MalformedBytesError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MalformedBytesError';
  }
}

const LARGEST_INTEGER = Number.MAX_SAFE_INTEGER;

/**
 * Reads the variable-length encodings of lib0 (little-endian groups of seven bits) from bytes that
 * nobody vouches for. Each read either advances inside the input or throws `MalformedBytesError`;
 * nothing is allocated before its length is known to fit.
 */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get position(): number {
    return this.#position;
  }

  get remaining(): number {
    return this.#bytes.length - this.#position;
  }

  byte(): number {
    const value = this.#bytes[this.#position];
    if (value === undefined) throw new MalformedBytesError('the input ends too early');
    this.#position += 1;
    return value;
  }

  skip(count: number): void {
    if (count > this.remaining) throw new MalformedBytesError('the input ends too early');
    this.#position += count;
  }

  /** An unsigned integer of at most 53 bits. */
  unsigned(): number {
    return this.#groups(0, 1, LARGEST_INTEGER);
  }

  /** A signed integer: six bits and a sign in the first byte, then groups of seven. */
  skipSigned(): void {
    const first = this.byte();
    if (first >= 0x80) this.#groups(first & 0x3f, 64, LARGEST_INTEGER);
  }

  /** An unsigned integer of at most `limit`; `what` names it in the refusal. */
  unsignedUpTo(limit: number, what: string): number {
    const value = this.unsigned();
    if (value > limit) throw new MalformedBytesError(`${what} is over ${limit}`);
    return value;
  }

  /** Bytes prefixed with their length: a view on the input, not a copy. */
  bytes(): Uint8Array {
    const length = this.unsigned();
    const start = this.#position;
    this.skip(length);
    return this.#bytes.subarray(start, start + length);
  }

  /** A UTF-8 string prefixed with its length in bytes; broken UTF-8 is refused. */
  string(): string {
    const bytes = this.bytes();
    try {
      return utf8.decode(bytes);
    } catch {
      throw new MalformedBytesError('a string is not UTF-8');
    }
  }

  end(): void {
    if (this.remaining > 0) throw new MalformedBytesError(`${this.remaining} bytes too many`);
  }

  #groups(start: number, factor: number, limit: number): number {
    let value = start;
    let multiplier = factor;
    for (;;) {
      const group = this.byte();
      value += (group & 0x7f) * multiplier;
      if (value > limit) throw new MalformedBytesError('an integer is too large');
      if (group < 0x80) return value;
      multiplier *= 128;
      // Nine groups say more than 53 bits: only padding could still fit, and nobody writes padding.
      if (multiplier > LARGEST_INTEGER) throw new MalformedBytesError('an integer is too long');
    }
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
