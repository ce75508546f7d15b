import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveWatcher } from '#server/test/live-watcher.ts';
import {
  enterRoom,
  type Guest,
  newGuest,
  openRoom,
  type SpeedDatingRoom,
} from '#server/test/speed-dating-room.ts';
import { startTestHost, type TestHost, type TestPerson } from '#server/test/test-host.ts';
import type { SpaceId } from '#shared/core/ids.ts';

const UNKNOWN = 'f'.repeat(24);
const LONG = { welcome: 1_000, round: 600_000, change: 1_000, break: 1_000, closing: 1_000 };

let host: TestHost;
let space: { id: SpaceId; slug: string };
let room: SpeedDatingRoom;
let stranger: TestPerson;
let console_: LiveWatcher;
/** One association and one business at each of two tables, in the first round. */
let seats: (Guest & { watcher: LiveWatcher; me: string; partner: string })[];
let keys = 0;

const newKey = () => `key-of-sessions-${keys++}`;

async function runToFirstRound() {
  const step = async (command: object) => {
    const { revision } = (await host.call(room.facilitator, 'GET', room.path)).body.view;
    const answer = await console_.ask('session.command', {
      sessionId: room.sessionId,
      command: { ...command, revision },
    });
    expect(answer).toMatchObject({ ok: true });
  };
  for (const type of ['openLobby', 'start', 'skip']) await step({ type });
}

beforeAll(async () => {
  host = await startTestHost();
  space = { id: await host.space('ouest'), slug: 'ouest' };
  stranger = await host.person('Passante');
  room = await openRoom(host, space, 2);
  const planned = await host.call(room.facilitator, 'POST', `${room.path}/plan`, {
    revision: 0,
    template: LONG,
  });
  expect(planned.status).toBe(200);
  console_ = (await enterRoom(host, room.facilitator, room.sessionId)).watcher;
  const entered = await Promise.all(
    room.guests.map(async (guest) => {
      const { watcher } = await enterRoom(host, guest.person, room.sessionId);
      const { me } = (await host.call(guest.person, 'GET', room.path)).body;
      return { ...guest, watcher, me };
    }),
  );
  await runToFirstRound();
  seats = await Promise.all(
    entered.map(async (seat) => {
      const inTable = await seat.watcher.until(
        'session.state',
        ({ view }) => view.seat?.kind === 'table',
      );
      return { ...seat, partner: inTable.view.seat.partners[0] };
    }),
  );
});
afterAll(() => host.close());

const seat = (rank: number) => {
  const found = seats[rank];
  if (!found) throw new Error('no such seat');
  return found;
};

