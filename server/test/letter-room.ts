import { expect } from 'vitest';
import * as Y from 'yjs';
import { DocumentClient } from '#server/test/document-client.ts';
import { startTestHost, type TestHost, type TestPerson } from '#server/test/test-host.ts';
import type { SpaceId } from '#shared/core/ids.ts';
import { wordsOf } from '#shared/editor/words.ts';

/** What tests read of a letter that the API answered. */
interface Letter {
  readonly id: string;
  readonly sections: readonly { readonly id: string; readonly epoch: number }[];
}

/** A host with a space, the people who write letters there, and their connections. */
export class LetterRoom {
  readonly host: TestHost;
  readonly space: SpaceId;
  readonly member: TestPerson;
  readonly facilitator: TestPerson;
  readonly outsider: TestPerson;
  #keys = 0;
  readonly #clients: DocumentClient[] = [];

  private constructor(
    host: TestHost,
    space: SpaceId,
    people: Pick<LetterRoom, 'member' | 'facilitator' | 'outsider'>,
  ) {
    this.host = host;
    this.space = space;
    this.member = people.member;
    this.facilitator = people.facilitator;
    this.outsider = people.outsider;
  }

  static async open(): Promise<LetterRoom> {
    const host = await startTestHost();
    const space = await host.space('promo', 'members');
    return new LetterRoom(host, space, {
      member: await host.person('Aya', [[space, 'member']]),
      facilitator: await host.person('Malo', [[space, 'facilitator']]),
      outsider: await host.person('Zoé'),
    });
  }

  newKey(): string {
    this.#keys += 1;
    return `key-of-test-${this.#keys}`;
  }

  async createLetter(as: TestPerson, sections: readonly string[] = ['']): Promise<Letter> {
    return this.#create(as, { kind: 'letter', sections });
  }

  async createNotes(as: TestPerson): Promise<Letter> {
    return this.#create(as, { kind: 'plain' });
  }

  async #create(as: TestPerson, more: object): Promise<Letter> {
    const input = { clientKey: this.newKey(), title: 'Lettre', audience: 'public', ...more };
    const { status, body } = await this.host.call(as, 'POST', '/api/spaces/promo/documents', input);
    expect(status).toBe(201);
    return body.document;
  }

  /** A connection to one section, or to the whole of a plain document (no section). */
  connect(as: TestPerson, document: string, section?: string, epoch = 0): DocumentClient {
    const name = { document, section: section ? { id: section, epoch } : null };
    const client = new DocumentClient({ url: this.host.url, output: '' }, name, as.cookie);
    this.#clients.push(client);
    return client;
  }

  async keep(as: TestPerson, document: string, name: string) {
    const path = `/api/documents/${document}/versions`;
    const input = { clientKey: this.newKey(), name };
    const { status, body } = await this.host.call(as, 'POST', path, input);
    expect(status).toBe(201);
    return body.version;
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.host.close();
  }
}

export const rootIn = ({ doc }: DocumentClient): Y.XmlElement => doc.get('root-v2', Y.XmlElement);

/** Writes a paragraph at the end of a section, and waits until it is durable. */
export async function writeParagraph(client: DocumentClient, words: string): Promise<void> {
  await client.until(() => rootIn(client).length > 0);
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(words)]);
  client.doc.transact(() => rootIn(client).push([paragraph]), client);
  await untilSaved(client);
}

export const untilSaved = (client: DocumentClient): Promise<void> =>
  client.until(() => client.provider.saveStatus.state === 'saved');

/** Waits until the text of a client has these lines. */
export const untilWords = (client: DocumentClient, ...lines: readonly string[]): Promise<void> =>
  client.until(() => wordsOf(client.doc) === lines.join('\n'));
