import { execFileSync } from 'node:child_process';
import { readdirSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SmallDisk } from '#server/test/small-disk.ts';

const KILOBYTES = 1024;
const disk = await SmallDisk.create(KILOBYTES);

test.skipIf(!disk)(
  'fills and frees a disk of its own, never the machine (needs a mount namespace)',
  async () => {
    if (!disk) return;
    const { folder, place } = disk;
    const [command = '', ...words] = disk.enter;
    expect(statfsSync(folder).blocks * statfsSync(folder).bsize).toBe(KILOBYTES * 1024);
    disk.fill();
    expect(() => writeFileSync(join(folder, 'more'), Buffer.alloc(8_192))).toThrow(/ENOSPC/);
    expect(execFileSync(command, [...words, 'ls', place]).toString()).toContain('filler');
    expect(readdirSync(place)).toEqual([]);
    disk.free();
    await disk.grow(2 * KILOBYTES);
    writeFileSync(join(folder, 'more'), Buffer.alloc(8_192));
    await disk.remove();
    expect(() => disk.fill()).toThrow(/has ended/);
    expect(() => disk.enter).toThrow(/has ended/);
    expect(() =>
      execFileSync('sh', [...words.slice(words.indexOf('-c')), 'true'], { stdio: 'pipe' }),
    ).toThrow(/no small disk/);
  },
);
