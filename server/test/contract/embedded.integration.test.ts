import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll } from 'vitest';
import { type EmbeddedMongo, startEmbeddedMongo } from '#server/platform/embedded-mongo/start.ts';
import { storeContractSuite } from './suite.ts';

let folder = '';
let engine: EmbeddedMongo | null = null;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trame-contract-'));
  engine = await startEmbeddedMongo({ folder });
});

afterAll(async () => {
  await engine?.stop();
  await rm(folder, { recursive: true, force: true });
});

storeContractSuite('embedded', () => MongoClient.connect(engine?.url ?? ''));
