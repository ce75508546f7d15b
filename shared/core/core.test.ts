import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError, ERROR_STATUS } from '#shared/core/errors.ts';
import { toId } from '#shared/core/ids.ts';
import { seededRandom, shuffled } from '#shared/core/random.ts';
import { lineSchema } from '#shared/core/schema.ts';
import { FakeClock } from '#shared/testing/fake-clock.ts';

describe('a line that a person typed', () => {
  const line = lineSchema({ min: 1, max: 10 });

  it('is trimmed, composed, and on one line', () => {
    expect(line.parse('  e\u0301te\u0301\n\u0000 2026 ')).toBe('\u00e9t\u00e9 2026');
  });

  it.each([[''], [' \n '], ['x'.repeat(11)], [7], [null]])('is refused as %j', (value) => {
    expect(line.safeParse(value).success).toBe(false);
  });
});

describe('an identifier', () => {
  it('has one form', () => {
    expect(toId('0123456789abcdef01234567')).toBe('0123456789abcdef01234567');
    expect(() => toId('../etc/passwd')).toThrow(TypeError);
  });
});

describe('a refusal', () => {
  it('carries its status and hides nothing it should say', () => {
    const refusal = new AppError('conflict', 'taken', ['body.name']);
    expect(refusal.status).toBe(ERROR_STATUS.conflict);
    expect(refusal.toBody()).toEqual({ code: 'conflict', message: 'taken', fields: ['body.name'] });
  });
});

describe('seeded randomness', () => {
  it('repeats itself, in [0, 1)', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [one, two] = [seededRandom(seed), seededRandom(seed)];
        for (let turn = 0; turn < 20; turn += 1) {
          const value = one();
          expect(value).toBe(two());
          expect(value >= 0 && value < 1).toBe(true);
        }
      }),
    );
  });

  it('shuffles without losing anything', () => {
    const items = Array.from({ length: 50 }, (_, index) => index);
    const mixed = shuffled(items, seededRandom(1));
    expect(mixed).not.toEqual(items);
    expect(mixed.toSorted((a, b) => a - b)).toEqual(items);
  });
});

describe('the fake clock', () => {
  it('fires timers in order of their deadline, those set on the way too', () => {
    const clock = new FakeClock(100);
    const fired: string[] = [];
    clock.after(30, () => fired.push(`late at ${clock.now()}`));
    clock.after(10, () => {
      fired.push(`early at ${clock.now()}`);
      clock.after(5, () => fired.push(`nested at ${clock.now()}`));
    });
    const cancel = clock.after(20, () => fired.push('never'));
    cancel();
    clock.advance(50);
    expect(fired).toEqual(['early at 110', 'nested at 115', 'late at 130']);
    expect(clock.now()).toBe(150);
  });
});
