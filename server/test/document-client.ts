import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { socketsOf } from '#client/platform/collab/client-socket.ts';
import { DocumentConnection } from '#client/platform/collab/document-connection.ts';
import { SectionProvider } from '#client/platform/collab/section-provider.ts';
import { systemClock } from '#shared/core/clock.ts';
import type { DocumentName } from '#shared/realtime/document-name.ts';

/** A host with a demonstration, and what it printed. */
interface Host {
  readonly url: string;
  readonly output: string;
}

/** Signs in by the last link that a host printed for a role; answers the cookie. */
export async function signIn(host: Host, role: string): Promise<string> {
  const line = host.output.split('\n').findLast((each) => each.includes(`(${role})`));
  const answer = await fetch(line?.match(/https?:\S+/)?.[0] ?? '', { redirect: 'manual' });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  return cookies.join('; ');
}

/** A new letter of the demonstration's cohort; answers the name of its first section. */
export async function createLetter(host: Host, cookie: string): Promise<DocumentName> {
  const answer = await fetch(`${host.url}/api/spaces/promo-2026/documents`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ clientKey: 'letter-of-crash-test', kind: 'letter', title: 'Essai' }),
  });
  const { document } = await answer.json();
  return { document: document.id, section: { id: document.sections[0].id, epoch: 0 } };
}

/** Our provider on one section, as a browser has it, without a browser's store. */
export class DocumentClient {
  readonly doc = new Y.Doc();
  readonly connection: DocumentConnection;
  readonly provider: SectionProvider;

  constructor(host: Host, name: DocumentName, cookie: string) {
    this.connection = new DocumentConnection(
      `${host.url.replace('http', 'ws')}/collab/${name.document}`,
      {
        clock: systemClock,
        random: Math.random,
        openSocket: socketsOf(
          (url, protocol) => new WebSocket(url, protocol, { headers: { cookie } }),
        ),
      },
    );
    const { connection, doc } = this;
    const parts = { connection, name, doc, clock: systemClock, random: Math.random };
    this.provider = new SectionProvider({ ...parts, localCopy: null });
    this.provider.connect();
  }

  get words(): Set<string> {
    return new Set(this.doc.getText('words').toString().split(' '));
  }

  /** Resolves when `check` holds, asked again at each event of the provider and the document. */
  async until(check: () => boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = () => {
      if (check()) resolve();
    };
    this.provider.on('sync', look);
    this.provider.on('save', look);
    this.doc.on('update', look);
    look();
    await promise;
    this.provider.off('sync', look);
    this.provider.off('save', look);
    this.doc.off('update', look);
  }

  close(): void {
    this.provider.destroy();
    this.doc.destroy();
  }
}
