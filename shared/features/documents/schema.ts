import { z } from 'zod';
import type { Id } from '#shared/core/ids.ts';
import { clientKeySchema, idSchema, lineSchema } from '#shared/core/schema.ts';

/** Lengths in UTF-16 code units. */
export const DOCUMENT_LIMITS = {
  title: { min: 1, max: 160 },
  /** Empty while a section has no title of its own. */
  sectionTitle: { min: 0, max: 160 },
  sections: 60,
} as const;

/** A part of a document. */
export type SectionId = Id<'section'>;

export const DOCUMENT_KINDS = ['letter', 'plain'] as const;
export const SECTION_PHASES = ['draft', 'consultation', 'frozen', 'adopted'] as const;
export const AUDIENCES = ['members', 'public'] as const;

export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
export type SectionPhase = (typeof SECTION_PHASES)[number];
export type Audience = (typeof AUDIENCES)[number];

const titleSchema = lineSchema(DOCUMENT_LIMITS.title);
const sectionTitleSchema = lineSchema(DOCUMENT_LIMITS.sectionTitle);
const audienceSchema = z.enum(AUDIENCES);

export const documentParamsSchema = z.object({ documentId: idSchema<'document'>() });
export const sectionParamsSchema = documentParamsSchema.extend({
  sectionId: idSchema<'section'>(),
});

const creation = {
  clientKey: clientKeySchema,
  title: titleSchema,
  audience: audienceSchema.default('members'),
};

export const createDocumentSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...creation,
    kind: z.literal('letter'),
    /** Titles of the first sections, in order. */
    sections: z.array(sectionTitleSchema).min(1).max(DOCUMENT_LIMITS.sections).default(['']),
  }),
  z.strictObject({ ...creation, kind: z.literal('plain') }),
]);

export const updateDocumentSchema = z.strictObject({
  title: titleSchema.optional(),
  audience: audienceSchema.optional(),
});

export const createSectionSchema = z.strictObject({
  clientKey: clientKeySchema,
  title: sectionTitleSchema.default(''),
  /** The section that the new one follows; the last when absent. */
  after: idSchema<'section'>().optional(),
});

export const updateSectionSchema = z.strictObject({
  title: sectionTitleSchema.optional(),
  phase: z.enum(SECTION_PHASES).optional(),
});

export const followDocumentSchema = z.strictObject({ documentId: idSchema<'document'>() });

export type CreateDocument = z.output<typeof createDocumentSchema>;
export type UpdateDocument = z.output<typeof updateDocumentSchema>;
export type CreateSection = z.output<typeof createSectionSchema>;
export type UpdateSection = z.output<typeof updateSectionSchema>;

/** What one viewer may do with a text on the wire. */
export type CollabRole = 'none' | 'read' | 'write';

export interface SectionView {
  readonly id: string;
  readonly title: string;
  readonly phase: SectionPhase;
  /** Rises when the section's history is rewritten; part of its name on the wire. */
  readonly epoch: number;
  readonly role: CollabRole;
}

/** A document as it is told to one viewer. */
export interface DocumentView {
  readonly id: string;
  readonly space: { readonly slug: string; readonly name: string; readonly accent: string };
  readonly title: string;
  readonly kind: DocumentKind;
  readonly audience: Audience;
  readonly sections: readonly SectionView[];
  readonly revision: number;
  readonly createdBy: { readonly id: string; readonly name: string };
  /** ISO 8601. */
  readonly createdAt: string;
  readonly may: {
    readonly write: boolean;
    readonly arrange: boolean;
    readonly erase: boolean;
  };
}

/** A document in a list. */
export interface DocumentSummary {
  readonly id: string;
  readonly title: string;
  readonly kind: DocumentKind;
  readonly audience: Audience;
  readonly phases: readonly SectionPhase[];
  readonly createdBy: { readonly id: string; readonly name: string };
  /** ISO 8601. */
  readonly createdAt: string;
}
