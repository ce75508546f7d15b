import type { Clock } from '#shared/core/clock.ts';

/** Settles as `promise` does, or rejects after `delay` milliseconds: every wait has an end. */
export function withTimeout<Value>(
  promise: Promise<Value>,
  delay: number,
  clock: Clock,
  what: string,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(delay, () => reject(new Error(`${what} took over ${delay} ms`)));
    promise.then(resolve, reject).finally(cancel);
  });
}
