import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fileIn = (dataDir: string) => join(dataDir, 'store.url');

/** Tells the programs of this host, run by the same user, where the running store listens. */
export function publishStoreAddress(dataDir: string, url: string): void {
  writeFileSync(fileIn(dataDir), `${url}\n`, { mode: 0o600 });
}

export function withdrawStoreAddress(dataDir: string): void {
  rmSync(fileIn(dataDir), { force: true });
}

/** Where the running store listens; null when none runs, or it did not end by itself. */
export function readStoreAddress(dataDir: string): string | null {
  const file = fileIn(dataDir);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}
