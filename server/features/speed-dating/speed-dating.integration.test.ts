import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findSpace } from '#server/features/spaces/data.ts';
import { keepPastSpeedDating } from '#server/features/speed-dating/keep.mutations.ts';
import type { LiveWatcher } from '#server/test/live-watcher.ts';
import {
  enterRoom,
  type Guest,
  newGuest,
  openRoom,
  type SpeedDatingRoom,
} from '#server/test/speed-dating-room.ts';
import { startTestHost, type TestHost } from '#server/test/test-host.ts';
import type { SpaceId } from '#shared/core/ids.ts';
import type { SessionDetailView } from '#shared/features/sessions/announcement.schema.ts';
import type { SessionUpdate } from '#shared/features/sessions/events.ts';
import { createSessionSchema } from '#shared/features/sessions/schema.ts';
import { templateSchema } from '#shared/features/speed-dating/schema.ts';

const SIZE = 8;
/** The shortest steps that the limits allow. */
const SHORT = { welcome: 1_000, round: 1_000, change: 1_000, break: 1_000, closing: 1_000 };

let host: TestHost;
let space: { id: SpaceId; slug: string };

beforeAll(async () => {
  host = await startTestHost();
  space = { id: await host.space('nord'), slug: 'nord' };
});
afterAll(() => host.close());

const detailOf = async (room: SpeedDatingRoom, as = room.facilitator): Promise<SessionDetailView> =>
  (await host.call(as, 'GET', room.path)).body;

async function plan(room: SpeedDatingRoom, more: { template: object; rounds?: number }) {
  const { view } = await detailOf(room);
  const answer = await host.call(room.facilitator, 'POST', `${room.path}/plan`, {
    revision: view.revision,
    ...more,
  });
  expect(answer.status).toBe(200);
  return answer.body.revision as number;
}

async function command(console: LiveWatcher, sessionId: string, command: object) {
  const answer = await console.ask('session.command', { sessionId, command });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.revision as number;
}

const inRound = (round: number) => (update: SessionUpdate) =>
  update.view.phase === 'running' &&
  update.view.step.kind === 'round' &&
  update.view.step.round === round;

const clockReaches = async (moment: number): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, Math.max(0, moment - Date.now()) + 5);
  await promise;
};

const closed = (update: SessionUpdate) => update.view.phase === 'closed';

describe('a speed dating of eight and eight', () => {
  it('[SD4] [SE5] [SE14] [SD15] turns by the clock, everyone meets everyone, and both learn it', async () => {
    const room = await openRoom(host, space, SIZE);
    const revision = await plan(room, { template: SHORT });
    const console_ = (await enterRoom(host, room.facilitator, room.sessionId)).watcher;
    const seats = await Promise.all(
      room.guests.map(async (guest) => {
        const { watcher, arrival } = await enterRoom(host, guest.person, room.sessionId);
        expect(arrival.console).toBeNull();
        const detail = await detailOf(room, guest.person);
        if (detail.me === null) throw new Error('not registered');
        return { ...guest, watcher, me: detail.me };
      }),
    );
    const lobby = await command(console_, room.sessionId, { type: 'openLobby', revision });
    await command(console_, room.sessionId, { type: 'start', revision: lobby });

    const met = new Map(seats.map(({ me }) => [me as string, new Set<string>()]));
    const noted = new Map<string, string>();
    for (let round = 1; round <= SIZE; round += 1) {
      const updates = await Promise.all(
        seats.map(({ watcher }) => watcher.until('session.state', inRound(round))),
      );
      const tables = new Map<number, string[]>();
      for (const [index, { view }] of updates.entries()) {
        const seat = seats[index];
        if (!seat || view.seat.kind !== 'table') throw new Error('no table');
        expect(view.seat.partners).toHaveLength(1);
        expect(view.deadline - view.startedAt).toBe(SHORT.round);
        met.get(seat.me)?.add(view.seat.partners[0]);
        tables.set(view.seat.table, [...(tables.get(view.seat.table) ?? []), seat.me]);
        for (const other of seats) {
          const known = other.me === seat.me || other.me === view.seat.partners[0];
          expect(JSON.stringify(view).includes(other.me)).toBe(known && other.me !== seat.me);
        }
      }
      expect([...tables.values()].every((pair) => pair.length === 2)).toBe(true);
      if (round > 1) continue;
      // In the first round both say yes at the first table, and only one does at the second.
      for (const seat of seats) {
        const { view } = updates[seats.indexOf(seat)];
        if (view.seat.table > 2) continue;
        const [about] = view.seat.partners;
        const level = view.seat.table === 2 && seat.side === 'business' ? 'no' : 'yes';
        const kind = seat.side === 'business' ? 'donation' : 'employment';
        const lead = { kind: 'common_project', words: 'secret words', nextStep: 'Un café' };
        const leads = [lead, { ...lead, kind }];
        const input = { sessionId: room.sessionId, about, level, leads };
        expect(await seat.watcher.ask('speed-dating.note', input)).toMatchObject({ ok: true });
        noted.set(seat.me, about);
      }
    }
    for (const partners of met.values()) expect(partners.size).toBe(SIZE);

    await Promise.all(seats.map(({ watcher }) => watcher.until('session.state', closed)));
    for (const seat of seats) {
      const revealed = await seat.watcher.until('speed-dating.revealed', () => true);
      const results = await host.call(seat.person, 'GET', `${room.path}/results`);
      const view = seat.watcher.seen.find(
        ({ name, payload }) => name === 'session.state' && inRound(1)(payload),
      );
      if (view?.payload.view.seat.table !== 1) {
        expect(revealed.mutual).toEqual([]);
        expect(results.body.mutual).toEqual([]);
        continue;
      }
      expect(revealed.mutual).toHaveLength(1);
      expect(results.body.mutual).toMatchObject([
        {
          partner: { id: noted.get(seat.me) },
          commonKinds: ['common_project'],
          own: { level: 'yes' },
        },
      ]);
      expect(results.body.mutual[0].partner.people).toHaveLength(1);
    }
    const refused = await host.call(room.facilitator, 'GET', `${room.path}/results`);
    expect(refused.body.error.code).toBe('forbidden');
  }, 60_000);

  it('[SE6] [SE22] a restart in the middle of a round resumes it with the deadline that was told', async () => {
    const room = await openRoom(host, space, 2);
    const long = { ...SHORT, round: 20_000 };
    const revision = await plan(room, { template: long });
    const [first] = room.guests;
    if (!first) throw new Error('no guest');
    const console_ = (await enterRoom(host, room.facilitator, room.sessionId)).watcher;
    const { watcher } = await enterRoom(host, first.person, room.sessionId);
    const lobby = await command(console_, room.sessionId, { type: 'openLobby', revision });
    const begun = await command(console_, room.sessionId, { type: 'start', revision: lobby });
    await command(console_, room.sessionId, { type: 'skip', revision: begun });
    const before = await watcher.until('session.state', inRound(1));
    const said = {
      sessionId: room.sessionId,
      clientKey: 'before-the-end',
      scope: 'table',
      text: 'Bonjour',
    };
    expect(await watcher.ask('session.chat', said)).toMatchObject({ ok: true });

    await host.restart();

    const again = await enterRoom(host, first.person, room.sessionId);
    expect(again.arrival.view).toMatchObject({
      step: before.view.step,
      deadline: before.view.deadline,
      startedAt: before.view.startedAt,
      seat: before.view.seat,
    });
    expect(again.arrival.messages).toMatchObject([{ text: 'Bonjour', scope: 'table' }]);
    const newConsole = (await enterRoom(host, room.facilitator, room.sessionId)).watcher;
    const { revision: now } = again.arrival.view;
    await command(newConsole, room.sessionId, { type: 'skip', revision: now });
    await again.watcher.until('session.state', inRound(2));
    await command(newConsole, room.sessionId, { type: 'close', revision: now + 2 });
    await again.watcher.until('session.state', closed);
  }, 60_000);

  it('[SE7] a deadline that passed during a stop leads to the next step, whole', async () => {
    const room = await openRoom(host, space, 1);
    const revision = await plan(room, { template: { ...SHORT, welcome: 1_000, round: 60_000 } });
    const console_ = (await enterRoom(host, room.facilitator, room.sessionId)).watcher;
    const lobby = await command(console_, room.sessionId, { type: 'openLobby', revision });
    await command(console_, room.sessionId, { type: 'start', revision: lobby });
    const told = await console_.until(
      'session.console',
      (update) => update.view.phase === 'running',
    );
    await host.restart(() => clockReaches(told.view.deadline));
    const { watcher, arrival } = await enterRoom(host, room.facilitator, room.sessionId);
    const view = inRound(1)(arrival)
      ? arrival.view
      : (await watcher.until('session.console', inRound(1))).view;
    expect(view.startedAt).toBeGreaterThanOrEqual(told.view.deadline);
    expect(view.deadline - view.startedAt).toBe(60_000);
    await command(watcher, room.sessionId, { type: 'close', revision: view.revision });
  }, 60_000);
});

