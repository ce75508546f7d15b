import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedMongo, startEmbeddedMongo } from '#server/platform/embedded-mongo/start.ts';
import { ShapeList } from '#server/test/parity/shape-list.ts';
import { recordWire, type WireRecorder } from '#server/test/parity/wire-recorder.ts';
import { storeContractSuite } from './suite.ts';

/** What the program really sends, as `npm run test:parity -- --record` saw it. */
const RECORDED = join(import.meta.dirname, 'recorded-commands.json');

let folder = '';
let engine: EmbeddedMongo;
let recorder: WireRecorder;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trame-contract-'));
  engine = await startEmbeddedMongo({ folder, port: 0 });
  recorder = await recordWire(engine.url);
});

afterAll(async () => {
  await recorder?.close();
  await engine?.stop();
  await rm(folder, { recursive: true, force: true });
});

storeContractSuite('embedded', () => MongoClient.connect(recorder.url));

test('the contract asks everything that the program asks of its store', () => {
  expect(ShapeList.read(RECORDED).missingFrom(recorder.seen)).toEqual([]);
});
