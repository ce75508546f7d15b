import { connect, type Socket } from 'node:net';
import { BSON, type Document } from 'mongodb';

const OP_MSG = 2013;
const PREFIX_BYTES = 21;

/** What a connection string of one host, a port or a socket, leads to. */
function addressOf(url: string): { path: string } | { host: string; port: number } {
  const host = /^mongodb:\/\/([^/?]+)/.exec(url)?.[1] ?? '';
  if (host.includes('%2F')) return { path: decodeURIComponent(host) };
  const [name = '', port = '27017'] = host.split(':');
  return { host: name, port: Number(port) };
}

/** The store answered, and the answer is an error. */
export class Refused extends Error {}

/**
 * A client of the MongoDB wire protocol that costs a few microseconds an operation, where the driver costs
 * some eighty: with it the store is measured, not its client. One request at a time.
 */
export class WireClient {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #answer: { resolve: (document: Document) => void; reject: (error: Error) => void } | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('close', () => this.#answer?.reject(new Error('the store closed the connection')));
  }

  static connect(url: string): Promise<WireClient> {
    const { promise, resolve, reject } = Promise.withResolvers<WireClient>();
    const socket = connect(addressOf(url));
    socket.once('error', reject);
    socket.once('connect', () => resolve(new WireClient(socket)));
    return promise;
  }

  #receive(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    if (this.#received.length < 4) return;
    const size = this.#received.readInt32LE(0);
    if (this.#received.length < size) return;
    const message = this.#received.subarray(PREFIX_BYTES, size);
    this.#received = this.#received.subarray(size);
    const answer = this.#answer;
    this.#answer = null;
    answer?.resolve(BSON.deserialize(message, { fieldsAsRaw: { firstBatch: true } }));
  }

  /**
   * Sends a command, with the documents of a section of kind 1 when it is given. Resolves to the answer, its
   * documents left in their bytes; rejects with Refused when it is an error.
   */
  async call(
    command: Uint8Array,
    section?: { name: string; documents: readonly Uint8Array[] },
  ): Promise<Document> {
    const parts: Uint8Array[] = [Buffer.alloc(PREFIX_BYTES), command];
    if (section) parts.push(...sequenceOf(section.name, section.documents));
    const message = Buffer.concat(parts);
    message.writeInt32LE(message.length, 0);
    message.writeInt32LE(1, 4);
    message.writeInt32LE(OP_MSG, 12);
    const { promise, resolve, reject } = Promise.withResolvers<Document>();
    this.#answer = { resolve, reject };
    this.#socket.write(message);
    const answer = await promise;
    if (answer.ok !== 1 || answer.writeErrors) throw new Refused(JSON.stringify(answer));
    return answer;
  }

  close(): void {
    this.#answer = null;
    this.#socket.destroy();
  }
}

function sequenceOf(name: string, documents: readonly Uint8Array[]): Uint8Array[] {
  const head = Buffer.alloc(1 + 4 + name.length + 1);
  const size = documents.reduce((sum, { length }) => sum + length, head.length - 1);
  head[0] = 1;
  head.writeInt32LE(size, 1);
  head.write(name, 5);
  return [head, ...documents];
}
