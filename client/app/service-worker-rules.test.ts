import { describe, expect, it } from 'vitest';
import { ruleFor, withdraws } from '#client/app/service-worker-rules.ts';

const ORIGIN = 'https://trame.example.org';
const rule = (path: string, mode = 'cors', method = 'GET') =>
  ruleFor({ method, mode, url: new URL(path, ORIGIN).href }, ORIGIN);

describe('the service worker', () => {
  it('keeps hashed files', () => {
    expect(rule('/assets/app-abc.js')).toBe('asset');
  });

  it.each([
    '/api/session',
    '/api/spaces',
    '/api/spaces/nord/members',
    '/api/documents/1',
    '/api/topics/1/posts?after=30',
    '/api/organisations?limit=24',
  ])('keeps a copy of %s', (path) => {
    expect(rule(path)).toBe('answer');
  });

  it.each([
    '/api/auth/get-session',
    '/api/auth/magic-link/verify?token=x',
    '/api/account',
    '/api/sessions/1',
    '/api/spacesuit',
    '/collab/a/b@1',
    '/socket.io/?EIO=4',
  ])('never touches %s, not even as a page', (path) => {
    expect(rule(path)).toBe('pass');
    expect(rule(path, 'navigate')).toBe('pass');
  });

  it('never touches a write, nor another site', () => {
    expect(rule('/api/spaces', 'cors', 'POST')).toBe('pass');
    expect(rule('https://elsewhere.example.org/assets/x.js')).toBe('pass');
  });

  it('shows the shell for a page', () => {
    expect(rule('/documents/1', 'navigate')).toBe('page');
    expect(rule('/mark.svg')).toBe('pass');
  });

  it('forgets what the server no longer grants, and nothing else', () => {
    expect([401, 403, 404, 410].every(withdraws)).toBe(true);
    expect([200, 304, 429, 500, 503].some(withdraws)).toBe(false);
  });
});
