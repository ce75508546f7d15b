/** Why the process cannot start, as the one line that is shown before it exits with code 1. */
export class StartupError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartupError';
  }
}
