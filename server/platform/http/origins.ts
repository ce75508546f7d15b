import type { RequestHandler } from 'express';
import { AppError } from '#shared/core/errors.ts';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request may come from this page. Browsers name the origin of each write and each
 * socket; a program that is no browser names none, and holds no cookie of anybody else.
 */
export const createOriginRule = (publicUrl: string) => {
  const own = new URL(publicUrl).origin;
  return (origin: string | undefined): boolean => origin === undefined || origin === own;
};

/** Refuses writes that another site makes a browser send (CSRF), besides the SameSite cookie. */
export const refuseForeignWrites =
  (originAllowed: (origin: string | undefined) => boolean): RequestHandler =>
  (request, _response, next) => {
    const foreign = !originAllowed(request.headers.origin);
    const crossSite = request.headers['sec-fetch-site'] === 'cross-site';
    if (!READING.has(request.method) && (foreign || crossSite)) {
      throw new AppError('bad_origin', 'this page may not write here');
    }
    next();
  };