describe('who may', () => {
  const creation = () => ({
    clientKey: newKey(),
    kind: 'speed_dating',
    title: 'Une rencontre',
    startsAt: Date.now() + 1_000,
    audience: 'members',
  });

  it('[SE18] create a session: facilitators, and one key makes one', async () => {
    const path = '/api/spaces/ouest/sessions';
    const input = creation();
    const member = await host.person('Membre', [[space.id, 'member']]);
    expect((await host.call(null, 'POST', path, input)).body.error.code).toBe('not_signed_in');
    expect((await host.call(member, 'POST', path, input)).body.error.code).toBe('forbidden');
    const made = await Promise.all([
      host.call(room.facilitator, 'POST', path, input),
      host.call(room.facilitator, 'POST', path, input),
    ]);
    expect(made.map(({ status }) => status)).toEqual([201, 201]);
    expect(made[0].body.session.id).toBe(made[1].body.session.id);
  });

  it('[SE18] a space for members has no public session', async () => {
    const closed = await host.space('promotion', 'members');
    const facilitator = await host.person('Malo', [[closed, 'facilitator']]);
    const input = { ...creation(), audience: 'public' };
    const refused = await host.call(facilitator, 'POST', '/api/spaces/promotion/sessions', input);
    expect(refused.body.error.code).toBe('bad_input');
  });

  it('[SE21] read: names of organisations to members, of people to those who take part', async () => {
    expect((await host.call(null, 'GET', room.path)).status).toBe(404);
    expect((await host.call(stranger, 'GET', room.path)).status).toBe(404);
    const member = await host.person('Membre', [[space.id, 'member']]);
    const announced = (await host.call(member, 'GET', room.path)).body;
    expect(announced).toMatchObject({ console: null, me: null, parts: { live: false } });
    expect(announced.participants).toHaveLength(4);
    expect(announced.participants[0]).toMatchObject({
      organisation: { offers: ['du pain'] },
      people: [],
    });
    expect(announced.view.seat).toEqual({ kind: 'observer' });
    const guest = (await host.call(seat(0).person, 'GET', room.path)).body;
    expect(guest.participants[0].people).toHaveLength(1);
    expect(guest.console).toBeNull();
  });

  it('[SE20] join: neither a visitor, nor a stranger, nor a member who did not register', async () => {
    const member = await host.person('Membre', [[space.id, 'member']]);
    for (const [as, code] of [
      [null, 'not_found'],
      [stranger, 'not_found'],
      [member, 'forbidden'],
    ] as const) {
      const socket = await host.socket(as);
      const input = { sessionId: room.sessionId };
      const answer = await socket.timeout(5_000).emitWithAck('session.join', input);
      expect(answer).toMatchObject({ ok: false, error: { code } });
    }
  });

  it('[SE23] the list has pages, to come by date', async () => {
    const list = '/api/spaces/ouest/sessions?limit=1';
    const first = await host.call(room.facilitator, 'GET', list);
    expect(first.body).toMatchObject({ mayCreate: true, items: [{ kind: 'speed_dating' }] });
    const rest = await host.call(room.facilitator, 'GET', `${list}&after=${first.body.next}`);
    expect(rest.body.items[0].id).not.toBe(first.body.items[0].id);
    expect(rest.body.items[0].startsAt).toBeGreaterThanOrEqual(first.body.items[0].startsAt);
    expect((await host.call(null, 'GET', list)).body.items).toEqual([]);
    const past = await host.call(room.facilitator, 'GET', `${list}&when=past`);
    expect(past.body.items).toEqual([]);
  });
});

