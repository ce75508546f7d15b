import { z } from 'zod';
import { idSchema, lineSchema } from '#shared/core/schema.ts';
import {
  type ParticipantId,
  SESSION_LIMITS,
  participantSchema as sessionParticipantSchema,
  textSchema,
} from '#shared/features/sessions/schema.ts';

const MINUTE = 60_000;

/** Durations are in milliseconds. */
export const SPEED_DATING_LIMITS = {
  /** Media go from person to person, which holds for four people at a table. */
  peoplePerParticipant: 2,
  participantsPerSide: 30,
  leadsPerNote: 6,
  leadWords: 500,
  nextStep: 200,
  wholeSession: 120 * MINUTE,
} as const;

export const SIDES = ['association', 'business'] as const;
export type Side = (typeof SIDES)[number];

/**
 * Three words instead of a mark: one decides about a meeting, one does not grade the people met,
 * and the only question asked of a note is whether both sides want to go on.
 */
export const INTEREST_LEVELS = ['no', 'maybe', 'yes'] as const;
export type InterestLevel = (typeof INTEREST_LEVELS)[number];

/** mécénat, mécénat de compétences, don, projet commun, achats responsables, emploi. */
export const LEAD_KINDS = [
  'sponsorship',
  'skills_sponsorship',
  'donation',
  'common_project',
  'responsible_purchasing',
  'employment',
] as const;
export type LeadKind = (typeof LEAD_KINDS)[number];

const sessionIdSchema = idSchema<'session'>();
const participantIdSchema = idSchema<'participant'>();
const duration = (standard: number) =>
  z
    .int()
    .min(SESSION_LIMITS.stepDuration.min)
    .max(SESSION_LIMITS.stepDuration.max)
    .default(standard * MINUTE);

/** How long each kind of step lasts, in milliseconds. */
export const templateSchema = z.strictObject({
  welcome: duration(10),
  round: duration(8),
  change: duration(1),
  break: duration(10),
  closing: duration(10),
});

/** An organisation with those of its people who come; they sit, wait and note together. */
export const participantSchema = sessionParticipantSchema.extend({ side: z.enum(SIDES) });

export const registerSchema = z.strictObject({
  organisationId: idSchema<'organisation'>(),
  side: z.enum(SIDES),
});

export const planSpeedDatingSchema = z.strictObject({
  revision: z.int().min(0),
  /** Fewer rounds than everyone needs to meet everyone; all of them when absent. */
  rounds: z.int().min(1).max(SPEED_DATING_LIMITS.participantsPerSide).optional(),
  template: templateSchema.prefault({}),
});

const leadSchema = z.object({
  kind: z.enum(LEAD_KINDS),
  words: textSchema({ min: 0, max: SPEED_DATING_LIMITS.leadWords }),
  nextStep: lineSchema({ min: 0, max: SPEED_DATING_LIMITS.nextStep }),
});

const noteContent = {
  level: z.enum(INTEREST_LEVELS),
  leads: z
    .array(leadSchema)
    .max(SPEED_DATING_LIMITS.leadsPerNote)
    .refine((leads) => new Set(leads.map((lead) => lead.kind)).size === leads.length, {
      error: 'one lead of each kind',
    })
    .readonly(),
};

/** A note as its author sends it; who writes is known from the connection, never from here. */
export const writeNoteSchema = z.strictObject({
  sessionId: sessionIdSchema,
  about: participantIdSchema,
  ...noteContent,
});

export const noteSchema = z.object({
  from: participantIdSchema,
  about: participantIdSchema,
  ...noteContent,
});

/** A meeting that both sides want to follow up; `own` is the reader's own note, unchanged. */
export interface MutualInterest {
  readonly partner: ParticipantId;
  readonly commonKinds: readonly LeadKind[];
  readonly own: Note;
}

export type Template = z.infer<typeof templateSchema>;
export type Participant = z.infer<typeof participantSchema>;
export type Plan = z.infer<typeof planSpeedDatingSchema>;
export type WriteNote = z.infer<typeof writeNoteSchema>;
export type Note = z.infer<typeof noteSchema>;
