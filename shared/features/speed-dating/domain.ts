import type { OrganisationId, PersonId } from '#shared/core/ids.ts';
import { ok, type Result, refuse } from '#shared/core/result.ts';
import type { OrganisationKind } from '#shared/features/organisations/domain.ts';
import { participantOf } from '#shared/features/sessions/domain.ts';
import type {
  Agenda,
  ParticipantId,
  Step,
  StepKind,
  Table,
} from '#shared/features/sessions/schema.ts';
import {
  type Participant,
  type Side,
  SPEED_DATING_LIMITS,
  type Template,
} from '#shared/features/speed-dating/schema.ts';

export interface Registration {
  readonly personId: PersonId;
  readonly organisationId: OrganisationId;
  readonly side: Side;
  /** The identifier that a new participant takes; unused when the organisation is there already. */
  readonly participantId: ParticipantId;
}

export interface Round {
  readonly tables: readonly Table[];
  readonly waiting: readonly ParticipantId[];
}

export interface RoundPlan {
  readonly rounds: readonly Round[];
  /** Meetings between the two sides for which no round is left. */
  readonly unplannedMeetings: number;
}

/** Whether an agenda holds in the two hours that were announced; durations in milliseconds. */
export type Fit =
  | { readonly fits: true; readonly spare: number }
  | { readonly fits: false; readonly excess: number; readonly roundsThatFit: number };

export interface SpeedDatingAgenda {
  readonly steps: Agenda;
  readonly duration: number;
  readonly fit: Fit;
}

/** [SD1] [SD2] The participants with this person among them. */
export function register(
  participants: readonly Participant[],
  { personId, organisationId, side, participantId }: Registration,
): Result<readonly Participant[]> {
  const seated = participantOf(participants, personId);
  if (seated) {
    return seated.organisationId === organisationId && seated.side === side
      ? refuse('already_done', 'this person is registered already')
      : refuse('conflict', 'this person is registered with another organisation or side');
  }
  const existing = participants.find((other) => other.organisationId === organisationId);
  if (!existing) {
    const onSide = participants.filter((other) => other.side === side).length;
    if (onSide >= SPEED_DATING_LIMITS.participantsPerSide) {
      return refuse('conflict', 'this side is full');
    }
    return ok([...participants, { id: participantId, organisationId, side, people: [personId] }]);
  }
  if (existing.side !== side) return refuse('conflict', 'the organisation is on the other side');
  if (existing.people.length >= SPEED_DATING_LIMITS.peoplePerParticipant) {
    return refuse('conflict', 'the organisation has no seat left');
  }
  const joined = { ...existing, people: [...existing.people, personId] };
  return ok(participants.map((other) => (other === existing ? joined : other)));
}

/** [SD3] The participants without this person; an organisation that nobody is left of goes too. */
export function withdraw(
  participants: readonly Participant[],
  personId: PersonId,
): Result<readonly Participant[]> {
  if (!participantOf(participants, personId)) {
    return refuse('not_found', 'this person is not registered');
  }
  const left = participants.map((participant) => ({
    ...participant,
    people: participant.people.filter((other) => other !== personId),
  }));
  return ok(left.filter((participant) => participant.people.length > 0));
}

/**
 * [SD4] to [SD8] Who meets whom. The smaller side keeps its tables; in each round the larger side
 * moves on by one place around a circle in which the tables stand as evenly as whole places
 * allow (`floor(i * larger / smaller)`). Such a spacing is a balanced word (Morse and Hedlund,
 * "Symbolic dynamics II", 1940): any two windows of one length hold as many tables, give or take
 * one. Hence waits are shared fairly however many rounds are kept, and spread over the session.
 *
 * `rounds` beyond what is needed are not used: nobody meets twice.
 */
export function planRounds(sides: {
  associations: readonly ParticipantId[];
  businesses: readonly ParticipantId[];
  rounds?: number | undefined;
}): Result<RoundPlan> {
  const { associations, businesses } = sides;
  const fault = sidesFault(associations, businesses);
  if (fault) return refuse('bad_input', fault);
  const [smaller, larger] =
    associations.length <= businesses.length
      ? [associations, businesses]
      : [businesses, associations];
  const wanted = sides.rounds ?? larger.length;
  if (!Number.isInteger(wanted) || wanted < 1) return refuse('bad_input', 'at least one round');
  const kept = Math.min(wanted, larger.length);
  const rounds = Array.from({ length: kept }, (_, round) => roundOf(smaller, larger, round));
  return ok({ rounds, unplannedMeetings: (larger.length - kept) * smaller.length });
}

function sidesFault(
  associations: readonly ParticipantId[],
  businesses: readonly ParticipantId[],
): string | null {
  if (associations.length === 0 || businesses.length === 0) return 'both sides need a participant';
  const most = SPEED_DATING_LIMITS.participantsPerSide;
  if (Math.max(associations.length, businesses.length) > most) return `at most ${most} on a side`;
  const all = [...associations, ...businesses];
  return new Set(all).size < all.length ? 'a participant is named twice' : null;
}

