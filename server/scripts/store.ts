import { parseArgs } from 'node:util';
import { readCommandLine } from '#server/config/command-line.ts';
import { readConfig, readEnvironment } from '#server/config/config.ts';
import { StartupError } from '#server/config/startup-error.ts';
import { backupCommand } from './store/backup.ts';
import { checkCommand } from './store/check.ts';
import type { StoreCommand } from './store/command.ts';
import { exportCommand } from './store/export.ts';
import { importCommand } from './store/import.ts';
import { migrateCommand } from './store/migrate.ts';
import { restoreCommand } from './store/restore.ts';

const COMMANDS = new Map<string, StoreCommand>([
  ['backup', backupCommand],
  ['restore', restoreCommand],
  ['export', exportCommand],
  ['import', importCommand],
  ['migrate', migrateCommand],
  ['check', checkCommand],
]);

function usage(): string {
  const forms = [...COMMANDS].map(([word, { needs, help }]) => ({
    form: `${word} ${needs}`,
    help,
  }));
  const width = Math.max(...forms.map(({ form }) => form.length));
  return [
    'npm run store -- COMMAND',
    '',
    ...forms.map(({ form, help }) => `  ${form.padEnd(width)}  ${help}`),
    '',
    'Settings as for npm start: DATA_DIR, MONGODB_URL, from the environment or a file named .env.',
  ].join('\n');
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { to: { type: 'string' } },
    });
  } catch {
    return null;
  }
}

/** The command and its argument; null for words that are none. */
function readWords(words: readonly string[]): { command: StoreCommand; argument: string } | null {
  const parsed = parse(words);
  const [word = '', ...rest] = parsed?.positionals ?? [];
  const command = COMMANDS.get(word);
  if (!parsed || !command) return null;
  const given = command.needs.startsWith('--to') ? [parsed.values.to, ...rest] : rest;
  const misplaced = parsed.values.to !== undefined && !command.needs.startsWith('--to');
  const [argument = '', ...more] = given;
  if (misplaced || more.length > 0 || (argument === '') !== (command.needs === '')) return null;
  return { command, argument };
}

async function main(): Promise<number> {
  const wish = readWords(process.argv.slice(2));
  if (!wish) {
    console.error(usage());
    return 1;
  }
  const config = readConfig(readEnvironment(process.cwd()), readCommandLine([]));
  return (await wish.command.run(wish.argument, config)) ? 0 : 1;
}

function giveUp(error: unknown): never {
  console.error(error instanceof StartupError ? `Trame: ${error.message}` : error);
  process.exit(1);
}

// What was begun is cleared away at the exit.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
main().then((code) => process.exit(code), giveUp);
