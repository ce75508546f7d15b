import { signIn } from '#server/test/document-client.ts';
import type { HostProcess } from '#server/test/host-process.ts';
import { stateFromParagraphs } from '#shared/editor/build-state.ts';

const SPACE = 'promo-2026';
const TITLE = 'What was said before the light went out';

/** Someone who answers a topic over HTTP, and remembers which answers the host acknowledged. */
export class PostWriter {
  readonly #host: HostProcess;
  readonly #kept: string[] = [];
  #cookie: string | null = null;
  #topic: string | null = null;
  #running: Promise<void> | null = null;
  #said = 0;

  constructor(host: HostProcess) {
    this.#host = host;
  }

  get acknowledged(): number {
    return this.#kept.length;
  }

  /** Answers until the host is gone; resolves after the first answer was acknowledged. */
  async start(): Promise<void> {
    this.#cookie ??= await signIn(this.#host, 'laureate');
    this.#topic ??= await this.#openTopic();
    await this.#post(this.#topic);
    this.#running = this.#write(this.#topic);
  }

  async ended(): Promise<void> {
    await this.#running;
    this.#running = null;
  }

  /** The acknowledged answers that the topic does not show, read page by page. */
  async missing(): Promise<string[]> {
    if (!this.#topic) return [];
    const shown = new Set<string>();
    for (let next: string | null = '0'; next !== null; ) {
      const page = await this.#ask('GET', `/api/topics/${this.#topic}/posts?after=${next}`);
      if (page.status !== 200) throw new Error(`the topic answers ${page.status}`);
      for (const { html } of page.body.items) shown.add(html);
      next = page.body.next;
    }
    return this.#kept.filter((words) => ![...shown].some((html) => html.includes(words)));
  }

  async #write(topic: string): Promise<void> {
    try {
      for (;;) await this.#post(topic);
    } catch (error) {
      // The host is gone in the middle of a request.
      if (!(error instanceof TypeError)) throw error;
    }
  }

  async #post(topic: string): Promise<void> {
    this.#said += 1;
    const words = `answer number ${this.#said} ends here`;
    const clientKey = `crash-answer-${this.#said}`;
    const body = { clientKey, state: stateFromParagraphs([words]) };
    const { status } = await this.#ask('POST', `/api/topics/${topic}/posts`, body);
    if (status === 201) this.#kept.push(words);
    // Too many in five minutes: the raw writers go on alone.
    else if (status === 429) await new Promise(() => {});
    else throw new Error(`an answer was refused with ${status}`);
  }

  async #openTopic(): Promise<string> {
    const { status, body } = await this.#ask('POST', `/api/spaces/${SPACE}/topics`, {
      title: TITLE,
      kind: 'discussion',
      visibility: 'members',
      clientKey: 'crash-topic',
      state: stateFromParagraphs(['It begins.']),
    });
    if (status !== 201) throw new Error(`the topic was refused: ${status} ${JSON.stringify(body)}`);
    return body.topic.id;
  }

  async #ask(method: string, path: string, body?: unknown) {
    const headers = { cookie: this.#cookie ?? '', 'content-type': 'application/json' };
    const answer = await fetch(`${this.#host.url}${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  }
}
