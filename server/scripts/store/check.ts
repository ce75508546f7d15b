import type { Config } from '#server/config/config.ts';
import { type CheckReport, inspectFolder } from '#server/platform/embedded-mongo/check.ts';
import { openLocalStore } from '#server/platform/persistence/local-store.ts';
import type { StoreCommand } from './command.ts';
import { requireEmbedded, requireStore } from './embedded.ts';
import { makeWorkingCopy } from './working-copy.ts';

const LINE_EVERY = 50_000;

function inspect(folder: string): CheckReport {
  let documents = 0;
  const tell = (count: number): void => {
    const lines = Math.floor(documents / LINE_EVERY);
    documents += count;
    if (Math.floor(documents / LINE_EVERY) > lines)
      process.stderr.write(`check: ${documents} documents\n`);
  };
  return inspectFolder(folder, tell);
}

/** The folder to read: the store's own while nobody else has it, else a copy of one moment. */
async function folderToRead({ dataDir }: Config): Promise<string> {
  const store = await openLocalStore(dataDir);
  await store.close();
  return store.heldBy === 'here' ? dataDir : makeWorkingCopy(dataDir);
}

async function run(_: string, config: Config): Promise<boolean> {
  requireEmbedded(config, "use MongoDB's validate");
  requireStore(config);
  const report = inspect(await folderToRead(config));
  for (const problem of report.problems) console.log(problem);
  const { collections, documents, indexes, entries } = report;
  console.log(
    `checked the file, ${collections} collections, ${documents} documents and ${indexes} indexes with ` +
      `${entries} entries: ${report.problems.length === 0 ? 'all agree' : 'NOT SOUND'}`,
  );
  return report.problems.length === 0;
}

export const checkCommand: StoreCommand = {
  needs: '',
  help: 'compares the indexes of the embedded store with its documents',
  run,
};