describe('a speed dating kept as it was', () => {
  const HOUR = 3_600_000;

  it('[SD15] [SD16] of the past reveals what both noted, and is kept once', async () => {
    const author = await host.person('Animatrice', [[space.id, 'facilitator']]);
    const one = await newGuest(host, space.id, 'association', 'Les Uns');
    const other = await newGuest(host, space.id, 'business', 'Les Autres');
    const third = await newGuest(host, space.id, 'association', 'Les Tiers');
    const kept = await findSpace(space.id);
    if (!kept) throw new Error('no space');
    const startsAt = Date.now() - 30 * 24 * HOUR;
    const leads = [{ kind: 'donation', words: '', nextStep: 'Un café' }] as const;
    const noted = (from: Guest, about: Guest) => ({
      from: from.organisationId,
      about: about.organisationId,
      level: 'yes' as const,
      leads,
    });
    const past = {
      space: kept,
      createdBy: author.id,
      session: createSessionSchema.parse({
        clientKey: 'kept-of-test',
        kind: 'speed_dating',
        title: 'Une rencontre passée',
        startsAt,
        audience: 'members',
      }),
      participants: [one, other, third].map(({ organisationId, side, person }) => ({
        organisationId,
        side,
        people: [person.id],
      })),
      template: templateSchema.parse({}),
      notes: [noted(one, other), noted(other, one), noted(third, other)],
    };
    const session = await keepPastSpeedDating(past, startsAt - HOUR);
    expect((await keepPastSpeedDating(past, startsAt - HOUR)).id).toBe(session.id);
    expect(session.state).toMatchObject({ phase: 'closed', reason: 'finished' });
    expect(session.state.changedAt).toBeGreaterThan(startsAt);
    const path = `/api/sessions/${session.id}/results`;
    const results = await Promise.all(
      [one, other, third].map(async ({ person }) => (await host.call(person, 'GET', path)).body),
    );
    expect(results.map(({ mutual }) => mutual.length)).toEqual([1, 1, 0]);
    const listed = await host.call(author, 'GET', '/api/spaces/nord/sessions?when=past');
    expect(listed.body.items.map(({ id }: { id: string }) => id)).toContain(session.id);
    await expect(
      keepPastSpeedDating({ ...past, notes: [noted(one, third)] }, startsAt - HOUR),
    ).rejects.toMatchObject({ code: 'bad_input' });
  });
});
