import { expect, it } from 'vitest';
import { initialsOf } from '#client/ui/display/avatar.tsx';

it.each([
  ['Amina Benali', 'AB'],
  ['Jean-Pierre de La Tour', 'JT'],
  ['Élodie', 'É'],
  ['Club de canoë de l’Ill', 'CI'],
  ['2e Souffle', 'S'],
  ['', ''],
])('the initials of %j are %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
