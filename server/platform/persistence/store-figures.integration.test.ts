import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectStore, disconnectStore } from '#server/platform/persistence/connect.ts';
import { addMail } from '#server/platform/persistence/mail-store.ts';
import { createStoreFigures } from '#server/platform/persistence/store-figures.ts';
import { HostProcess } from '#server/test/host-process.ts';
import { FakeClock } from '#shared/testing/fake-clock.ts';

/** A process of its own, so that it can be made to hang. */
let store: HostProcess;
const clock = new FakeClock();
const readFigures = createStoreFigures(clock);

beforeAll(async () => {
  store = await HostProcess.create({ args: ['--services=store'], embedded: true });
  await store.start();
  await connectStore(store.storeUrl);
});

afterAll(async () => {
  await disconnectStore();
  await store?.remove();
});

it('reads the store again after five seconds, not before', async () => {
  expect(await readFigures()).toMatchObject({ mailsWaiting: 0 });
  await addMail({ to: 'anne@example.org', subject: 'Bonjour', text: 'Bonjour' }, 'waiting');
  await addMail({ to: 'anne@example.org', subject: 'Bonjour', text: 'Bonjour' }, 'kept');
  clock.advance(4_999);
  expect(await readFigures()).toMatchObject({ mailsWaiting: 0 });
  clock.advance(1);
  const figures = await readFigures();
  expect(figures.mailsWaiting).toBe(1);
  expect(figures.pingSeconds).toBeGreaterThan(0);
});

it('gives up on a store that hangs', async () => {
  const { pid } = store;
  if (pid === undefined) throw new Error('the store does not run');
  process.kill(pid, 'SIGSTOP');
  try {
    clock.advance(5_000);
    const figures = readFigures();
    clock.advance(2_000);
    expect(await figures).toMatchObject({ pingSeconds: undefined, mailsWaiting: undefined });
  } finally {
    process.kill(pid, 'SIGCONT');
  }
});
