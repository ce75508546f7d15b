import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '#server/platform/logging/logger.ts';
import { createMailer } from '#server/platform/mail/mailer.ts';
import {
  connectStore,
  disconnectStore,
  ensureIndexes,
} from '#server/platform/persistence/connect.ts';
import { listMails } from '#server/platform/persistence/mail-store.ts';
import { openTestStore, type TestStore } from '#server/test/test-store.ts';

const received: string[] = [];
let refusals = 0;
let store: TestStore;
let smtp: SMTPServer;
let smtpUrl: string;

beforeAll(async () => {
  store = await openTestStore();
  await connectStore(store.url);
  await ensureIndexes();
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_address, _session, callback) {
      if (refusals === 0) return callback();
      refusals -= 1;
      callback(new Error('busy'));
    },
    onData(stream, _session, callback) {
      const parts: Buffer[] = [];
      stream.on('data', (part) => parts.push(part));
      stream.on('end', () => {
        received.push(Buffer.concat(parts).toString());
        callback();
      });
    },
  });
  const listening = Promise.withResolvers<void>();
  const server = smtp.listen(0, '127.0.0.1', () => listening.resolve());
  await listening.promise;
  const address = server.address();
  smtpUrl = `smtp://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
});

afterAll(async () => {
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
  await disconnectStore();
  await store?.close();
});

const logger = createLogger('silent');
const mail = (subject: string) => ({ to: 'lea@example.org', subject, text: 'Bonjour' });
const states = async () =>
  (await listMails(undefined, 10)).map(({ subject, state }) => [subject, state]);

describe('mails', () => {
  it('are kept to be read when there is no mail server', async () => {
    await createMailer({ smtpUrl: undefined, from: 'trame@example.org', logger }).send(
      mail('Gardé'),
    );
    expect(await states()).toContainEqual(['Gardé', 'kept']);
  });

  it('leave by the mail server, once each', async () => {
    const mailer = createMailer({ smtpUrl, from: 'trame@example.org', logger });
    await mailer.send(mail('Envoi'));
    await Promise.all([mailer.deliverDue(), mailer.deliverDue()]);
    expect(received.filter((each) => each.includes('Subject: Envoi'))).toHaveLength(1);
    expect(await states()).toContainEqual(['Envoi', 'sent']);
  });

  it('wait when the mail server refuses them', async () => {
    refusals = 1;
    const mailer = createMailer({ smtpUrl, from: 'trame@example.org', logger });
    await mailer.send(mail('Plus tard'));
    await mailer.deliverDue();
    expect(await states()).toContainEqual(['Plus tard', 'waiting']);
  });
});
