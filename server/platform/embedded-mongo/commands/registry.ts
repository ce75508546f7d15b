import type { ApartCommand, Command } from '../engine.ts';
import { CommandError } from '../errors.ts';
import type { Request } from '../wire.ts';
import { aggregatingCommands } from './aggregating.ts';
import { commandName } from './arguments.ts';
import { backupCommands } from './backup.ts';
import { catalogCommands } from './catalog.ts';
import { findAndModifyCommands } from './find-and-modify.ts';
import { handshakeCommands } from './handshake.ts';
import { readingCommands } from './reading.ts';
import { writingCommands } from './writing.ts';

const COMMANDS: ReadonlyMap<string, Command | ApartCommand> = new Map<
  string,
  Command | ApartCommand
>([
  ...handshakeCommands,
  ...readingCommands,
  ...aggregatingCommands,
  ...writingCommands,
  ...findAndModifyCommands,
  ...catalogCommands,
  ...backupCommands,
]);

/** The command that a request asks for, or the error that answers it. */
export function commandOf(request: Request): Command | ApartCommand | CommandError {
  const name = commandName(request);
  const command = COMMANDS.get(name);
  if (!command) return new CommandError(59, `no such command: '${name.slice(0, 100)}'`);
  if (request.command.has('txnNumber') || request.command.has('startTransaction')) {
    return new CommandError(
      20,
      'Transaction numbers are only allowed on a replica set member or mongos',
    );
  }
  return command;
}
