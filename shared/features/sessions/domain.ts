import type { PersonId } from '#shared/core/ids.ts';
import { ok, type Result, refuse } from '#shared/core/result.ts';
import {
  type Agenda,
  type Participant,
  type ParticipantId,
  SESSION_LIMITS,
  type Seat,
  type Step,
} from '#shared/features/sessions/schema.ts';

/** The agenda itself when people could follow it; `bad_input` otherwise. */
export function checkAgenda(agenda: Agenda): Result<Agenda> {
  if (agenda.length === 0) return refuse('bad_input', 'an agenda has at least one step');
  if (agenda.length > SESSION_LIMITS.steps) {
    return refuse('bad_input', `an agenda has at most ${SESSION_LIMITS.steps} steps`);
  }
  for (const [index, step] of agenda.entries()) {
    const fault = faultOf(step);
    if (fault) return refuse('bad_input', `step ${index}: ${fault}`);
  }
  return ok(agenda);
}

function faultOf(step: Step): string | null {
  const { min, max } = SESSION_LIMITS.stepDuration;
  if (!Number.isInteger(step.duration) || step.duration < min || step.duration > max) {
    return `lasts ${min} to ${max} ms`;
  }
  if (step.kind !== 'round') return null;
  if (step.tables.length === 0 || step.tables.length > SESSION_LIMITS.tables) {
    return `has 1 to ${SESSION_LIMITS.tables} tables`;
  }
  if (hasRepeat(step.tables.map((table) => table.number))) return 'has two tables of one number';
  const sizes = step.tables.map((table) => table.participants.length);
  if (sizes.some((size) => size < 2 || size > SESSION_LIMITS.peopleAtTable)) {
    return `seats 2 to ${SESSION_LIMITS.peopleAtTable} participants at a table`;
  }
  const places = [...step.tables.flatMap((table) => table.participants), ...step.waiting];
  return hasRepeat(places) ? 'has a participant in two places' : null;
}

const hasRepeat = (items: readonly (string | number)[]) => new Set(items).size < items.length;

/** Where `participant` belongs during `step`; null stands for whoever only looks on. */
export function seatIn(step: Step, participant: ParticipantId | null): Seat {
  if (step.kind !== 'round') return { kind: 'room' };
  if (participant === null) return { kind: 'observer' };
  const table = step.tables.find((candidate) => candidate.participants.includes(participant));
  if (table) {
    const partners = table.participants.filter((other) => other !== participant);
    return { kind: 'table', table: table.number, partners };
  }
  return step.waiting.includes(participant) ? { kind: 'waiting' } : { kind: 'observer' };
}

/** Whom `participant` sat with in the steps up to `lastStep` (an index, null before the first). */
export function partnersMet(
  agenda: Agenda,
  lastStep: number | null,
  participant: ParticipantId,
): ReadonlySet<ParticipantId> {
  const begun = lastStep === null ? [] : agenda.slice(0, lastStep + 1);
  const seats = begun.map((step) => seatIn(step, participant));
  return new Set(seats.flatMap((seat) => (seat.kind === 'table' ? seat.partners : [])));
}

/** The participant that a person belongs to; null for whoever only runs the session or looks on. */
export const participantOf = <Kind extends Pick<Participant, 'people'>>(
  participants: readonly Kind[],
  personId: PersonId | null,
): Kind | null =>
  participants.find(({ people }) => personId !== null && people.includes(personId)) ?? null;
