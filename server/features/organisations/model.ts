import { model, Schema, type Types } from 'mongoose';
import type { OrganisationKind } from '#shared/features/organisations/domain.ts';

export interface OrganisationRecord {
  name: string;
  kind: OrganisationKind;
  territoryId: Types.ObjectId;
  mission: string;
  town: string;
  themes: string[];
  needs: string[];
  offers: string[];
  /** Folded name, for the order of the directory. */
  sortName: string;
  createdAt: Date;
}

const organisationSchema = new Schema<OrganisationRecord>({
  name: { type: String, required: true },
  kind: { type: String, required: true },
  territoryId: { type: Schema.Types.ObjectId, required: true },
  mission: { type: String, default: '' },
  town: { type: String, default: '' },
  themes: { type: [String], default: [] },
  needs: { type: [String], default: [] },
  offers: { type: [String], default: [] },
  sortName: { type: String, required: true },
  createdAt: { type: Date, required: true },
});
organisationSchema.index({ sortName: 1, _id: 1 });
organisationSchema.index({ territoryId: 1, sortName: 1, _id: 1 });

export const Organisations = model('Organisation', organisationSchema, 'organisations');

export interface MandateRecord {
  organisationId: Types.ObjectId;
  personId: Types.ObjectId;
  role: 'manager' | 'member';
  createdAt: Date;
}

const mandateSchema = new Schema<MandateRecord>({
  organisationId: { type: Schema.Types.ObjectId, required: true },
  personId: { type: Schema.Types.ObjectId, required: true },
  role: { type: String, required: true },
  createdAt: { type: Date, required: true },
});
mandateSchema.index({ personId: 1, organisationId: 1 }, { unique: true });
mandateSchema.index({ organisationId: 1 });

export const Mandates = model('Mandate', mandateSchema, 'mandates');
