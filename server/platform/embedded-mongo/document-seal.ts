import { crc32 } from 'node:zlib';
import { DamagedData } from './errors.ts';

/**
 * A document at rest is followed by the CRC-32 of its bytes: SQLite checks the structure of its pages, not
 * what stands in them, and a page that was zeroed or a bit that flipped would be read as somebody's words.
 */
const SEAL_BYTES = 4;
/** An empty document of BSON, which begins with its own length. */
const SHORTEST = 5;

export function sealed(bytes: Buffer): Buffer {
  const all = Buffer.allocUnsafe(bytes.length + SEAL_BYTES);
  all.set(bytes);
  all.writeUInt32LE(crc32(bytes), bytes.length);
  return all;
}

/**
 * The document in what was stored. Throws DamagedData when it is not what was sealed; what a program
 * without seals stored is taken as it is.
 */
export function unsealed(stored: Buffer): Buffer {
  const size = stored.length < SHORTEST ? 0 : stored.readInt32LE(0);
  if (size === stored.length) return stored;
  const bytes = stored.subarray(0, stored.length - SEAL_BYTES);
  if (size !== bytes.length || crc32(bytes) !== stored.readUInt32LE(size)) {
    throw new DamagedData('a document is not as it was stored');
  }
  return bytes;
}
