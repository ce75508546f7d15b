/**
 * Carries what one node has for the others, as long as it can: what it loses, the log has. Bytes reach every other
 * node that listens to the name, in the order of their sender.
 */
export interface DocumentBus {
  /** False while messages may be lost. */
  readonly connected: boolean;
  publish(name: string, message: Uint8Array): void;
  /** Resolves once messages of this name are received, or rejects while the bus is away. */
  listen(name: string): Promise<void>;
  leave(name: string): void;
  /** Told each message for a name that is listened to. */
  onMessage: (name: string, message: Uint8Array) => void;
  /** Told when messages arrive again after they may have been lost. */
  onReturn: () => void;
  close(): Promise<void>;
}
