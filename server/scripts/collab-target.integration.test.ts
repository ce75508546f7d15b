import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { z } from 'zod';

const PROGRAM = join(import.meta.dirname, 'collab-target.ts');
const readyLine = z.object({ url: z.string(), documents: z.array(z.string()), pid: z.int() });

let folder: string;
let child: ChildProcess | null = null;
const providers: WebsocketProvider[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trame-target-test-'));
});

afterEach(async () => {
  for (const provider of providers.splice(0)) provider.destroy();
  await stop('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function start(...words: string[]): Promise<z.output<typeof readyLine>> {
  const started = spawn(process.execPath, [PROGRAM, '--data', folder, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = started;
  const [line] = await once(createInterface({ input: started.stdout }), 'line');
  return readyLine.parse(JSON.parse(String(line)));
}

async function stop(signal: NodeJS.Signals): Promise<number | null> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return null;
  const exited = once(child, 'exit');
  child.kill(signal);
  const [code] = await exited;
  return code;
}

function open(url: string, document: string, doc = new Y.Doc()) {
  const provider = new WebsocketProvider(url, document, doc, { disableBc: true });
  providers.push(provider);
  return { doc, provider, text: doc.getText('text') };
}

async function until(doc: Y.Doc, isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => doc.once('update', resolve));
}

async function synced(provider: WebsocketProvider): Promise<void> {
  while (!provider.synced) await new Promise((resolve) => provider.once('sync', resolve));
}

it('serves documents that any y-websocket client may write', async () => {
  const { url, documents, pid } = await start('--documents', '2');
  expect(documents).toHaveLength(2);
  expect(pid).toBe(child?.pid);
  const first = open(url, documents[1] ?? '');
  const second = open(url, documents[1] ?? '');
  await Promise.all([synced(first.provider), synced(second.provider)]);
  first.text.insert(0, 'bonjour');
  await until(second.doc, () => second.text.toString() === 'bonjour');
  expect(await stop('SIGTERM')).toBe(0);
});

it('keeps the words of its folder, and a client that returns goes on', async () => {
  const { url, documents } = await start('--documents', '1');
  const name = documents[0] ?? '';
  const port = new URL(url).port;
  const writer = open(url, name);
  const witness = open(url, name);
  await Promise.all([synced(writer.provider), synced(witness.provider)]);
  writer.text.insert(0, 'avant');
  await until(witness.doc, () => witness.text.toString() === 'avant');
  witness.provider.destroy();
  await stop('SIGKILL');
  await start('--documents', '1', '--port', port);
  writer.text.insert(5, ' et après');
  const reader = open(url, name);
  await until(reader.doc, () => reader.text.toString() === 'avant et après');
});

it('says how it is used', async () => {
  child = spawn(process.execPath, [PROGRAM, '--documents', 'many'], { stdio: 'ignore' });
  expect(await once(child, 'exit')).toEqual([1, null]);
});