describe('the live session', () => {
  it('[SE14] tells nobody but the console where others sit', () => {
    for (const { watcher, me, partner } of seats) {
      const told = JSON.stringify(watcher.seen.filter(({ name }) => name !== 'session.presence'));
      for (const other of seats) {
        if (other.me !== me && other.me !== partner) expect(told).not.toContain(other.me);
      }
      expect(watcher.seen.some(({ name }) => name === 'session.console')).toBe(false);
    }
  });

  it('[SE16] says who is here, and who left', async () => {
    const guest = seat(1);
    const second = await enterRoom(host, guest.person, room.sessionId);
    expect(second.arrival.people).toContain(guest.person.id);
    await guest.watcher.ask('session.leave', { sessionId: room.sessionId });
    second.watcher.seen.length = 0;
    second.watcher.socket.close();
    await seat(0).watcher.until(
      'session.presence',
      ({ people }) => !people.includes(guest.person.id),
    );
    const back = await enterRoom(host, guest.person, room.sessionId);
    expect(back.arrival.people).toContain(guest.person.id);
    guest.watcher = back.watcher;
  });

  it('[SE17] words at a table stay at it, and one key says them once', async () => {
    const guest = seat(0);
    const partner = seats.find(({ me }) => me === guest.partner);
    const others = seats.filter(({ me }) => me !== guest.me && me !== guest.partner);
    const said = {
      sessionId: room.sessionId,
      clientKey: newKey(),
      scope: 'table',
      text: 'Entre nous',
    };
    const first = await guest.watcher.ask('session.chat', said);
    const again = await guest.watcher.ask('session.chat', said);
    expect(first).toMatchObject({ ok: true, value: { text: 'Entre nous', facilitator: false } });
    expect(again).toEqual(first);
    await partner?.watcher.until('session.chat', ({ text }) => text === 'Entre nous');
    const loud = { ...said, clientKey: newKey(), scope: 'everyone', text: 'À tous' };
    expect(await console_.ask('session.chat', loud)).toMatchObject({
      ok: true,
      value: { facilitator: true },
    });
    for (const { watcher } of [...others, { watcher: console_ }]) {
      await watcher.until('session.chat', ({ text }) => text === 'À tous');
      expect(watcher.seen.some(({ payload }) => payload?.text === 'Entre nous')).toBe(false);
    }
    expect(await console_.ask('session.chat', { ...said, clientKey: newKey() })).toMatchObject({
      error: { code: 'wrong_state' },
    });
    const named = { ...said, clientKey: newKey(), table: 2 };
    expect(await guest.watcher.ask('session.chat', named)).toMatchObject({
      error: { code: 'bad_input' },
    });
  });

  it('[SE4] a doubled or late command is refused and changes nothing', async () => {
    const { revision } = (await host.call(room.facilitator, 'GET', room.path)).body.view;
    const extend = { type: 'extend', by: 60_000, revision };
    const input = { sessionId: room.sessionId, command: extend };
    const both = await Promise.all([
      console_.ask('session.command', input),
      console_.ask('session.command', input),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'wrong_state' } });
    const after = (await host.call(room.facilitator, 'GET', room.path)).body.view;
    expect(after.revision).toBe(revision + 1);
    for (const by of [0, -1, 1.5, 1e12, 'tout']) {
      const command = { ...extend, revision: after.revision, by };
      const answer = await console_.ask('session.command', { sessionId: room.sessionId, command });
      expect(answer).toMatchObject({ error: { code: 'bad_input' } });
    }
    const guest = await seat(0).watcher.ask('session.command', {
      ...input,
      command: { ...extend, revision: after.revision },
    });
    expect(guest).toMatchObject({ error: { code: 'forbidden' } });
  });
});

