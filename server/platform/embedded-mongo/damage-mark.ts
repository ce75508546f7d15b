import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';

/** Remembers over restarts that a database was found damaged while it ran. */
const markOf = (file: string): string => `${file}.damaged`;

/** The file is told by its inode, so that a copy which takes its place is not taken for damaged. */
const inodeOf = (file: string): string => String(statSync(file, { bigint: true }).ino);

export function markDamaged(file: string, reason: string): void {
  try {
    const [line = ''] = reason.split('\n');
    writeFileSync(markOf(file), `${inodeOf(file)}\n${line}\n`, { mode: 0o600 });
  } catch {
    // A disk that takes nothing any more: the damage is met again after the next start.
  }
}

/** What was found in this very file, and how to go on with it all the same; null when nothing was. */
export function markedDamage(file: string): string | null {
  const mark = markOf(file);
  if (!existsSync(mark)) return null;
  const [inode, reason] = readFileSync(mark, 'utf8').split('\n');
  if (inode === inodeOf(file)) {
    return `found while it ran: ${reason} (to start all the same, remove ${mark})`;
  }
  rmSync(mark);
  return null;
}
