import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HostProcess } from '#server/test/host-process.ts';

const ROOT = join(import.meta.dirname, '../../..');

let host: HostProcess;
let folder: string;

interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Runs the command to its end, on the host's folder. */
function run(...words: readonly string[]): Promise<Ended> {
  const { promise, resolve } = Promise.withResolvers<Ended>();
  const child = execFile(
    process.execPath,
    ['server/scripts/demo-import.ts', ...words],
    { cwd: ROOT, timeout: 60_000, env: { ...process.env, ...host.environment } },
    (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
  );
  return promise;
}

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

async function topicsOf(slug: string): Promise<{ title: string }[]> {
  const answer = await fetch(`${host.url}/api/spaces/${slug}/topics?limit=50&kind=project`);
  const body: { items: { title: string }[] } = await answer.json();
  return body.items;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trame-import-'));
  host = await HostProcess.create();
  await host.start();
}, 120_000);

afterAll(async () => {
  await host.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe('[FO17] npm run demo:import', () => {
  const text = ['1) Premier titre', 'Définition : un.', '', '2)  Second titre', '- deux'].join(
    '\r\n',
  );

  it('imports beside a running server, then alone, and makes no double', async () => {
    const before = (await topicsOf('ouest')).length;
    const path = file('deux.txt', text);
    const first = await run(path, '--territory', 'ouest');
    expect(first.output).toContain('2 topics in ouest: 2 created, 0 already there');
    expect(first.code).toBe(0);
    const titles = (await topicsOf('ouest')).map((topic) => topic.title);
    expect(titles.slice(0, 2)).toEqual(['Premier titre', 'Second titre']);

    await host.stop();
    const again = await run(path, '--territory', 'ouest');
    expect(again.output).toContain('2 topics in ouest: 0 created, 2 already there');
    expect(again.code).toBe(0);
    await host.start();
    expect(await topicsOf('ouest')).toHaveLength(before + 2);
  }, 90_000);

  it('finds the store again after a kill left its address behind', async () => {
    await host.kill();
    const again = await run(file('deux.txt', text), '--territory', 'ouest');
    expect(again.output).toContain('0 created, 2 already there');
    await host.start();
  }, 90_000);

  it('says in one line what is wrong, and exits with 1', async () => {
    const good = file('bon.txt', text);
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [[], /usage: /],
      [[good, '--territory', 'inconnu'], /--territory: this host has no space "inconnu"/],
      [[good, '--territory', 'nord', '--author', 'x@example.org'], /--author: nobody/],
      [[join(folder, 'absent.txt'), '--territory', 'nord'], /absent\.txt: cannot be read/],
      [[file('sans.txt', 'rien'), '--territory', 'nord'], /no numbered heading/],
    ];
    for (const [words, message] of cases) {
      const { code, output } = await run(...words);
      expect(output).toMatch(message);
      expect(output).not.toMatch(/\n\s+at /);
      expect(code).toBe(1);
    }
  }, 90_000);
});
