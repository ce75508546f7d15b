/**
 * Tells a write-ahead log that was damaged from one whose last writes a power cut tore. SQLite ends its
 * reading at the first frame whose checksum is wrong and takes what follows for never written, as it is at
 * the end of a torn log; in the middle it would lose commits without a word
 * (https://www.sqlite.org/fileformat2.html#the_write_ahead_log).
 */

const HEADER_WORDS = 8;
const FRAME_HEADER_WORDS = 6;
/** SQLite's page size unless told otherwise. */
const PAGE_WORDS = 1024;
/** The words of checksums are little-endian, as on every machine that Node 24 is published for here. */
const MAGIC = 0x377f0682;
/** A commit reaches the disk before the next but one is written: so many after a gap prove that it was whole. */
const COMMITS_THAT_PROVE = 4;

type Checksum = readonly [number, number];

/** A log of which every frame can be judged by itself, from the checksum that the frame before it holds. */
class LogReader {
  readonly frames: number;
  readonly #words: Uint32Array;
  readonly #bytes: DataView;
  readonly #frameWords: number;

  constructor(bytes: Uint8Array) {
    this.#words = new Uint32Array(Math.floor(bytes.length / 4));
    new Uint8Array(this.#words.buffer).set(bytes.subarray(0, this.#words.length * 4));
    this.#bytes = new DataView(this.#words.buffer);
    this.#frameWords = FRAME_HEADER_WORDS + PAGE_WORDS;
    this.frames = Math.floor((this.#words.length - HEADER_WORDS) / this.#frameWords);
  }

  get headerIsWhole(): boolean {
    return this.#bytes.getUint32(0) === MAGIC && this.#matches(6, this.#sum([0, 0], 0, 6));
  }

  /** Whether a frame follows from the one before it, or the first from the header. */
  isWhole(frame: number): boolean {
    const at = this.#start(frame);
    if (this.#words[at] === 0) return false;
    const before = frame === 0 ? 6 : this.#start(frame - 1) + 4;
    const seed: Checksum = [this.#stored(before), this.#stored(before + 1)];
    const head = this.#sum(seed, at, at + 2);
    return this.#matches(at + 4, this.#sum(head, at + 6, at + this.#frameWords));
  }

  isCommit(frame: number): boolean {
    return this.#words[this.#start(frame) + 1] !== 0;
  }

  /** Frames of another life of the log, which it has not overwritten yet, have another salt. */
  salt(frame: number): string {
    const at = this.#start(frame) + 2;
    return `${this.#words[at]} ${this.#words[at + 1]}`;
  }

  get headerSalt(): string {
    return `${this.#words[4]} ${this.#words[5]}`;
  }

  #start(frame: number): number {
    return HEADER_WORDS + frame * this.#frameWords;
  }

  #stored(word: number): number {
    return this.#bytes.getUint32(word * 4);
  }

  #matches(word: number, [first, second]: Checksum): boolean {
    return this.#stored(word) === first && this.#stored(word + 1) === second;
  }

  #sum([first, second]: Checksum, from: number, to: number): Checksum {
    let [sum, other] = [first, second];
    for (let at = from; at < to; at += 2) {
      sum = (sum + (this.#words[at] ?? 0) + other) >>> 0;
      other = (other + (this.#words[at + 1] ?? 0) + sum) >>> 0;
    }
    return [sum, other];
  }
}

/** What is damaged in a write-ahead log, in words; null when it is whole, or torn at its end only. */
export function damageOfLog(bytes: Uint8Array): string | null {
  if (bytes.length <= HEADER_WORDS * 4) return null;
  const log = new LogReader(bytes);
  const salt = log.headerIsWhole ? log.headerSalt : log.frames > 0 && log.salt(0);
  let frame = 0;
  if (log.headerIsWhole) {
    while (frame < log.frames && log.salt(frame) === salt && log.isWhole(frame)) frame += 1;
  }
  let commits = 0;
  for (let after = frame + 1; after < log.frames; after += 1) {
    if (log.salt(after) === salt && log.isCommit(after) && log.isWhole(after)) commits += 1;
  }
  if (commits < COMMITS_THAT_PROVE) return null;
  const place = log.headerIsWhole ? `frame ${frame + 1} of ${log.frames}` : 'the header';
  return `${place} of its write-ahead log cannot be read, though later writes can`;
}
