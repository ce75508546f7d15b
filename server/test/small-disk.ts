import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FILLER = 'filler';
const CHUNK = 4096;

/** Mounts a file system in memory where only this process sees it, and keeps it until its input ends. */
const HOLD = 'mount -t tmpfs -o "size=$1k,mode=0700" none "$2" && echo ready && exec cat';

/**
 * A small real file system, made in a mount namespace of its own: it needs no right on this machine, is seen by
 * nobody else, and is gone with the process that holds it. Programs see it as `place` when they are started
 * with `enter`; this process reaches its files through `folder`.
 */
export class SmallDisk {
  readonly place: string;
  readonly #holder: ChildProcess;

  private constructor(holder: ChildProcess, place: string) {
    this.#holder = holder;
    this.place = place;
  }

  /** Resolves with null where the machine does not let its users mount anything. */
  static async create(kilobytes: number): Promise<SmallDisk | null> {
    const place = mkdtempSync(join(tmpdir(), 'trame-disk-'));
    const words = ['--user', '--map-root-user', '--mount', 'sh', '-c', HOLD, 'sh'];
    const holder = spawn('unshare', [...words, String(kilobytes), place], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const ready = await Promise.race([
      once(holder.stdout, 'data').then(() => true),
      once(holder, 'close').then(() => false),
      once(holder, 'error').then(() => false),
    ]);
    if (ready) return new SmallDisk(holder, place);
    rmSync(place, { recursive: true, force: true });
    return null;
  }

  get folder(): string {
    return `/proc/${this.#holder.pid}/root${this.place}`;
  }

  /** What to write before a command so that it runs where `place` is this disk. */
  get enter(): readonly string[] {
    const target = String(this.#holder.pid);
    return ['nsenter', '--user', '--mount', '--target', target, `--wdns=${process.cwd()}`];
  }

  /** Takes all the room that is left. */
  fill(): void {
    const file = openSync(join(this.folder, FILLER), 'a');
    const bytes = Buffer.alloc(CHUNK, 1);
    try {
      for (;;) writeSync(file, bytes);
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOSPC') throw error;
    } finally {
      closeSync(file);
    }
  }

  /** Gives back what `fill` took. */
  free(): void {
    rmSync(join(this.folder, FILLER), { force: true });
  }

  /** Makes the disk larger. */
  async grow(kilobytes: number): Promise<void> {
    const [command = '', ...words] = this.enter;
    const remount = ['mount', '-o', `remount,size=${kilobytes}k`, this.place];
    const [code] = await once(spawn(command, [...words, ...remount]), 'close');
    if (code !== 0) throw new Error('the disk did not grow');
  }

  async remove(): Promise<void> {
    const ended = once(this.#holder, 'close');
    this.#holder.stdin?.end();
    await ended;
    rmSync(this.place, { recursive: true, force: true });
  }
}
