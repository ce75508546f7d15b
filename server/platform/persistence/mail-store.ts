import { model, Schema, trusted } from 'mongoose';

/** `kept` when no mail server is set: the administrator reads it. */
export type MailState = 'kept' | 'waiting' | 'sending' | 'sent' | 'failed';

interface MailRecord {
  to: string;
  subject: string;
  text: string;
  state: MailState;
  attempts: number;
  createdAt: Date;
  /** When a sender that took it is believed dead, or when to try again. */
  dueAt: Date;
}

const schema = new Schema<MailRecord>({
  to: { type: String, required: true, maxlength: 320 },
  subject: { type: String, required: true, maxlength: 300 },
  text: { type: String, required: true, maxlength: 100_000 },
  state: { type: String, required: true },
  attempts: { type: Number, required: true },
  createdAt: { type: Date, required: true },
  dueAt: { type: Date, required: true },
});
schema.index({ state: 1, dueAt: 1 });
schema.index({ createdAt: -1 });

const Mails = model('Mail', schema, 'mails');

export interface Mail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly state: MailState;
  readonly attempts: number;
  readonly createdAt: Date;
}

const toMail = (record: MailRecord & { _id: unknown }): Mail => ({
  id: String(record._id),
  to: record.to,
  subject: record.subject,
  text: record.text,
  state: record.state,
  attempts: record.attempts,
  createdAt: record.createdAt,
});

export async function addMail(
  mail: Pick<Mail, 'to' | 'subject' | 'text'>,
  state: 'kept' | 'waiting',
): Promise<void> {
  const now = new Date();
  await Mails.create({ ...mail, state, attempts: 0, createdAt: now, dueAt: now });
}

const LEASE = 60_000;

/** Takes one mail that is due, for this process alone until its lease ends. */
export async function takeDueMail(): Promise<Mail | null> {
  const now = Date.now();
  const taken = await Mails.findOneAndUpdate(
    {
      state: trusted({ $in: ['waiting', 'sending'] }),
      dueAt: trusted({ $lte: new Date(now) }),
    },
    { $set: { state: 'sending', dueAt: new Date(now + LEASE) }, $inc: { attempts: 1 } },
    { sort: { dueAt: 1 }, returnDocument: 'after' },
  ).lean();
  return taken ? toMail(taken) : null;
}

const MOST_COUNTED = 10_000;

/** How many mails are to be sent, 10,000 at most. */
export function countWaitingMails(): Promise<number> {
  return Mails.countDocuments(
    { state: trusted({ $in: ['waiting', 'sending'] }) },
    { limit: MOST_COUNTED },
  ).exec();
}

export async function markMail(id: string, state: MailState, dueAt = new Date()): Promise<void> {
  await Mails.updateOne({ _id: id }, { $set: { state, dueAt } });
}

/** The newest mails first, `limit` at most, older than the mail named by `after`. */
export async function listMails(after: string | undefined, limit: number): Promise<Mail[]> {
  const older = after ? { _id: trusted({ $lt: after }) } : {};
  const records = await Mails.find(older).sort({ _id: -1 }).limit(limit).lean();
  return records.map(toMail);
}
