/**
 * Yjs groups what is undone together by `Date.now`, which lib0 keeps when it is imported: import
 * this module before Yjs, and a scenario does the same on a slow machine as on a fast one.
 */
const real = Date.now.bind(Date);
let steady: (() => number) | null = null;

Date.now = () => steady?.() ?? real();

/** Makes `Date.now` tell the time of `now`, in milliseconds; null gives the real one back. */
export function steadyTime(now: (() => number) | null): void {
  steady = now;
}
