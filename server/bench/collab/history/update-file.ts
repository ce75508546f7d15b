import { readFileSync, writeFileSync } from 'node:fs';

const LENGTH_BYTES = 4;

/** Keeps updates in a file, each after its length, for another process to send. */
export function writeUpdates(file: string, updates: readonly Uint8Array[]): void {
  const parts = updates.flatMap((update) => {
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32LE(update.length);
    return [length, update];
  });
  writeFileSync(file, Buffer.concat(parts));
}

export function readUpdates(file: string): Uint8Array[] {
  const bytes = readFileSync(file);
  const updates: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const start = at + LENGTH_BYTES;
    at = start + bytes.readUInt32LE(at);
    updates.push(bytes.subarray(start, at));
  }
  return updates;
}
