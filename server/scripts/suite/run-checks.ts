import { ROOT } from '../setup/project.mjs';
import { printEnd, printResult } from './console.ts';
import { endRunningCommands } from './run-command.ts';
import { checkSteps, runSideBySide } from './steps.ts';

/** The heavy three leave one core's worth of time to the small ones. */
const WIDTH = 3;

process.once('exit', endRunningCommands);
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

printEnd(await runSideBySide(checkSteps(ROOT), WIDTH, printResult));
