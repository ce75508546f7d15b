import { ByteReader } from '#shared/realtime/byte-reader.ts';

const LARGEST_CLIENT = 2 ** 32 - 1;
const LARGEST_CLOCK = 2 ** 31 - 1;

/** Checks a state vector in Yjs's format V1; throws `MalformedBytesError`. */
export function checkStateVector(bytes: Uint8Array): void {
  const reader = new ByteReader(bytes);
  const count = reader.unsignedUpTo(reader.remaining, 'the number of clients');
  for (let index = 0; index < count; index += 1) {
    reader.unsignedUpTo(LARGEST_CLIENT, 'a client');
    reader.unsignedUpTo(LARGEST_CLOCK, 'a clock');
  }
  reader.end();
}
