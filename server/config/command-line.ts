import { parseArgs } from 'node:util';
import { SERVICES, SETTINGS, type Service } from '#server/config/settings.ts';
import { StartupError } from '#server/config/startup-error.ts';

export interface CommandLine {
  readonly help: boolean;
  readonly empty: boolean;
  readonly dev: boolean;
  readonly services: ReadonlySet<Service>;
}

const DEFAULT_SERVICES: readonly Service[] = ['web', 'worker'];

/** Reads the words after `npm start --`. Throws a StartupError on one that it does not know. */
export function readCommandLine(words: readonly string[]): CommandLine {
  const { values } = parse(words);
  return {
    help: values.help,
    empty: values.empty,
    dev: values.dev,
    services: readServices(values.services),
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        empty: { type: 'boolean', default: false },
        dev: { type: 'boolean', default: false },
        services: { type: 'string' },
      },
    });
  } catch (error) {
    throw new StartupError(error instanceof Error ? error.message : String(error));
  }
}

function readServices(list: string | undefined): ReadonlySet<Service> {
  if (list === undefined) return new Set(DEFAULT_SERVICES);
  const services = new Set<Service>();
  for (const word of list.split(',')) {
    const service = SERVICES.find((known) => known === word.trim());
    if (!service) {
      throw new StartupError(`--services: "${word}" is not one of ${SERVICES.join(', ')}`);
    }
    services.add(service);
  }
  if (services.has('store') ? services.size > 1 : !services.has('web')) {
    throw new StartupError('--services: either store alone, or web with or without worker');
  }
  return services;
}

/** The text of `npm start -- --help`. */
export function helpText(): string {
  const width = Math.max(...SETTINGS.map((setting) => setting.name.length));
  const settings = SETTINGS.map(
    ({ name, defaultText, help }) => `  ${name.padEnd(width)}  ${help} (default: ${defaultText})`,
  );
  return [
    'npm start -- [--empty] [--services=LIST]',
    '',
    '  --empty          start without demonstration data; a first-run page creates the administrator',
    `  --services=LIST  what this process does: web,worker (the default), web, or store`,
    '  --help           this text',
    '',
    'Settings, from the environment or from a file named .env:',
    '',
    ...settings,
  ].join('\n');
}
