import { ruleFor, withdraws } from '#client/app/service-worker-rules.ts';
import type { WorkerRequest } from '#client/platform/offline/worker-messages.ts';

/** The parts of the worker's world that are used here; the page's types do not know them. */
interface LastingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface AskedEvent extends LastingEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface ToldEvent extends LastingEvent {
  readonly data: WorkerRequest;
  readonly ports: readonly MessagePort[];
}

declare const self: {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: LastingEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: AskedEvent) => void): void;
  addEventListener(type: 'message', listener: (event: ToldEvent) => void): void;
};

/** Written by the build: see vite.config.ts. */
declare const __FIRST_SCREEN__: { readonly version: string; readonly assets: readonly string[] };

const { version, assets } = __FIRST_SCREEN__;
const FILES = `trame-files-${version}`;
const ANSWERS = 'trame-answers';
const SHELL = '/';
const MOST_ANSWERS = 300;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(FILES)
      .then((files) => files.addAll([SHELL, ...assets]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(deleteOldFiles().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  switch (ruleFor(request, self.location.origin)) {
    case 'asset':
      event.respondWith(keptFirst(request));
      return;
    case 'answer':
      event.respondWith(networkFirst(request, (work) => event.waitUntil(work)));
      return;
    case 'page':
      event.respondWith(fetch(request).catch(() => keptShell()));
      return;
    case 'pass':
      return;
  }
});

self.addEventListener('message', (event) => {
  const { data } = event;
  if (data.type === 'forget') {
    const [port] = event.ports;
    event.waitUntil(caches.delete(ANSWERS).then(() => port?.postMessage('forgotten')));
    return;
  }
  event.waitUntil(keepAll(data.addresses));
});

async function deleteOldFiles(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('trame-files-') && name !== FILES);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function keptFirst(request: Request): Promise<Response> {
  const files = await caches.open(FILES);
  const kept = await files.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await files.put(request, answer.clone());
  return answer;
}

/** The page does not wait until its answer is kept: `after` says what else is to be done. */
async function networkFirst(
  request: Request,
  after: (work: Promise<unknown>) => void,
): Promise<Response> {
  try {
    const answer = await fetch(request);
    if (answer.ok) after(keepAnswer(request, answer.clone()));
    if (withdraws(answer.status)) after(caches.open(ANSWERS).then((kept) => kept.delete(request)));
    return answer;
  } catch (error) {
    const answers = await caches.open(ANSWERS);
    const kept = await answers.match(request);
    if (kept) return kept;
    throw error;
  }
}

async function keepAnswer(request: Request, answer: Response): Promise<void> {
  const answers = await caches.open(ANSWERS);
  await answers.put(request, answer);
  const kept = await answers.keys();
  const tooMany = kept.slice(0, Math.max(0, kept.length - MOST_ANSWERS));
  await Promise.all(tooMany.map((old) => answers.delete(old)));
}

async function keptShell(): Promise<Response> {
  const shell = await caches.match(SHELL);
  return shell ?? Response.error();
}

async function keepFresh(request: Request, answer: Response): Promise<void> {
  if (answer.ok) await keepAnswer(request, answer);
}

/** Asks again for what was loaded before this worker began; one failure leaves the others. */
async function keepAll(addresses: readonly string[]): Promise<void> {
  const work = addresses.map(async (address) => {
    const request = new Request(address, { credentials: 'same-origin' });
    const rule = ruleFor(request, self.location.origin);
    if (rule === 'asset') await keptFirst(request);
    if (rule === 'answer') await fetch(request).then((answer) => keepFresh(request, answer));
  });
  await Promise.allSettled(work);
}
