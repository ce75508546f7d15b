import { z } from 'zod';
import type { Id } from '#shared/core/ids.ts';
import { clientKeySchema, idSchema, lineSchema } from '#shared/core/schema.ts';

const MINUTE = 60_000;

/** Durations are in milliseconds, texts in UTF-16 code units. */
export const SESSION_LIMITS = {
  steps: 80,
  tables: 60,
  peopleAtTable: 12,
  people: 200,
  facilitators: 6,
  title: { min: 3, max: 120 },
  place: 200,
  description: 2_000,
  chatMessage: 1_000,
  /** What one person may say in one session. */
  chatMessages: 500,
  chatHistory: 50,
  stepDuration: { min: 1_000, max: 180 * MINUTE },
  extension: { min: 1_000, max: 60 * MINUTE },
} as const;

/**
 * Who sits together in a session and is planned as one: a person alone, or the people of one
 * organisation.
 */
export type ParticipantId = Id<'participant'>;

const participantIdSchema = idSchema<'participant'>();
const sessionIdSchema = idSchema<'session'>();
const personIdSchema = idSchema<'person'>();
const count = z.int().min(0);

/** Milliseconds since 1970, on the server's clock. */
export const momentSchema = z.int().min(0).max(8.64e15);

/** Words over several lines: composed (NFC), no control character but the line feed, trimmed. */
export const textSchema = (limits: { min: number; max: number }) =>
  z
    .string()
    .max(limits.max * 4)
    .transform((value) =>
      value
        .normalize('NFC')
        .replace(/\r\n?/g, '\n')
        .replace(/[^\P{Cc}\n]/gu, ' ')
        .trim(),
    )
    .pipe(z.string().min(limits.min).max(limits.max));

const durationSchema = z
  .int()
  .min(SESSION_LIMITS.stepDuration.min)
  .max(SESSION_LIMITS.stepDuration.max);

const tableSchema = z.object({
  number: z.int().min(1).max(SESSION_LIMITS.tables),
  participants: z.array(participantIdSchema).min(2).max(SESSION_LIMITS.peopleAtTable).readonly(),
});

/** One step of an agenda: everyone in one room, or a round of tables with those who wait. */
export const stepSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['welcome', 'change', 'break', 'closing']), duration: durationSchema }),
  z.object({
    kind: z.literal('round'),
    duration: durationSchema,
    tables: z.array(tableSchema).min(1).max(SESSION_LIMITS.tables).readonly(),
    waiting: z.array(participantIdSchema).max(SESSION_LIMITS.people).readonly(),
  }),
]);

const agendaSchema = z.array(stepSchema).max(SESSION_LIMITS.steps).readonly();

const common = { revision: count, changedAt: momentSchema, agenda: agendaSchema };

const timerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ticking'), deadline: momentSchema }),
  z.object({ kind: z.literal('paused'), remaining: count }),
]);

const closeReasonSchema = z.enum(['finished', 'ended', 'cancelled', 'abandoned']);

/** What is stored of a session's course, and read again after a restart. */
export const sessionStateSchema = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('planned'), ...common }),
  z.object({ phase: z.literal('lobby'), ...common }),
  z.object({
    phase: z.literal('running'),
    ...common,
    current: z.object({ index: count, startedAt: momentSchema, timer: timerSchema }),
  }),
  z.object({
    phase: z.literal('closed'),
    ...common,
    /** The last step that began, null when the session closed before the first. */
    lastStep: count.nullable(),
    reason: closeReasonSchema,
  }),
]);

/** Where one participant belongs during a step. */
const seatSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('room') }),
  z.object({
    kind: z.literal('table'),
    table: z.int(),
    partners: z.array(participantIdSchema).readonly(),
  }),
  z.object({ kind: z.literal('waiting') }),
  z.object({ kind: z.literal('observer') }),
]);

const stepKindSchema = z.enum(['welcome', 'change', 'break', 'closing', 'round']);

/** `at` is the server's clock when the view was made: the client computes its offset from it. */
const viewCommon = { revision: count, at: momentSchema };

