import { model, Schema, type Types } from 'mongoose';
import type { SpaceRole } from '#shared/features/spaces/abilities.ts';
import type { SpaceKind } from '#shared/features/spaces/schema.ts';

export interface SpaceRecord {
  slug: string;
  name: string;
  kind: SpaceKind;
  accent: string;
  purpose: string;
  visibility: 'public' | 'members';
  order: number;
  createdAt: Date;
}

const spaceSchema = new Schema<SpaceRecord>({
  slug: { type: String, required: true },
  name: { type: String, required: true },
  kind: { type: String, required: true },
  accent: { type: String, required: true },
  purpose: { type: String, default: '' },
  visibility: { type: String, required: true },
  order: { type: Number, required: true },
  createdAt: { type: Date, required: true },
});
spaceSchema.index({ slug: 1 }, { unique: true });
spaceSchema.index({ order: 1 });

export const Spaces = model('Space', spaceSchema, 'spaces');

export interface MembershipRecord {
  spaceId: Types.ObjectId;
  personId: Types.ObjectId;
  role: SpaceRole;
  createdAt: Date;
}

const membershipSchema = new Schema<MembershipRecord>({
  spaceId: { type: Schema.Types.ObjectId, required: true },
  personId: { type: Schema.Types.ObjectId, required: true },
  role: { type: String, required: true },
  createdAt: { type: Date, required: true },
});
membershipSchema.index({ personId: 1, spaceId: 1 }, { unique: true });
membershipSchema.index({ spaceId: 1, _id: 1 });

export const Memberships = model('Membership', membershipSchema, 'memberships');