describe('bad input', () => {
  const creation = {
    clientKey: 'bad-creation-1',
    kind: 'speed_dating',
    title: 'Une rencontre',
    startsAt: 1_900_000_000_000,
    audience: 'members',
  };

  it.each([
    ['a title of one letter', { ...creation, title: 'x' }],
    ['a title too long', { ...creation, title: 'x'.repeat(121) }],
    ['another kind', { ...creation, kind: 'poker' }],
    ['a date in words', { ...creation, startsAt: 'demain' }],
    ['a date out of time', { ...creation, startsAt: 1e20 }],
    ['something unasked', { ...creation, state: { phase: 'closed' } }],
    ['an unknown facilitator', { ...creation, facilitatorIds: [UNKNOWN] }],
    ['an operator', { ...creation, title: { $gt: '' } }],
    ['a list', [creation]],
  ])('creating with %s', async (_what, input) => {
    const answer = await host.call(room.facilitator, 'POST', '/api/spaces/ouest/sessions', input);
    expect(answer.body.error.code).toBe('bad_input');
  });

  it.each([
    ['GET', `/api/sessions/${UNKNOWN}`, undefined, 'not_found'],
    ['GET', '/api/sessions/moi', undefined, 'bad_input'],
    ['GET', '/api/spaces/ouest/sessions?when=jamais', undefined, 'bad_input'],
    ['GET', '/api/spaces/ouest/sessions?after=nulle-part', undefined, 'bad_input'],
    ['GET', '/api/spaces/ouest/sessions?limit=1000', undefined, 'bad_input'],
    ['GET', `/api/sessions/${UNKNOWN}/results`, undefined, 'not_found'],
    ['GET', `/api/sessions/${UNKNOWN}/notes`, undefined, 'not_found'],
    ['POST', `/api/sessions/${UNKNOWN}/plan`, { revision: 0 }, 'not_found'],
    ['DELETE', `/api/sessions/${UNKNOWN}/registration`, undefined, 'not_found'],
    ['POST', '/api/spaces/nulle-part/sessions', creation, 'not_found'],
  ])('%s %s is refused as it should', async (method, path, body, code) => {
    expect((await host.call(room.facilitator, method, path, body)).body.error.code).toBe(code);
  });

  it('[SD18] registering: not for others, not on another side, not after the start', async () => {
    const fresh = await openRoom(host, space, 1);
    const path = `${fresh.path}/registration`;
    const guest = await newGuest(host, space.id, 'association', 'Les Nouveaux');
    const own = { organisationId: guest.organisationId, side: 'association' };
    const code = async (as: TestPerson | null, body: unknown, at = path) =>
      (await host.call(as, 'POST', at, body)).body?.error.code;
    expect(await code(null, own)).toBe('not_found');
    expect(await code(stranger, own)).toBe('not_found');
    expect(await code(guest.person, { ...own, organisationId: UNKNOWN })).toBe('forbidden');
    expect(await code(guest.person, { ...own, side: 'business' })).toBe('bad_input');
    expect(await code(guest.person, { ...own, side: 'arbitre' })).toBe('bad_input');
    expect(await code(guest.person, {})).toBe('bad_input');
    expect(await code(guest.person, { ...own, people: [UNKNOWN] })).toBe('bad_input');
    expect(await code(guest.person, own, `${room.path}/registration`)).toBe('wrong_state');
    expect((await host.call(guest.person, 'POST', path, own)).status).toBe(204);
    expect(await code(guest.person, own)).toBe('already_done');
    expect((await host.call(guest.person, 'DELETE', path)).status).toBe(204);
    expect((await host.call(guest.person, 'DELETE', path)).body.error.code).toBe('not_found');
  });

  it('[SE2] [SD8] planning: not by others, not with a stale revision, not without a side, not started', async () => {
    const fresh = await openRoom(host, space, 1);
    const path = `${fresh.path}/plan`;
    const code = async (as: TestPerson, body: unknown, at = path) =>
      (await host.call(as, 'POST', at, body)).body?.error?.code;
    const [guest] = fresh.guests;
    if (!guest) throw new Error('no guest');
    expect(await code(guest.person, { revision: 0 })).toBe('forbidden');
    expect(await code(fresh.facilitator, { revision: 7 })).toBe('wrong_state');
    expect(await code(fresh.facilitator, { revision: 'zéro' })).toBe('bad_input');
    expect(await code(fresh.facilitator, { revision: 0, rounds: 0 })).toBe('bad_input');
    expect(await code(fresh.facilitator, { revision: 0, template: { round: 10 } })).toBe(
      'bad_input',
    );
    expect(await code(fresh.facilitator, { revision: 0, template: { nap: 5_000 } })).toBe(
      'bad_input',
    );
    expect(await code(room.facilitator, { revision: 3 }, `${room.path}/plan`)).toBe('wrong_state');
    await host.call(guest.person, 'DELETE', `${fresh.path}/registration`);
    expect(await code(fresh.facilitator, { revision: 0 })).toBe('bad_input');
  });

  it('[SD12] [SD13] [SD19] a note: only about someone met, only by those who take part', async () => {
    const guest = seat(0);
    const unmet = seats.find(({ me, side }) => me !== guest.partner && side !== guest.side);
    const note = { sessionId: room.sessionId, about: guest.partner, level: 'yes', leads: [] };
    const code = async (watcher: LiveWatcher, input: unknown) => {
      const answer = await watcher.ask('speed-dating.note', input);
      return answer.ok ? 'kept' : answer.error.code;
    };
    expect(await code(guest.watcher, { ...note, about: unmet?.me })).toBe('forbidden');
    expect(await code(guest.watcher, { ...note, about: guest.me })).toBe('forbidden');
    expect(await code(guest.watcher, { ...note, about: UNKNOWN })).toBe('forbidden');
    expect(await code(guest.watcher, { ...note, from: unmet?.me })).toBe('bad_input');
    expect(await code(guest.watcher, { ...note, level: 'beaucoup' })).toBe('bad_input');
    const lead = { kind: 'donation', words: 'x'.repeat(501), nextStep: '' };
    expect(await code(guest.watcher, { ...note, leads: [lead] })).toBe('bad_input');
    const twice = { ...lead, words: '' };
    expect(await code(guest.watcher, { ...note, leads: [twice, twice] })).toBe('bad_input');
    expect(await code(guest.watcher, { ...note, sessionId: UNKNOWN })).toBe('not_found');
    expect(await code(console_, note)).toBe('forbidden');
    expect(await code(guest.watcher, { ...note, leads: [twice] })).toBe('kept');
    const kept = await host.call(guest.person, 'GET', `${room.path}/notes`);
    expect(kept.body.items).toMatchObject([
      { about: guest.partner, leads: [{ kind: 'donation' }] },
    ]);
    expect((await host.call(guest.person, 'GET', `${room.path}/results`)).body.error.code).toBe(
      'wrong_state',
    );
    expect((await host.call(room.facilitator, 'GET', `${room.path}/notes`)).body.error.code).toBe(
      'forbidden',
    );
  });

  it.each([
    ['session.join', {}],
    ['session.join', { sessionId: 12 }],
    ['session.join', null],
    ['session.leave', 'partout'],
    ['session.command', { command: { type: 'close' } }],
    ['session.chat', { scope: 'table', text: 'x'.repeat(1_001) }],
    ['session.chat', { scope: 'ailleurs', text: 'x' }],
    ['session.chat', { scope: 'table', text: '   ' }],
  ])('%s with %j', async (name, input) => {
    const whole =
      name === 'session.chat' && input !== null && typeof input === 'object'
        ? { sessionId: room.sessionId, clientKey: newKey(), ...input }
        : input;
    expect(await seat(0).watcher.ask(name, whole)).toMatchObject({ error: { code: 'bad_input' } });
  });

  it('a session that does not exist, on each event', async () => {
    const { watcher } = seat(0);
    const chat = { clientKey: newKey(), scope: 'everyone', text: 'Ohé' };
    const command = { type: 'skip', revision: 1 };
    for (const [name, more] of [
      ['session.join', {}],
      ['session.command', { command }],
      ['session.chat', chat],
    ] as const) {
      const answer = await watcher.ask(name, { sessionId: UNKNOWN, ...more });
      expect(answer).toMatchObject({ error: { code: 'not_found' } });
    }
  });
});

it('[SE1] [SE3] words before the lobby, and after the close, find nobody; nothing opens again', async () => {
  const fresh = await openRoom(host, space, 1);
  const { watcher } = await enterRoom(host, fresh.facilitator, fresh.sessionId);
  const say = (clientKey: string) =>
    watcher.ask('session.chat', {
      sessionId: fresh.sessionId,
      clientKey,
      scope: 'everyone',
      text: 'Ohé',
    });
  const command = (type: string, revision: number) =>
    watcher.ask('session.command', { sessionId: fresh.sessionId, command: { type, revision } });
  expect(await say(newKey())).toMatchObject({ error: { code: 'wrong_state' } });
  expect(await command('start', 0)).toMatchObject({ error: { code: 'wrong_state' } });
  expect(await command('close', 0)).toMatchObject({ ok: true });
  await watcher.until('session.console', ({ view }) => view.reason === 'cancelled');
  expect(await say(newKey())).toMatchObject({ error: { code: 'wrong_state' } });
  expect(await command('openLobby', 1)).toMatchObject({ error: { code: 'wrong_state' } });
});