/** What one participant is told of a session. */
export const sessionViewSchema = z.discriminatedUnion('phase', [
  z.object({ phase: z.enum(['planned', 'lobby']), ...viewCommon }),
  z.object({
    phase: z.literal('running'),
    ...viewCommon,
    step: z.object({ index: count, count, kind: stepKindSchema, round: count, rounds: count }),
    startedAt: momentSchema,
    /** Null while paused. */
    deadline: momentSchema.nullable(),
    remaining: count,
    seat: seatSchema,
    next: z.object({ kind: stepKindSchema, seat: seatSchema }).nullable(),
  }),
  z.object({
    phase: z.literal('closed'),
    ...viewCommon,
    closedAt: momentSchema,
    reason: closeReasonSchema,
  }),
]);

/** Who takes part as one; `side` is a word of the session's kind. */
export const participantSchema = z.object({
  id: participantIdSchema,
  organisationId: idSchema<'organisation'>(),
  side: z.string().max(20),
  people: z.array(personIdSchema).max(SESSION_LIMITS.peopleAtTable).readonly(),
});

export const SESSION_KINDS = ['speed_dating'] as const;

export const createSessionSchema = z.strictObject({
  clientKey: clientKeySchema,
  kind: z.enum(SESSION_KINDS),
  title: lineSchema(SESSION_LIMITS.title),
  place: lineSchema({ min: 0, max: SESSION_LIMITS.place }).default(''),
  description: textSchema({ min: 0, max: SESSION_LIMITS.description }).default(''),
  startsAt: momentSchema,
  audience: z.enum(['public', 'members']),
  facilitatorIds: z.array(personIdSchema).max(SESSION_LIMITS.facilitators).default([]),
});

/** `after` is the cursor of the previous page: when its last session starts, and which it is. */
export const listSessionsSchema = z.object({
  when: z.enum(['coming', 'past']).default('coming'),
  after: z
    .string()
    .regex(/^\d{1,16}-[0-9a-f]{24}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

export const sessionParamsSchema = z.object({ sessionId: sessionIdSchema });

const revision = count;

/** What a facilitator may ask; planning and the clock are the server's own events. */
export const sessionCommandSchema = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['openLobby', 'start', 'pause', 'resume', 'skip', 'close']), revision }),
  z.object({
    type: z.literal('extend'),
    revision,
    by: z.int().min(SESSION_LIMITS.extension.min).max(SESSION_LIMITS.extension.max),
  }),
]);

export const joinSessionSchema = z.strictObject({ sessionId: sessionIdSchema });

export const commandSessionSchema = z.strictObject({
  sessionId: sessionIdSchema,
  command: sessionCommandSchema,
});

const CHAT_SCOPES = ['everyone', 'table'] as const;

/** Strict: no table can be named, the server knows where the author sits. */
export const sendChatSchema = z.strictObject({
  sessionId: sessionIdSchema,
  clientKey: clientKeySchema,
  scope: z.enum(CHAT_SCOPES),
  text: textSchema({ min: 1, max: SESSION_LIMITS.chatMessage }),
});

export type Table = z.infer<typeof tableSchema>;
export type Step = z.infer<typeof stepSchema>;
export type StepKind = Step['kind'];
export type Agenda = z.infer<typeof agendaSchema>;
export type SessionState = z.infer<typeof sessionStateSchema>;
export type RunningState = Extract<SessionState, { phase: 'running' }>;
export type CloseReason = z.infer<typeof closeReasonSchema>;
export type Seat = z.infer<typeof seatSchema>;
export type SessionView = z.infer<typeof sessionViewSchema>;
export type SessionCommand = z.infer<typeof sessionCommandSchema>;
export type CreateSession = z.infer<typeof createSessionSchema>;
export type ListSessions = z.infer<typeof listSessionsSchema>;
export type Participant = z.infer<typeof participantSchema>;
export type SessionKind = (typeof SESSION_KINDS)[number];
export type ChatScope = (typeof CHAT_SCOPES)[number];
export type SendChat = z.infer<typeof sendChatSchema>;
