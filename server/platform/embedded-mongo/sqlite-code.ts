/** The primary code of an error of SQLite, which its extended codes have in their low byte; 0 for other errors. */
export const sqliteCode = (error: unknown): number =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : 0;
