import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { RequestHandler } from 'express';
import { AppError } from '#shared/core/errors.ts';

const WINDOW = 1_000;
/** A mean delay past this makes every page feel stuck: better to say so to the newcomers. */
const MOST_DELAY = 400;

/**
 * Sheds requests (503) while the event loop lags, so that those under way can be finished. One busy second, as at a
 * start, passes by itself: only the second in a row counts.
 */
export function createOverloadGuard(): { guard: RequestHandler; close(): void } {
  const histogram = monitorEventLoopDelay({ resolution: 20 });
  histogram.enable();
  let last = 0;
  let delay = 0;
  const timer = setInterval(() => {
    const mean = histogram.mean / 1e6;
    delay = Math.min(last, mean);
    last = mean;
    histogram.reset();
  }, WINDOW);
  timer.unref();
  return {
    guard: (_request, _response, next) => {
      if (delay > MOST_DELAY) throw new AppError('overloaded', 'too busy, try again shortly');
      next();
    },
    close() {
      clearInterval(timer);
      histogram.disable();
    },
  };
}
