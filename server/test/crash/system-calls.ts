import { spawnSync } from 'node:child_process';

const CALL = /^(\d+) +(?:<\.\.\. )?(\w+)(?: resumed>|\()(?:(\d+)<([^>]*)>)?/;

/** What `strace` needs to be told so that `judgeAnswers` can read its log. */
export const traced = (log: string): readonly string[] => [
  'strace',
  // The tracer is a grandchild: signals meant for the program reach the program.
  '-D',
  '-f',
  '-y',
  '-e',
  'trace=pwrite64,write,writev,sendmsg,sendto,fdatasync,fsync',
  '-o',
  log,
];

/** Whether this machine has `strace` and lets it trace. */
export const canTrace = (): boolean =>
  process.platform === 'linux' &&
  spawnSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' }).status === 0;

interface AnswerJudgement {
  /** Answers that left while something in the log was not on the disk. */
  readonly early: readonly string[];
  /** Answers that left after the log had grown and was synced. */
  readonly durable: number;
}

/**
 * Reads the log of system calls of an engine: what it wrote to its write-ahead log must be covered by a
 * finished sync before anything leaves on a client's socket. Judged from the first sync by the engine on.
 */
export function judgeAnswers(lines: readonly string[]): AnswerJudgement {
  const early: string[] = [];
  let durable = 0;
  let written = 0;
  let synced = 0;
  let answered = 0;
  let begun = false;
  /** By thread: how much had been written when its sync began. */
  const syncing = new Map<string, number>();
  for (const line of lines) {
    const [, thread = '', call = '', descriptor = '', path = ''] = CALL.exec(line) ?? [];
    const resumed = line.includes(' resumed>');
    if (call === 'pwrite64' && path.endsWith('-wal')) written += 1;
    else if (/sync$/.test(call) && (resumed || path.endsWith('-wal'))) {
      if (!resumed) syncing.set(thread, written);
      if (line.includes('<unfinished')) continue;
      // SQLite's own syncs at the start are `fsync`.
      begun ||= call === 'fdatasync';
      synced = Math.max(synced, syncing.get(thread) ?? 0);
    } else if (path.startsWith('socket:') && Number(descriptor) > 2 && begun) {
      if (synced < written) early.push(line);
      else if (synced > answered) durable += 1;
      answered = synced;
    }
  }
  return { early, durable };
}