function roundOf(
  smaller: readonly ParticipantId[],
  larger: readonly ParticipantId[],
  round: number,
): Round {
  const guests = new Map<number, ParticipantId>();
  for (const table of smaller.keys()) {
    const place = Math.floor((table * larger.length) / smaller.length);
    const guest = larger[(place + round) % larger.length];
    if (guest) guests.set(table, guest);
  }
  const seated = new Set(guests.values());
  return {
    tables: smaller.flatMap((host, table) => {
      const guest = guests.get(table);
      return guest ? [{ number: table + 1, participants: [host, guest] }] : [];
    }),
    waiting: larger.filter((participant) => !seated.has(participant)),
  };
}

/** Below this number of rounds people do without a break. */
const ROUNDS_WITH_BREAK = 4;

/** [SD9] [SD10] The steps of a session: welcome, rounds with time to change tables, break, closing. */
export function buildAgenda(rounds: readonly Round[], template: Template): SpeedDatingAgenda {
  const breakAfter = rounds.length < ROUNDS_WITH_BREAK ? null : Math.ceil(rounds.length / 2);
  const steps: Step[] = [{ kind: 'welcome', duration: template.welcome }];
  for (const [index, round] of rounds.entries()) {
    if (index > 0) {
      const kind = index === breakAfter ? 'break' : 'change';
      steps.push({ kind, duration: template[kind] });
    }
    steps.push({ kind: 'round', duration: template.round, ...round });
  }
  steps.push({ kind: 'closing', duration: template.closing });
  const duration = agendaDuration(rounds.length, template);
  return { steps, duration, fit: fitOf(duration, rounds.length, template) };
}

/** How long a session of `rounds` rounds lasts, in milliseconds. */
function agendaDuration(rounds: number, template: Template): number {
  const pauses = Math.max(0, rounds - 1);
  const breaks = rounds < ROUNDS_WITH_BREAK ? 0 : 1;
  return (
    template.welcome +
    rounds * template.round +
    (pauses - breaks) * template.change +
    breaks * template.break +
    template.closing
  );
}

function fitOf(duration: number, rounds: number, template: Template): Fit {
  const excess = duration - SPEED_DATING_LIMITS.wholeSession;
  if (excess <= 0) return { fits: true, spare: -excess };
  let roundsThatFit = rounds;
  while (
    roundsThatFit > 0 &&
    agendaDuration(roundsThatFit, template) > SPEED_DATING_LIMITS.wholeSession
  ) {
    roundsThatFit -= 1;
  }
  return { fits: false, excess, roundsThatFit };
}

/** What an agenda comes to, to be told in words; durations in milliseconds. */
export interface PlanSummary {
  readonly rounds: number;
  readonly roundDuration: number;
  readonly duration: number;
  readonly fit: Fit;
  readonly unplannedMeetings: number;
  /** How many rounds each participant who waits at all waits. */
  readonly waits: ReadonlyMap<ParticipantId, number>;
}

/** The plan that an agenda holds; null while it has no round. */
export function readPlan(agenda: Agenda): PlanSummary | null {
  const rounds = agenda.filter((step) => step.kind === 'round');
  const first = rounds[0];
  if (!first) return null;
  const durationOf = (kind: StepKind) => agenda.find((step) => step.kind === kind)?.duration ?? 0;
  const template = {
    welcome: durationOf('welcome'),
    round: first.duration,
    change: durationOf('change'),
    break: durationOf('break'),
    closing: durationOf('closing'),
  };
  const waits = new Map<ParticipantId, number>();
  for (const participant of rounds.flatMap((round) => round.waiting)) {
    waits.set(participant, (waits.get(participant) ?? 0) + 1);
  }
  const smaller = first.tables.length;
  const larger = smaller + first.waiting.length;
  const duration = agenda.reduce((sum, step) => sum + step.duration, 0);
  return {
    rounds: rounds.length,
    roundDuration: first.duration,
    duration,
    fit: fitOf(duration, rounds.length, template),
    unplannedMeetings: (larger - rounds.length) * smaller,
    waits,
  };
}

/** [SD18] The side that an organisation sits on; null when a public body chooses one. */
export const sideOf = (kind: OrganisationKind): Side | null => (kind === 'public' ? null : kind);

/** [SD11] Who registered since the agenda was planned, and who is in it but left. */
export function planDifference(
  agenda: Agenda,
  participants: readonly Pick<Participant, 'id'>[],
): { readonly missing: readonly ParticipantId[]; readonly gone: readonly ParticipantId[] } {
  const planned = new Set<ParticipantId>();
  for (const step of agenda) {
    if (step.kind !== 'round') continue;
    const places = [...step.tables.flatMap((table) => table.participants), ...step.waiting];
    for (const participant of places) planned.add(participant);
  }
  const registered = new Set(participants.map((participant) => participant.id));
  return {
    missing: [...registered].filter((participant) => !planned.has(participant)),
    gone: [...planned].filter((participant) => !registered.has(participant)),
  };
}
