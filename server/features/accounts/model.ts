import { model, Schema } from 'mongoose';

/** The collection is better-auth's, which writes it; Trame reads it and keeps its own fields. */
export interface PersonRecord {
  name: string;
  email: string;
  emailVerified: boolean;
  locale: 'fr' | 'en';
  hostRole: 'none' | 'administrator';
  about: string;
  createdAt: Date;
  updatedAt: Date;
}

const schema = new Schema<PersonRecord>({
  name: { type: String, default: '' },
  email: { type: String, required: true },
  emailVerified: { type: Boolean, default: false },
  locale: { type: String, default: 'fr' },
  hostRole: { type: String, default: 'none' },
  about: { type: String, default: '' },
  createdAt: { type: Date, required: true },
  updatedAt: { type: Date, required: true },
});
// Under the name that better-auth gives it, which would otherwise make a second one.
schema.index({ email: 1 }, { unique: true, name: 'user_email_uidx' });
schema.index({ hostRole: 1 });

export const People = model('Person', schema, 'user');
