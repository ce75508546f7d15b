import type { ErrorBody, ErrorCode } from './errors.ts';

/** What a pure rule answers: a value, or the stable code of a refusal with its reason. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string };

export const ok = <Value>(value: Value): Result<Value> => ({ ok: true, value });

export const refuse = (code: ErrorCode, message: string): Result<never> => ({
  ok: false,
  code,
  message,
});

/** How every Socket.IO event that asks for an answer is acknowledged. */
export type Acknowledgement<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: ErrorBody };
