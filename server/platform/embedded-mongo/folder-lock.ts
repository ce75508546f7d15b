import { DatabaseSync } from 'node:sqlite';

/**
 * Holds a folder for one process: the lock is the operating system's, on a file of its own, and ends
 * with the process however that ends. Throws SQLite's error (5, busy) while another process holds it.
 */
export class FolderLock {
  readonly #file: DatabaseSync;

  constructor(path: string) {
    this.#file = new DatabaseSync(path, { timeout: 0 });
    try {
      this.#file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    } catch (error) {
      this.#file.close();
      throw error;
    }
  }

  release(): void {
    if (this.#file.isOpen) this.#file.close();
  }
}
