const SHORT = 126;
const LONG = 127;
const FINAL_BINARY = 0x82;

export const OPCODE = { binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** Told one frame: its payload is `bytes` from `start` to `end`, valid during the call. */
export type OnFrame = (opcode: number, bytes: Buffer, start: number, end: number) => void;

/**
 * Cuts what a WebSocket server sent into frames, without copying those that arrived whole: some 50 ns a frame,
 * so that a load of millions of frames a second is not the limit of what it measures. Throws on a frame in
 * fragments, which no server measured here sends.
 */
export class ServerFrames {
  readonly #onFrame: OnFrame;
  /** The beginning of a frame whose end has not arrived. */
  #rest: Buffer = Buffer.alloc(0);

  constructor(onFrame: OnFrame) {
    this.#onFrame = onFrame;
  }

  push(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    while (bytes.length - at >= 2) {
      const { header, size } = measure(bytes, at);
      if (header === 0 || bytes.length - at < header + size) break;
      const first = bytes[at] ?? 0;
      if (first < 0x80) throw new Error('a frame came in fragments');
      this.#onFrame(first & 0x0f, bytes, at + header, at + header + size);
      at += header + size;
    }
    // A chunk may be a buffer that the next read fills again.
    this.#rest = at === bytes.length ? Buffer.alloc(0) : Buffer.from(bytes.subarray(at));
  }
}

const measured = { header: 0, size: 0 };

/** The length of the header and of the payload of a frame; a header of 0 when it is not all there. */
function measure(bytes: Buffer, at: number): { header: number; size: number } {
  const short = (bytes[at + 1] ?? 0) & 0x7f;
  measured.header = 0;
  if (short < SHORT) {
    measured.header = 2;
    measured.size = short;
  } else if (short === SHORT && bytes.length - at >= 4) {
    measured.header = 4;
    measured.size = bytes.readUInt16BE(at + 2);
  } else if (short === LONG && bytes.length - at >= 10) {
    measured.header = 10;
    measured.size = Number(bytes.readBigUInt64BE(at + 2));
  }
  return measured;
}

/** A frame as servers send it, unmasked. */
export function serverFrame(payload: Uint8Array): Buffer {
  return Buffer.concat([headerOf(FINAL_BINARY, payload.length, 0), payload]);
}

const MASKED = 0x80;

/** A frame as clients send it, under a mask of zeros, which changes no byte. */
export function clientFrame(payload: Uint8Array, opcode: number = OPCODE.binary): Buffer {
  const header = headerOf(0x80 | opcode, payload.length, MASKED);
  return Buffer.concat([header, NO_MASK, payload]);
}

const NO_MASK = Buffer.alloc(4);

function headerOf(first: number, size: number, masked: number): Buffer {
  if (size < SHORT) return Buffer.from([first, masked | size]);
  if (size < 2 ** 16) {
    const header = Buffer.from([first, masked | SHORT, 0, 0]);
    header.writeUInt16BE(size, 2);
    return header;
  }
  const header = Buffer.alloc(10);
  header[0] = first;
  header[1] = masked | LONG;
  header.writeBigUInt64BE(BigInt(size), 2);
  return header;
}
