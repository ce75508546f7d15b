import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from '#server/platform/logging/logger.ts';
import { isStoreFailure, isStoreFull } from '#server/platform/persistence/store-failure.ts';
import { AppError } from '#shared/core/errors.ts';

/** What body-parser says of a body that it cannot read, by its `type`. */
const BODY_ERRORS: Readonly<Record<string, AppError>> = {
  'entity.parse.failed': new AppError('bad_json', 'the body is not JSON'),
  'entity.too.large': new AppError('too_large', 'the body is too large'),
  'encoding.unsupported': new AppError('bad_media_type', 'this encoding is not read'),
  'charset.unsupported': new AppError('bad_media_type', 'this charset is not read'),
  'request.size.invalid': new AppError('bad_input', 'the body is not as long as announced'),
  'request.aborted': new AppError('bad_input', 'the request was cut'),
};

/** Any failure as a refusal with a stable code; what nobody foresaw is logged and says `internal`. */
export function toAppError(error: unknown, logger: Logger): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof URIError) return new AppError('bad_input', 'the address cannot be read');
  if (typeof error === 'object' && error !== null && 'type' in error) {
    const known = BODY_ERRORS[String(error.type)];
    if (known) return known;
  }
  // The store itself tells once that it is full.
  if (isStoreFull(error)) return new AppError('store_full', 'no room is left to store this');
  logger.error({ err: error }, 'unforeseen failure');
  if (isStoreFailure(error)) {
    return new AppError('store_unavailable', 'the store does not answer, nothing was changed');
  }
  return new AppError('internal', 'an unforeseen failure, which was logged');
}

export const notFoundHandler: RequestHandler = (_request, response) => {
  response.status(404).json({ error: new AppError('not_found', 'no such address').toBody() });
};

export const createErrorHandler =
  (logger: Logger): ErrorRequestHandler =>
  (error, _request, response, next) => {
    const refusal = toAppError(error, logger);
    if (response.headersSent) {
      next(error);
      return;
    }
    if (refusal.status === 503) response.setHeader('Retry-After', '5');
    response.status(refusal.status).json({ error: refusal.toBody() });
  };
