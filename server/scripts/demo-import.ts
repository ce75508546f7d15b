import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readCommandLine } from '#server/config/command-line.ts';
import { type Config, readConfig, readEnvironment } from '#server/config/config.ts';
import { StartupError } from '#server/config/startup-error.ts';
import { findPerson, findPersonByEmail, loadViewer } from '#server/features/accounts/data.ts';
import { demonstrationEntries } from '#server/features/demonstration/mutations.ts';
import { importNumberedText, type TextImport } from '#server/features/forum/import.mutations.ts';
import {
  connectStore,
  disconnectStore,
  ensureIndexes,
} from '#server/platform/persistence/connect.ts';
import { readFact } from '#server/platform/persistence/host-facts.ts';
import { openLocalStore } from '#server/platform/persistence/local-store.ts';
import { AppError } from '#shared/core/errors.ts';
import { toId } from '#shared/core/ids.ts';
import type { Viewer } from '#shared/features/spaces/abilities.ts';
import { slugSchema } from '#shared/features/spaces/schema.ts';

const USAGE = 'npm run demo:import -- FILE --territory SLUG [--author EMAIL]';
const MOST_BYTES = 2 * 1024 * 1024;

interface Request {
  readonly text: string;
  readonly territory: string;
  readonly author: string | undefined;
}

/** Reads the command and its file. Throws a StartupError that says what is wrong. */
function readRequest(words: readonly string[]): Request {
  const { values, positionals } = parseWords(words);
  const [file, ...more] = positionals;
  if (!file || more.length > 0 || !values.territory) throw new StartupError(`usage: ${USAGE}`);
  if (!slugSchema.safeParse(values.territory).success) {
    throw new StartupError(`--territory: "${values.territory}" is not the slug of a space`);
  }
  return { text: readText(file), territory: values.territory, author: values.author };
}

function parseWords(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { territory: { type: 'string' }, author: { type: 'string' } },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupError(`${reason}\nusage: ${USAGE}`);
  }
}

function readText(file: string): string {
  try {
    if (statSync(file).size > MOST_BYTES) throw new StartupError(`${file}: larger than 2 MB`);
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof StartupError) throw error;
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new StartupError(`${file}: cannot be read as UTF-8 text${code}`);
  }
}

/**
 * Connects to the store that this configuration names: a server, or the embedded engine, started
 * here unless a running Trame holds it. Resolves with how to end it.
 */
async function openStore(config: Config): Promise<() => Promise<void>> {
  if (config.mongodbUrl) {
    await connectStore(config.mongodbUrl);
    return disconnectStore;
  }
  const store = await openLocalStore(config.dataDir);
  await connectStore(store.url);
  return async () => {
    await disconnectStore();
    await store.close();
  };
}

/** Who opens the topics: the address given, else the host's administrator. */
async function findAuthor(email: string | undefined): Promise<Viewer> {
  const known =
    email ?? demonstrationEntries.find((entry) => entry.role === 'administrator')?.email;
  const byEmail = known ? await findPersonByEmail(known.toLowerCase()) : null;
  const first = email ? null : await readFact('first-administrator');
  const person = byEmail ?? (first ? await findPerson(toId<'person'>(first)) : null);
  if (!person) {
    throw new StartupError(
      email ? `--author: nobody has the address ${email}` : 'nobody administers this host yet',
    );
  }
  return loadViewer(person.id);
}

async function importInto(author: Viewer, territory: string, text: string): Promise<TextImport> {
  try {
    return await importNumberedText(author, territory, text);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
    throw new StartupError(`--territory: this host has no space "${territory}"`);
  }
}

function printSummary(territory: string, { topics, leftOut }: TextImport): void {
  for (const { number, title, created } of topics) {
    console.log(`${String(number).padStart(4)}. ${title}${created ? '' : ' (already there)'}`);
  }
  const created = topics.filter((topic) => topic.created).length;
  const there = topics.length - created;
  console.log(
    `${topics.length} topics in ${territory}: ${created} created, ${there} already there; ` +
      `${leftOut.length} lines of the text outside its headings left out`,
  );
}

async function main(): Promise<void> {
  const { text, territory, author } = readRequest(process.argv.slice(2));
  const config = readConfig(readEnvironment(process.cwd()), readCommandLine([]));
  const closeStore = await openStore(config);
  try {
    await ensureIndexes();
    printSummary(territory, await importInto(await findAuthor(author), territory, text));
  } finally {
    await closeStore();
  }
}

function giveUp(error: unknown): never {
  const told = error instanceof StartupError || error instanceof AppError;
  console.error(told ? `demo:import: ${error.message}` : error);
  process.exit(1);
}

main().catch(giveUp);
