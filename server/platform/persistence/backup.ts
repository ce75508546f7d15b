import type { Db } from 'mongodb';

/**
 * Has the embedded store behind this connection write a sound copy of itself, while it goes on, at an
 * absolute path where nothing is. Resolves with the bytes written. Rejects with the store's error: see
 * [EM23] for its codes, 59 when the server is not the embedded store.
 */
export async function backUp(database: Db, file: string): Promise<number> {
  const answer = await database.command({ trameBackup: file });
  return Number(answer.bytes);
}

/** Whether the embedded store answers behind this connection, and not another server. */
export async function isEmbedded(database: Db): Promise<boolean> {
  const { modules } = await database.command({ buildInfo: 1 });
  return Array.isArray(modules) && modules.includes('trame-embedded');
}
