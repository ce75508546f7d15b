import * as Y from 'yjs';
import type { HotDocument } from '#server/platform/collab/hot-document.ts';
import type { Member } from '#server/platform/collab/member.ts';
import type { Clock } from '#shared/core/clock.ts';
import { CLOSE, type CloseCode } from '#shared/realtime/close-codes.ts';

/** A change of a document, in one transaction, on a copy of its durable state. */
export type Rewriting = (doc: Y.Doc) => void;

/** The change was not taken; `code` says why, as it would have closed a connection. */
export class RewriteRefused extends Error {
  readonly code: CloseCode;

  constructor(code: CloseCode, reason: string) {
    super(reason);
    this.name = 'RewriteRefused';
    this.code = code;
  }
}

/** The server as a member of a document: writes one change, and waits until it is durable. */
class ServerWriter implements Member {
  readonly account: string;
  readonly role = 'write';
  readonly done: Promise<void>;
  readonly acknowledge: () => void;
  readonly #refuse: (refusal: RewriteRefused) => void;

  constructor(account: string) {
    this.account = account;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.done = promise;
    this.acknowledge = resolve;
    this.#refuse = reject;
  }

  /** It reads nothing: what it writes was made from the state when it came. */
  deliver(): void {}

  send(): void {}

  askAgain(): void {
    this.close(CLOSE.storeRefuses, 'the change leans on what is not durable yet');
  }

  refuseWriting(): void {
    this.close(CLOSE.forbidden, 'reading only');
  }

  close(code: CloseCode, reason: string): void {
    this.#refuse(new RewriteRefused(code, reason));
  }
}

/**
 * [CO41] Writes a change in the name of an account, as if a client of that account had sent it. Resolves once
 * it is durable, in the turn in which it is relayed. Throws `RewriteRefused`, also after `patience`
 * milliseconds (it may be stored after all), and `MalformedBytesError` when the change is larger than an
 * update may be.
 */
export async function rewriteDocument(
  document: HotDocument,
  account: string,
  change: Rewriting,
  { clock, patience }: { readonly clock: Clock; readonly patience: number },
): Promise<void> {
  const writer = new ServerWriter(account);
  const cancel = clock.after(patience, () =>
    writer.close(CLOSE.storeRefuses, 'the store does not answer'),
  );
  document.enter(writer);
  try {
    const bytes = updateBy(document.encodeState(), change);
    document.receive(writer, { kind: 'update', bytes, sequence: 1 });
    await writer.done;
  } finally {
    cancel();
    document.leave(writer);
  }
}

/** The update that a change makes of a state, under a clientID that nobody had. */
function updateBy(state: Uint8Array, change: Rewriting): Uint8Array {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, state);
    const made: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => made.push(update));
    change(doc);
    return made.length === 0 ? Uint8Array.of(0, 0) : Y.mergeUpdates(made);
  } finally {
    doc.destroy();
  }
}
