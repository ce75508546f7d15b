import { describe, expect, it } from 'vitest';
import {
  createSessionSchema,
  sendChatSchema,
  sessionCommandSchema,
} from '#shared/features/sessions/schema.ts';

const id = 'a'.repeat(24);
const chat = { sessionId: id, clientKey: 'message-0001', scope: 'table', text: 'Bonjour' };

describe('chat', () => {
  it('[SE17] takes 1 to 1,000 characters, with line feeds and no other control character', () => {
    const parsed = sendChatSchema.parse({ ...chat, text: ' Bonjour\r\nà\u0007 tous ' });
    expect(parsed.text).toBe('Bonjour\nà  tous');
    expect(sendChatSchema.safeParse({ ...chat, text: 'x'.repeat(1_000) }).success).toBe(true);
    for (const text of ['', ' \n ', 'x'.repeat(1_001)]) {
      expect(sendChatSchema.safeParse({ ...chat, text }).success).toBe(false);
    }
  });
});

describe('commands', () => {
  it('[SE4] name the revision that their author saw', () => {
    expect(sessionCommandSchema.safeParse({ type: 'skip', revision: 3 }).success).toBe(true);
    expect(sessionCommandSchema.safeParse({ type: 'skip' }).success).toBe(false);
  });

  it.each(['plan', 'deadlinePassed', 'explode'])('[SE5] cannot be %s from a client', (type) => {
    const command = { type, revision: 0, agenda: [] };
    expect(sessionCommandSchema.safeParse(command).success).toBe(false);
  });
});

it('[SE18] a session is created with a title, a date and whom it is announced to', () => {
  const input = {
    clientKey: 'creation-01',
    kind: 'speed_dating',
    title: 'Speed dating du Nord',
    startsAt: 1_900_000_000_000,
    audience: 'public',
  };
  expect(createSessionSchema.parse(input)).toMatchObject({ description: '', facilitatorIds: [] });
  expect(createSessionSchema.safeParse({ ...input, title: 'x' }).success).toBe(false);
  expect(createSessionSchema.safeParse({ ...input, startsAt: '2030' }).success).toBe(false);
});
