import { getHeapStatistics } from 'node:v8';
import { type Answer, answerOf } from '../bson-encode.ts';
import type { Command, CommandAnswer, Engine } from '../engine.ts';
import { CommandError } from '../errors.ts';
import { fromCount } from '../values.ts';
import { MAX_DOCUMENT_BYTES, MAX_MESSAGE_BYTES, MAX_WRITE_BATCH, type Request } from '../wire.ts';

/** That of MongoDB 7.0: drivers then use OP_MSG, and no command that came with 8.0. */
const WIRE_VERSION = 21;
const VERSION = '7.0.0';
const SESSION_MINUTES = 30;

/**
 * A standalone: no replica set name, hence neither retryable writes nor transactions; no
 * topologyVersion, hence the driver polls instead of streaming.
 */
function hello(request: Request, engine: Engine): CommandAnswer {
  const modern = request.command.has('hello');
  return answerOf({
    ...(modern ? { isWritablePrimary: true } : { ismaster: true }),
    helloOk: true,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: MAX_WRITE_BATCH,
    localTime: new Date(engine.now()),
    logicalSessionTimeoutMinutes: SESSION_MINUTES,
    connectionId: 1,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
    ok: 1,
  });
}

function buildInfo(): CommandAnswer {
  return answerOf({
    version: VERSION,
    versionArray: VERSION.split('.').map(Number).concat(0),
    gitVersion: 'embedded',
    modules: ['trame-embedded'],
    bits: 64,
    debug: false,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    ok: 1,
  });
}

function serverStatus(_: Request, engine: Engine): CommandAnswer {
  const { sizes } = engine.storage;
  // Of this thread alone: documents on their way, cursors, plans.
  const heap = getHeapStatistics();
  return answerOf({
    host: 'localhost',
    version: VERSION,
    process: 'trame-embedded',
    uptime: Math.floor(process.uptime()),
    localTime: new Date(engine.now()),
    metrics: answerOf({ cursor: answerOf({ open: answerOf({ total: engine.cursors.size }) }) }),
    storageEngine: answerOf({ name: 'sqlite', persistent: true }),
    file: answerOf({ bytes: fromCount(sizes.file), logBytes: fromCount(sizes.log) }),
    pageCache: answerOf({ limitBytes: fromCount(sizes.cacheLimit) }),
    heap: answerOf({ bytes: fromCount(heap.used_heap_size + heap.external_memory) }),
    ok: 1,
  });
}

function connectionStatus(): CommandAnswer {
  const nobody: Answer = answerOf({ authenticatedUsers: [], authenticatedUserRoles: [] });
  return answerOf({ authInfo: nobody, ok: 1 });
}

function getParameter(request: Request): CommandAnswer {
  if (
    request.command.get('getParameter') === '*' ||
    request.command.has('featureCompatibilityVersion')
  ) {
    return answerOf({ featureCompatibilityVersion: answerOf({ version: '7.0' }), ok: 1 });
  }
  throw new CommandError(72, 'no option found to get');
}

const reading = (run: Command['run']): Command => ({ writes: false, run });
const done = reading(() => answerOf({ ok: 1 }));

export const handshakeCommands: ReadonlyArray<readonly [string, Command]> = [
  ['hello', reading(hello)],
  ['isMaster', reading(hello)],
  ['ismaster', reading(hello)],
  ['ping', done],
  ['endSessions', done],
  ['refreshSessions', done],
  ['buildInfo', reading(buildInfo)],
  ['buildinfo', reading(buildInfo)],
  ['serverStatus', reading(serverStatus)],
  ['connectionStatus', reading(connectionStatus)],
  ['getParameter', reading(getParameter)],
];
