const FIN_BINARY = 0x82;
const SHORT = 125;
const TWO_BYTES = 126;
const EIGHT_BYTES = 127;

/** Bytes for many receivers, put once into the frame that goes on each socket. */
export class SharedFrame {
  readonly bytes: Uint8Array;
  #framed: Buffer | null = null;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** A whole binary message from a server, unmasked (RFC 6455, section 5.2). */
  get framed(): Buffer {
    this.#framed ??= Buffer.concat([headerOf(this.bytes.length), this.bytes]);
    return this.#framed;
  }
}

function headerOf(length: number): Buffer {
  if (length <= SHORT) return Buffer.of(FIN_BINARY, length);
  if (length < 2 ** 16) {
    const header = Buffer.of(FIN_BINARY, TWO_BYTES, 0, 0);
    header.writeUInt16BE(length, 2);
    return header;
  }
  const header = Buffer.of(FIN_BINARY, EIGHT_BYTES, 0, 0, 0, 0, 0, 0, 0, 0);
  header.writeUIntBE(length, 4, 6);
  return header;
}
