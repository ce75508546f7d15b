import { join } from 'node:path';
import { figure, type Target } from '#server/bench/bench.ts';
import { typedHistory } from '#server/bench/collab/history/typed-history.ts';
import { writeUpdates } from '#server/bench/collab/history/update-file.ts';
import { runLoad } from '#server/bench/collab/load/run-load.ts';
import { type OpenResult, openResult } from '#server/bench/collab/load/tasks.ts';
import {
  inFolder,
  inTurns,
  type Results,
  type Scenario,
  target,
  withSide,
} from '#server/bench/collab/scenarios/scenario.ts';
import { documentName } from '#server/bench/collab/sides/side.ts';
import { batchingRelay, relay, trame } from '#server/bench/collab/sides/sides.ts';

/** Makes a document of some 250 kB. */
const KEYSTROKES = 210_000;
const BEHIND = 200;
const JOINS = 100;

export const lateJoin: Scenario = {
  name: 'late-join',
  run: (tools) =>
    inFolder(async (folder) => {
      const file = join(folder, 'state');
      const { state, client, clock } = typedHistory(KEYSTROKES);
      writeUpdates(file, [state]);
      const answering = tools.sides.filter((side) => side !== relay && side !== batchingRelay);
      const results = await inTurns({ ...tools, sides: answering }, 'late join', (side) =>
        withSide(side, 1, ({ url, pid }) => {
          const document = documentName(0);
          const wish = { url, pid, dialect: side.dialect, document, file, client, clock };
          return runLoad({ kind: 'joins', ...wish, joins: JOINS, edits: BEHIND }, openResult);
        }),
      );
      return {
        title: `Late join: a client ${BEHIND} edits behind, on a document of ${figure(state.length / 1000)} kB that others have open`,
        table: {
          columns: ['server', 'server CPU, ms a join', 'joined in, ms'],
          rows: answering.map((side) => [
            side.name,
            figure(results.median(side, ({ processor }) => processor)),
            figure(results.median(side, ({ milliseconds }) => milliseconds)),
          ]),
        },
        targets: targetsOf(results),
        notes: [`${JOINS} joins, each a new connection: its upgrade is counted.`],
      };
    }),
};

function targetsOf(results: Results<OpenResult>): Target[] {
  const time = results.median(trame, ({ processor }) => processor);
  return [target('server time of a join', time, { atMost: 5 }, (value) => `${figure(value)} ms`)];
}
