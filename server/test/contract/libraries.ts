import { once } from 'node:events';
import { MongoBackend } from '@agendajs/mongo-backend';
import { mongodbAdapter } from '@better-auth/mongo-adapter';
import { Agenda } from 'agenda';
import { betterAuth } from 'better-auth';
import { GridFSBucket } from 'mongodb';
import mongoose from 'mongoose';
import { describe, expect, test } from 'vitest';
import { type Connect, useStore } from './store.ts';

/** The libraries that Trame stands on, each at its work. */
export function librariesContract(connect: Connect): void {
  describe('libraries', () => {
    const store = useStore(connect);

    test('[EM14] Mongoose saves, finds, counts versions and builds indexes', async () => {
      const connection = mongoose.createConnection().setClient(store.client());
      const schema = new mongoose.Schema(
        { title: { type: String, unique: true }, tags: [String], parts: [{ n: Number }] },
        { timestamps: true, optimisticConcurrency: true },
      );
      const Thing = connection.useDb(store.db().databaseName).model('Thing', schema);
      await Thing.init();
      const thing = await Thing.create({ title: 'one', tags: ['a'], parts: [{ n: 1 }] });
      thing.tags.push('b');
      thing.parts.push({ n: 2 });
      await thing.save();
      const found = await Thing.findById(thing._id).lean();
      expect(found).toMatchObject({ title: 'one', tags: ['a', 'b'], __v: 1 });
      expect(found?.parts.map(({ n }) => n)).toEqual([1, 2]);
      await expect(Thing.create({ title: 'one' })).rejects.toMatchObject({ code: 11000 });
      const stale = await Thing.findById(thing._id);
      await Thing.updateOne({ _id: thing._id }, { $inc: { __v: 1 } });
      if (stale) stale.title = 'two';
      await expect(stale?.save()).rejects.toThrow(/No matching document|version/i);
    });

    test('[EM14] Agenda runs a job once', async () => {
      const first = new Agenda({
        backend: new MongoBackend({ mongo: store.db() }),
        processEvery: 50,
      });
      const second = new Agenda({
        backend: new MongoBackend({ mongo: store.db() }),
        processEvery: 50,
      });
      let runs = 0;
      const ran = new Promise<void>((resolve) => {
        for (const agenda of [first, second]) {
          agenda.define('greet', async () => {
            runs += 1;
          });
          // Told after the job is stored; `success` comes before.
          agenda.on('complete:greet', () => resolve());
        }
      });
      await Promise.all([first.start(), second.start()]);
      await first.now('greet', { to: 'world' });
      await ran;
      await Promise.all([first.stop(), second.stop()]);
      expect(runs).toBe(1);
      const jobs = await store.db().collection('agendaJobs').find({ name: 'greet' }).toArray();
      expect(jobs).toMatchObject([{ lockedAt: null, failCount: null }]);
    });

    test('[EM14] GridFS keeps a file', async () => {
      const bucket = new GridFSBucket(store.db(), { chunkSizeBytes: 1000 });
      const upload = bucket.openUploadStream('picture.bin', { metadata: { owner: 'ada' } });
      upload.end(Buffer.alloc(4500, 7));
      await once(upload, 'finish');
      const parts = await bucket.openDownloadStream(upload.id).toArray();
      expect(Buffer.concat(parts).equals(Buffer.alloc(4500, 7))).toBe(true);
      expect(await bucket.find({ 'metadata.owner': 'ada' }).toArray()).toMatchObject([
        { length: 4500 },
      ]);
      await bucket.delete(upload.id);
      expect(await store.db().collection('fs.chunks').countDocuments()).toBe(0);
    });

    test('[EM14] better-auth signs up, in and out', async () => {
      const auth = betterAuth({
        baseURL: 'http://localhost',
        secret: 'a secret for this test alone, of 32+ characters',
        database: mongodbAdapter(store.db()),
        emailAndPassword: { enabled: true },
        rateLimit: { enabled: false },
        telemetry: { enabled: false },
      });
      const person = { email: 'ada@example.org', password: 'long enough a password', name: 'Ada' };
      await auth.api.signUpEmail({ body: person });
      await expect(auth.api.signUpEmail({ body: person })).rejects.toThrow();
      const signedIn = await auth.api.signInEmail({ body: person });
      expect(signedIn.user.email).toBe(person.email);
      await expect(
        auth.api.signInEmail({ body: { ...person, password: 'wrong password' } }),
      ).rejects.toThrow();
      expect(await store.db().collection('session').countDocuments()).toBe(2);
    });
  });
}
