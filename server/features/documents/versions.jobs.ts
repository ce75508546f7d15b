import {
  clearUnfinished,
  keepDueVersions,
  thinVersions,
  type VersionJobParts,
} from '#server/features/documents/automatic-versions.mutations.ts';
import { repeatErasures } from '#server/features/documents/erase.mutations.ts';
import type { Job } from '#server/platform/jobs/jobs.ts';

export const versionJobs = (parts: VersionJobParts): Job[] => [
  {
    name: 'keep-versions',
    every: '1 minute',
    run: async () => {
      await keepDueVersions(parts);
      await clearUnfinished(parts.clock.now());
    },
  },
  {
    name: 'repeat-erasures',
    every: '1 minute',
    run: () => repeatErasures(parts.log, parts.clock.now()),
  },
  { name: 'thin-versions', every: '1 hour', run: () => thinVersions(parts) },
];
