/**
 * Every refusal that Trame can answer, with the HTTP status that carries it.
 * A code is stable: clients, tests and translations (`errors.<code>`) rely on it.
 */
export const ERROR_STATUS = {
  bad_input: 400,
  bad_json: 400,
  not_signed_in: 401,
  bad_credentials: 401,
  link_expired: 401,
  forbidden: 403,
  bad_origin: 403,
  not_found: 404,
  conflict: 409,
  already_done: 409,
  wrong_state: 409,
  too_large: 413,
  bad_media_type: 415,
  too_many_requests: 429,
  internal: 500,
  /** What is stored is not what was sealed. */
  broken_seal: 500,
  overloaded: 503,
  store_unavailable: 503,
  store_full: 507,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** What a client reads of a refusal, on HTTP and in an acknowledgement of Socket.IO alike. */
export interface ErrorBody {
  readonly code: ErrorCode;
  /** For developers, in English; people read the translation of `code`. */
  readonly message: string;
  /** Where the input is wrong, as dotted paths. */
  readonly fields?: readonly string[];
}

/** A refusal with a stable code. Thrown by mutations and data, turned into an answer at each edge. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: readonly string[] | undefined;

  constructor(code: ErrorCode, message: string, fields?: readonly string[]) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.fields = fields;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }

  toBody(): ErrorBody {
    return this.fields
      ? { code: this.code, message: this.message, fields: this.fields }
      : { code: this.code, message: this.message };
  }
}
