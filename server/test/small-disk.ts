import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FILLER = 'filler';
const CHUNK = 4096;
const TMPFS = 0x01021994;

/** Mounts a file system in memory where only this process sees it, and keeps it until its input ends. */
const HOLD = 'mount -t tmpfs -o "size=$1k,mode=0700" none "$2" && echo ready && exec cat';

/** Runs a command only where the folder is that file system, never on the disk of the machine. */
const RUN_THERE =
  'test "$(stat -f -c %T "$1")" = tmpfs || { echo "$1 is no small disk" >&2; exit 1; }; shift; exec "$@"';

/**
 * A small real file system, made in a mount namespace of its own: it needs no right on this machine, is seen by
 * nobody else, and is gone with the process that holds it. Programs see it as `place` when they are started
 * with `enter`; this process reaches its files through `folder`. Both are refused where the kernel does not
 * confirm it, since what fills a small disk would else fill the machine's.
 */
export class SmallDisk {
  readonly place: string;
  readonly #holder: ChildProcess;
  #kilobytes: number;

  private constructor(holder: ChildProcess, place: string, kilobytes: number) {
    this.#holder = holder;
    this.place = place;
    this.#kilobytes = kilobytes;
  }

  /** Resolves with null where the machine does not let its users mount anything; throws when it is not as asked. */
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
    if (!ready) {
      rmSync(place, { recursive: true, force: true });
      return null;
    }
    const disk = new SmallDisk(holder, place, kilobytes);
    try {
      disk.#prove();
    } catch (error) {
      await disk.remove();
      throw error;
    }
    return disk;
  }

  get bytes(): number {
    return this.#kilobytes * 1024;
  }

  get folder(): string {
    this.#prove();
    return this.#reached;
  }

  /** What to write before a command so that it runs where `place` is this disk. */
  get enter(): readonly string[] {
    this.#prove();
    const target = String(this.#holder.pid);
    const namespace = ['--user', '--mount', '--target', target, `--wdns=${process.cwd()}`];
    return ['nsenter', ...namespace, 'sh', '-c', RUN_THERE, 'sh', this.place];
  }

  /** Takes all the room that is left. */
  fill(): void {
    const file = openSync(join(this.folder, FILLER), 'a');
    const bytes = Buffer.alloc(CHUNK, 1);
    try {
      for (let taken = 0; taken <= this.bytes; taken += writeSync(file, bytes));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return;
      throw error;
    } finally {
      closeSync(file);
    }
    throw new Error('the small disk took more than its size');
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
    this.#kilobytes = kilobytes;
    this.#prove();
  }

  async remove(): Promise<void> {
    if (this.#held) {
      const ended = once(this.#holder, 'close');
      this.#holder.stdin?.end();
      await ended;
    }
    const strays = readdirSync(this.place);
    rmSync(this.place, { recursive: true, force: true });
    if (strays.length > 0) throw new Error(`written beside the small disk: ${strays.join(', ')}`);
  }

  get #held(): boolean {
    return this.#holder.exitCode === null && this.#holder.signalCode === null;
  }

  get #reached(): string {
    return `/proc/${this.#holder.pid}/root${this.place}`;
  }

  /** Throws unless the folder is a file system in memory of the size that was asked for. */
  #prove(): void {
    if (!this.#held) throw new Error('the process that holds the small disk has ended');
    const { type, blocks, bsize } = statfsSync(this.#reached);
    if (type !== TMPFS || blocks * bsize !== this.bytes) {
      throw new Error(`${this.place} is no file system in memory of ${this.#kilobytes} KiB`);
    }
  }
}
