import { ERROR_STATUS, type ErrorCode } from '#shared/core/errors.ts';

/** The server's stable codes, and two that only a client can meet. */
export type ApiErrorCode = ErrorCode | 'network' | 'timeout';

/** A refusal or a failure of a request. People read the translation `common:errors.<code>`. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  /** 0 when no answer came. */
  readonly status: number;
  /** Where the input is wrong, as dotted paths. */
  readonly fields: readonly string[];

  constructor(code: ApiErrorCode, status: number, message: string, fields: readonly string[] = []) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.fields = fields;
  }
}

const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(ERROR_STATUS, value);

/** For an answer that does not carry one of our codes: a proxy, or the accounts library. */
const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'bad_input',
  401: 'not_signed_in',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  410: 'link_expired',
  413: 'too_large',
  415: 'bad_media_type',
  429: 'too_many_requests',
  502: 'overloaded',
  503: 'overloaded',
  504: 'overloaded',
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The error that an answer tells: `{error: {code, message, fields}}`, or what its status says. */
export function toApiError(status: number, body: unknown): ApiError {
  const told = isRecord(body) && isRecord(body.error) ? body.error : body;
  const details = isRecord(told) ? told : {};
  const code = isErrorCode(details.code) ? details.code : (CODE_OF_STATUS[status] ?? 'internal');
  const message = typeof details.message === 'string' ? details.message : `status ${status}`;
  const fields = Array.isArray(details.fields)
    ? details.fields.filter((field) => typeof field === 'string')
    : [];
  return new ApiError(code, status, message, fields);
}
