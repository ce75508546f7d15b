import { answerOf } from '../bson-encode.ts';
import type { ApartCommand } from '../engine.ts';
import { fromCount } from '../values.ts';

/** `{trameBackup: <absolute path>}`: a command of our own, which no driver sends by itself. */
const trameBackup: ApartCommand = {
  begin: async ({ command }, { backups }) => {
    const bytes = await backups.create(command.get('trameBackup'));
    return answerOf({ bytes: fromCount(bytes), ok: 1 });
  },
};

export const backupCommands: ReadonlyArray<readonly [string, ApartCommand]> = [
  ['trameBackup', trameBackup],
];
