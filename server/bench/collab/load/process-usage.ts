import { readFileSync } from 'node:fs';

/** The unit of /proc on Linux: sysconf(_SC_CLK_TCK). */
const MILLISECONDS_A_TICK = 10;
const USER_TIME = 11;
const SYSTEM_TIME = 12;

/** Milliseconds of processor that all threads of a process have used (proc(5): utime and stime). */
export function processorTime(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program, in parentheses, may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[USER_TIME]) + Number(fields[SYSTEM_TIME])) * MILLISECONDS_A_TICK;
}

/** Bytes of memory that a process holds (proc(5): VmRSS). */
export function residentBytes(pid: number): number {
  const [, kilobytes] =
    /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}
