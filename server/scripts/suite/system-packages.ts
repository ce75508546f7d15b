import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runCommand } from './run-command.ts';

/** Programs that npm does not bring, by the names under which systems install them. */
export const CHROMIUM = {
  name: 'Chromium',
  package: 'chromium',
  commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
};
export const REDIS = { name: 'Redis', package: 'redis-server', commands: ['redis-server'] };

export interface SystemProgram {
  readonly name: string;
  readonly package: string;
  readonly commands: readonly string[];
}

/** The path of an executable, as a shell would find it. */
export function findCommand(
  names: readonly string[],
  path = process.env.PATH ?? '',
): string | undefined {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((candidate) => isExecutable(candidate));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const INSTALL_LIMIT_SECONDS = 900;

/**
 * Installs what is missing from Debian's packages where that needs no password.
 * Returns, for each program that is still missing, why.
 */
export async function installMissing(
  programs: readonly SystemProgram[],
  cwd: string,
): Promise<Map<SystemProgram, string>> {
  const missing = programs.filter((program) => findCommand(program.commands) === undefined);
  if (missing.length === 0) return new Map();
  const all = (reason: string) => new Map(missing.map((program) => [program, reason]));
  if (findCommand(['apt-get']) === undefined) {
    return all('it is not installed, and this system has no apt-get');
  }
  const asRoot = await rootPrefix(cwd);
  if (asRoot === undefined) {
    return all('it is not installed, and apt-get would need a password');
  }
  const aptGet = async (...args: string[]) => {
    const [command = '', ...rest] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
    return runCommand(command, [...rest, '-q', ...args], {
      cwd,
      limitSeconds: INSTALL_LIMIT_SECONDS,
      output: 'live',
    });
  };
  if (!(await aptGet('update')).ok) return all('it is not installed, and apt-get update failed');
  const failures = new Map<SystemProgram, string>();
  for (const program of missing) {
    await aptGet('install', '--yes', '--no-install-recommends', program.package);
    if (findCommand(program.commands) === undefined) {
      failures.set(program, `apt-get could not install ${program.package}`);
    }
  }
  return failures;
}

/** What to put before a command to run it as root without a password, if anything allows it. */
async function rootPrefix(cwd: string): Promise<string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  if (findCommand(['sudo']) === undefined) return undefined;
  const { ok } = await runCommand('sudo', ['-n', 'true'], {
    cwd,
    limitSeconds: 10,
    output: 'kept',
  });
  return ok ? ['sudo', '-n'] : undefined;
}
