/**
 * Why a connection, or one section of it, was closed. Clients of y-websocket 3 and ours take 4400
 * to 4499 as final and try the others again.
 */
export const CLOSE = {
  malformed: 4400,
  notSignedIn: 4401,
  forbidden: 4403,
  unknownDocument: 4404,
  foreignClient: 4408,
  staleEpoch: 4409,
  tooLarge: 4413,
  /** Final: too many connections of one account, or a flood that waiting did not slow. */
  tooFast: 4429,
  /** The document could not be loaded, or the store refuses and memory is full. */
  storeRefuses: 4503,
  slowReader: 4508,
  restart: 4512,
} as const;

export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];

/** Whether connecting again cannot help until something else changes. */
export const isFinalClose = (code: number): boolean => code >= 4400 && code < 4500;
