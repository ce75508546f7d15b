import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CollabServer, createCollabServer } from '#server/platform/collab/collab-server.ts';
import { MemoryDocumentLog } from '#server/platform/collab/memory-document-log.ts';

const SCRIPT = join(import.meta.dirname, '../demo-replay.ts');
const folder = mkdtempSync(join(tmpdir(), 'trame-replay-'));
let collab: CollabServer;
let http: Server;
let url: string;
let visitors = 0;

beforeAll(async () => {
  collab = createCollabServer({
    log: new MemoryDocumentLog(),
    authorise: async () => {
      visitors += 1;
      return { account: `visitor-${visitors}`, name: 'Visitor', sessionId: 'session' };
    },
    roleFor: async () => 'write',
    isAllowedOrigin: () => true,
  });
  http = createServer();
  http.on('upgrade', (request, socket, head) => {
    if (!collab.handleUpgrade(request, socket, head)) socket.destroy();
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  url = `ws://127.0.0.1:${address.port}/collab`;
});

afterAll(async () => {
  await collab.shutdown();
  await new Promise((resolve) => http.close(resolve));
  rmSync(folder, { recursive: true });
});

interface Outcome {
  readonly code: number | string | null | undefined;
  readonly output: string;
}

function replay(...words: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, [SCRIPT, ...words], (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, output: stdout + stderr });
    });
  });
}

function fileOf(trace: object): string {
  const file = join(folder, `${crypto.randomUUID()}.json`);
  writeFileSync(file, JSON.stringify(trace));
  return file;
}

it('replays two authors who lean on each other, through ordinary clients', async () => {
  const txns = Array.from({ length: 300 }, (_, index) => ({
    // Each answers what the other wrote just before.
    parents: index === 0 ? [] : [index - 1],
    agent: index % 2,
    patches: [[index, 0, index % 2 === 0 ? 'é' : '🎈']],
  }));
  const endContent = 'é🎈'.repeat(150);
  const file = fileOf({ kind: 'concurrent', endContent, numAgents: 2, txns });
  const { code, output } = await replay(file, '--url', url);
  expect(output).toContain('equal to endContent, byte for byte');
  expect(code).toBe(0);
});

it('writes in a document that is empty, and nowhere else', async () => {
  const file = fileOf({ endContent: 'oui', txns: [{ patches: [[0, 0, 'oui']] }] });
  const target = ['--url', url, '--document', 'once'];
  expect(await replay(file, ...target)).toMatchObject({ code: 0 });
  const second = await replay(file, ...target);
  expect(second.output).toContain('the document is not empty');
  expect(second.code).toBe(1);
});

it('ends with 1 and one line when nothing can be done', async () => {
  const { code, output } = await replay(join(folder, 'absent.json'), '--url', url);
  expect(code).toBe(1);
  expect(output.trim().split('\n')).toHaveLength(1);
});
