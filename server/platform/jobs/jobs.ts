import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import type { Logger } from '#server/platform/logging/logger.ts';
import { storeDatabase } from '#server/platform/persistence/connect.ts';

export interface Job {
  readonly name: string;
  /** In Agenda's words, such as `1 minute`, or a cron expression such as `0 3 * * *`. */
  readonly every: string;
  /** Whose clock a cron expression is read by, such as `Europe/Paris`; the system's unless told. */
  readonly timezone?: string;
  readonly run: () => Promise<void>;
}

interface JobParts {
  readonly logger: Logger;
  /** Told each run of this process. */
  readonly onRun: (name: string, outcome: 'done' | 'failed') => void;
}

/** Runs each job by its interval, once across all processes that share the store. */
export async function startJobs(
  jobs: readonly Job[],
  { logger, onRun }: JobParts,
): Promise<{ stop(): Promise<void> }> {
  const agenda = new Agenda({
    backend: new MongoBackend({ mongo: storeDatabase(), collection: 'jobs' }),
    processEvery: '10 seconds',
  });
  agenda.on('error', (error: unknown) => logger.error({ err: error }, 'jobs'));
  agenda.on('fail', (error: unknown) => logger.error({ err: error }, 'a job failed'));
  for (const job of jobs) {
    agenda.define(job.name, async () => {
      let outcome: 'done' | 'failed' = 'failed';
      try {
        await job.run();
        outcome = 'done';
      } finally {
        onRun(job.name, outcome);
      }
    });
  }
  await agenda.start();
  for (const { name, every, timezone } of jobs) {
    await agenda.every(every, name, undefined, timezone ? { timezone } : {});
  }
  return { stop: () => agenda.stop() };
}
