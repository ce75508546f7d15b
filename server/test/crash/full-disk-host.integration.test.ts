import { join } from 'node:path';
import { type Db, MongoClient } from 'mongodb';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { createLetter, DocumentClient, signIn } from '#server/test/document-client.ts';
import { HostProcess } from '#server/test/host-process.ts';
import { SmallDisk } from '#server/test/small-disk.ts';
import { systemClock } from '#shared/core/clock.ts';
import { stateFromParagraphs } from '#shared/editor/build-state.ts';

const disk = await SmallDisk.create(64 * 1024);
afterAll(() => disk?.remove());

const POLL = { timeout: 20_000 };
const DAY = 24 * 60 * 60 * 1000;

/** Requests to a host as one person. */
function asPerson(host: HostProcess, cookie: string) {
  return async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${host.url}${path}`, {
      method,
      headers: { cookie, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const isJson = answer.headers.get('content-type')?.includes('json');
    return { status: answer.status, body: isJson ? await answer.json() : null };
  };
}

const topic = (clientKey: string) => ({
  title: 'Essai',
  kind: 'discussion',
  visibility: 'members',
  clientKey,
  state: stateFromParagraphs(['Bonjour.']),
});

/** Makes every session due to be lengthened at its next use, as after a day. */
async function ageSessions(database: Db): Promise<void> {
  const due = new Date(systemClock.now() + 20 * DAY);
  await database.collection('session').updateMany({}, { $set: { expiresAt: due } });
}

/** Takes the room that the store has already, in its log and in its file. */
async function exhaust(database: Db): Promise<void> {
  for (const size of [200_000, 20_000, 1_000]) {
    for (let refused = 0; refused < 50; ) {
      const outcome = await database
        .collection('ballast')
        .insertOne({ text: 'x'.repeat(size) })
        .catch(() => null);
      refused = outcome ? 0 : refused + 1;
    }
  }
}

async function connect(on: SmallDisk): Promise<Db> {
  const socket = encodeURIComponent(join(on.folder, 'socket', 'mongo.sock'));
  const client = await MongoClient.connect(`mongodb://${socket}/trame?directConnection=true`);
  onTestFinished(() => client.close());
  return client.db();
}

test.skipIf(!disk)(
  '[EM29] on a full disk people read, are told what was not kept, and write on with room (needs a mount namespace)',
  async () => {
    if (!disk) return;
    const host = await HostProcess.create({
      dataDir: disk.place,
      wrapper: disk.enter,
      embedded: true,
    });
    onTestFinished(() => host.stop());
    await host.start();
    const cookie = await signIn(host, 'laureate');
    const ask = asPerson(host, cookie);
    const opened = await ask('POST', '/api/spaces/promo-2026/topics', topic('first-topic'));
    expect(opened.status).toBe(201);
    const posts = `/api/topics/${opened.body.topic.id}/posts`;
    const answer = { clientKey: 'first-answer', state: stateFromParagraphs(['Une réponse.']) };
    const signInPage = await ask('GET', '/connexion');
    const name = await createLetter(host, cookie);
    const writer = new DocumentClient(host, name, cookie);
    onTestFinished(() => writer.close());
    await writer.until(() => writer.provider.synced);
    writer.doc.getText('words').insert(0, 'before ');
    await writer.until(() => writer.provider.saveStatus.state === 'saved');
    const database = await connect(disk);
    await ageSessions(database);

    disk.fill();
    await exhaust(database);
    const refused = await ask('POST', posts, answer);
    expect(refused).toMatchObject({ status: 507, body: { error: { code: 'store_full' } } });
    expect((await ask('GET', '/connexion')).status).toBe(signInPage.status);
    expect((await ask('GET', '/api/session')).body.person).not.toBeNull();
    expect((await ask('GET', posts)).body.items).toHaveLength(1);
    const link = await ask('POST', '/api/auth/sign-in/magic-link', {
      email: 'someone@example.org',
    });
    expect(link.status).toBeGreaterThanOrEqual(500);
    writer.doc.getText('words').insert(0, 'during ');
    await expect.poll(() => writer.connection.storeState, POLL).toBe('store_refuses');
    expect(writer.provider.saveStatus.state).toBe('saving');
    const reader = new DocumentClient(host, name, cookie);
    await reader.until(() => reader.provider.synced);
    expect([...reader.words].filter(Boolean)).toEqual(['before']);
    reader.close();
    await host.printed(/the disk of DATA_DIR is full/);

    disk.free();
    expect((await ask('POST', posts, answer)).status).toBe(201);
    await writer.until(() => writer.provider.saveStatus.state === 'saved');
    await host.kill();
    await host.start();
    const after = new DocumentClient(host, name, cookie);
    onTestFinished(() => after.close());
    await after.until(() => after.provider.synced);
    expect([...after.words].filter(Boolean)).toEqual(['during', 'before']);
    expect((await ask('GET', posts)).body.items).toHaveLength(2);
  },
  120_000,
);
