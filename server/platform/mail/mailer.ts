import { createTransport } from 'nodemailer';
import type { Logger } from '#server/platform/logging/logger.ts';
import {
  addMail,
  type Mail,
  markMail,
  takeDueMail,
} from '#server/platform/persistence/mail-store.ts';

export interface Mailer {
  /** Resolves once the mail is in the store; sending it comes after, as often as it takes. */
  send(mail: Pick<Mail, 'to' | 'subject' | 'text'>): Promise<void>;
  /** Sends what is due, one after the other. */
  deliverDue(): Promise<void>;
}

interface MailerSettings {
  readonly smtpUrl: string | undefined;
  readonly from: string;
  readonly logger: Logger;
}

const ATTEMPTS = 8;
const FIRST_WAIT = 30_000;

/** With a mail server mails leave from the store; without one they stay there to be read. */
export function createMailer({ smtpUrl, from, logger }: MailerSettings): Mailer {
  if (!smtpUrl) {
    return { send: (mail) => addMail(mail, 'kept'), deliverDue: async () => {} };
  }
  const transport = createTransport(smtpUrl, { from });
  let delivering: Promise<void> | null = null;

  async function deliver(): Promise<void> {
    for (let mail = await takeDueMail(); mail; mail = await takeDueMail()) await sendOne(mail);
  }

  async function sendOne(mail: Mail): Promise<void> {
    try {
      await transport.sendMail({ to: mail.to, subject: mail.subject, text: mail.text });
      await markMail(mail.id, 'sent');
    } catch (error) {
      logger.warn({ err: error, mail: mail.id }, 'a mail was not sent');
      if (mail.attempts >= ATTEMPTS) return markMail(mail.id, 'failed');
      const wait = FIRST_WAIT * 2 ** (mail.attempts - 1);
      await markMail(mail.id, 'waiting', new Date(Date.now() + wait));
    }
  }

  const deliverDue = () => {
    delivering ??= deliver().finally(() => {
      delivering = null;
    });
    return delivering;
  };

  return {
    async send(mail) {
      await addMail(mail, 'waiting');
      deliverDue().catch((error: unknown) => logger.error({ err: error }, 'delivery stopped'));
    },
    deliverDue,
  };
}
