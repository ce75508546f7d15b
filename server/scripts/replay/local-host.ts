import { z } from 'zod';
import { readCommandLine } from '#server/config/command-line.ts';
import { type Config, readConfig, readEnvironment } from '#server/config/config.ts';
import { findPerson } from '#server/features/accounts/data.ts';
import { listMembers, listVisibleSpaces } from '#server/features/spaces/data.ts';
import { createAuth, createSignInLink } from '#server/platform/auth/auth.ts';
import { createLogger } from '#server/platform/logging/logger.ts';
import { connectStore, disconnectStore } from '#server/platform/persistence/connect.ts';
import { readStoreAddress } from '#server/platform/persistence/store-address.ts';
import type { Target } from '#server/scripts/replay/writers.ts';
import { anonymousViewer, type Viewer } from '#shared/features/spaces/abilities.ts';

const LINK_LIFETIME = 60;
const MOST_MEMBERS = 100;

const everySpace: Viewer = { ...anonymousViewer, hostAdministrator: true };

const answerSchema = z.object({ document: z.object({ id: z.string() }) });

/**
 * A new plain document on the host that runs with this folder's settings, in its first cohort, and
 * the sessions of `people` members. Throws an Error of one line when no host runs.
 */
export async function openLocalDocument(title: string, people: number): Promise<Target> {
  const config = readConfig(readEnvironment(process.cwd()), readCommandLine([]));
  const address = `http://${hostName(config)}:${config.port}`;
  if (!(await answers(address))) {
    throw new Error(`no server answers at ${address}: start it with npm start`);
  }
  await connectStore(storeUrl(config));
  try {
    const { slug, cookies } = await signInMembers(config, address, people);
    const document = await createDocument(address, slug, title, cookies[0] ?? '');
    return { url: `${address.replace('http', 'ws')}/collab`, document, cookies };
  } finally {
    await disconnectStore();
  }
}

/** `localhost`, under which sessions are signed, unless another address was chosen. */
const hostName = ({ host }: Config): string => {
  if (host === '127.0.0.1' || host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
};

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}

function storeUrl({ mongodbUrl, dataDir }: Config): string {
  const address = mongodbUrl ?? readStoreAddress(dataDir);
  if (!address) throw new Error(`the server that answers does not keep its data in ${dataDir}`);
  return address;
}

async function signInMembers(
  config: Config,
  address: string,
  people: number,
): Promise<{ slug: string; cookies: readonly string[] }> {
  const cohort = (await listVisibleSpaces(everySpace)).find(({ kind }) => kind === 'cohort');
  const members = cohort ? await listMembers(cohort.id, undefined, MOST_MEMBERS) : [];
  const writers = members.filter(({ role }) => role !== 'visitor').slice(0, people);
  if (!cohort || writers.length < people) {
    throw new Error(`the server has no cohort of ${people} members to write as`);
  }
  const auth = createAuth({
    secret: config.secret,
    publicUrl: config.publicUrl ?? address,
    sendSignInLink: async () => {},
    onSessionEnded: () => {},
    logger: createLogger(config.logLevel),
  });
  const cookies: string[] = [];
  for (const { personId } of writers) {
    const person = await findPerson(personId);
    if (!person) throw new Error('a member of the cohort has no account');
    const link = await createSignInLink(auth, address, person.email, LINK_LIFETIME);
    cookies.push(await followLink(link));
  }
  return { slug: cohort.slug, cookies };
}

async function followLink(link: string): Promise<string> {
  const answer = await fetch(link, { redirect: 'manual' });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  if (cookies.length === 0) throw new Error(`the server did not sign in (${answer.status})`);
  return cookies.join('; ');
}

async function createDocument(
  address: string,
  slug: string,
  title: string,
  cookie: string,
): Promise<string> {
  const answer = await fetch(`${address}/api/spaces/${slug}/documents`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ clientKey: `replay-${crypto.randomUUID()}`, kind: 'plain', title }),
  });
  if (!answer.ok) throw new Error(`the server did not create the document (${answer.status})`);
  return answerSchema.parse(await answer.json()).document.id;
}
