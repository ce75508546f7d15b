import { expect, it } from 'vitest';
import { shrink } from '#server/test/fuzz/shrink.ts';

const numbers = Array.from({ length: 100 }, (_, index) => index);

it('keeps only what a failure needs', async () => {
  const needed = [3, 4, 60, 99];
  const stillFails = async (items: readonly number[]) =>
    needed.every((each) => items.includes(each));
  expect(await shrink(numbers, stillFails, 1000)).toEqual(needed);
});

it('stops after so many trials, with a list that fails', async () => {
  let runs = 0;
  const stillFails = async (items: readonly number[]) => {
    runs += 1;
    return items.includes(42);
  };
  expect(await shrink(numbers, stillFails, 3)).toContain(42);
  expect(runs).toBe(3);
});
