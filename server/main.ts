import { type Host, startHost, startStore } from '#server/composition.ts';
import { helpText, readCommandLine } from '#server/config/command-line.ts';
import { readConfig, readEnvironment } from '#server/config/config.ts';
import { StartupError } from '#server/config/startup-error.ts';
import {
  demonstrationEntries,
  holdsDemonstration,
  seedDemonstration,
} from '#server/features/demonstration/mutations.ts';
import { createSignInLink } from '#server/platform/auth/auth.ts';
import { createLogger } from '#server/platform/logging/logger.ts';

/** Ends the process with one line that says why. */
function giveUp(error: unknown): never {
  console.error(error instanceof StartupError ? `Trame: ${error.message}` : error);
  process.exit(1);
}

async function main(): Promise<void> {
  const commandLine = readCommandLine(process.argv.slice(2));
  if (commandLine.help) {
    console.log(helpText());
    return;
  }
  const config = readConfig(readEnvironment(process.cwd()), commandLine);
  const logger = createLogger(config.logLevel);
  if (config.services.has('store')) {
    const store = await startStore(config, logger, giveUp);
    closeOnSignal(store.close);
    console.log(`Trame: store at ${store.url}`);
    return;
  }
  const host = await startHost(config, logger, giveUp);
  closeOnSignal(host.close);
  if (config.demonstration) await seedDemonstration(host.log, Date.now());
  const entries =
    config.demonstration && (await holdsDemonstration()) ? await signInLinks(host) : '';
  console.log(`Trame: ${host.url}${entries}`);
  if (!config.loopback && !config.publicUrl) {
    console.warn(
      `Set PUBLIC_URL: until then pages work at ${host.url} only, not at other addresses`,
    );
  }
}

/** The printed links serve the first days of a demonstration; each works once. */
const ENTRY_LIFETIME = 7 * 24 * 60 * 60;

async function signInLinks(host: Host): Promise<string> {
  const lines: string[] = ['', '', 'Sign in as one of the demonstration (each link works once):'];
  for (const { role, name, email } of demonstrationEntries) {
    const link = await createSignInLink(host.auth, host.url, email, ENTRY_LIFETIME);
    lines.push(`  ${name} (${role}): ${link}`);
  }
  return lines.join('\n');
}

function closeOnSignal(close: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => close().then(() => process.exit(0), giveUp));
  }
}

main().catch(giveUp);
