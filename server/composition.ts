import type { IncomingHttpHeaders, Server } from 'node:http';
import { toNodeHandler } from 'better-auth/node';
import type { Config } from '#server/config/config.ts';
import { PROGRAM_VERSION } from '#server/config/program-version.ts';
import { StartupError } from '#server/config/startup-error.ts';
import { loadViewer } from '#server/features/accounts/data.ts';
import { signInMail } from '#server/features/accounts/presenter.ts';
import { addAccountRoutes } from '#server/features/accounts/routes.ts';
import { roleForName } from '#server/features/documents/collab.ts';
import { addDocumentRoutes, tellDocument } from '#server/features/documents/routes.ts';
import { addDocumentEvents } from '#server/features/documents/socket.ts';
import { versionJobs } from '#server/features/documents/versions.jobs.ts';
import { addVersionRoutes } from '#server/features/documents/versions.routes.ts';
import { WritingNotes } from '#server/features/documents/writings.mutations.ts';
import { repairRecentTopics } from '#server/features/forum/mutations.ts';
import { addForumPages } from '#server/features/forum/page.ts';
import { addForumRoutes } from '#server/features/forum/routes.ts';
import { addForumEvents } from '#server/features/forum/socket.ts';
import { addOrganisationRoutes } from '#server/features/organisations/routes.ts';
import { startSessionClock } from '#server/features/sessions/clock.jobs.ts';
import { addSessionRoutes } from '#server/features/sessions/routes.ts';
import { addSessionEvents, tellSession } from '#server/features/sessions/socket.ts';
import { addSpaceRoutes } from '#server/features/spaces/routes.ts';
import { addSpeedDatingRoutes } from '#server/features/speed-dating/routes.ts';
import { addSpeedDatingEvents, tellRevealed } from '#server/features/speed-dating/socket.ts';
import { type Auth, createAuth, readSession } from '#server/platform/auth/auth.ts';
import { connectRedis } from '#server/platform/bus/redis.ts';
import { createRedisDocumentBus } from '#server/platform/bus/redis-document-bus.ts';
import { type CollabServer, createCollabServer } from '#server/platform/collab/collab-server.ts';
import type { DocumentBus } from '#server/platform/collab/document-bus.ts';
import { type DocumentLog, documentOf } from '#server/platform/collab/document-log.ts';
import { Folding } from '#server/platform/collab/folding.ts';
import { startEmbeddedMongo } from '#server/platform/embedded-mongo/start.ts';
import { createProxyTrust, type ProxyTrust } from '#server/platform/http/client-address.ts';
import { createDevClient } from '#server/platform/http/dev-client.ts';
import {
  createApplication,
  type ListeningServer,
  listen,
  portOf,
} from '#server/platform/http/http-server.ts';
import { createOriginRule } from '#server/platform/http/origins.ts';
import { createOverloadGuard } from '#server/platform/http/overload.ts';
import { createRateLimiter, type RateLimiter } from '#server/platform/http/rate-limit.ts';
import { type Job, startJobs } from '#server/platform/jobs/jobs.ts';
import { Lifecycle } from '#server/platform/lifecycle/shutdown.ts';
import type { Logger } from '#server/platform/logging/logger.ts';
import { createMailer } from '#server/platform/mail/mailer.ts';
import { countedDocumentLog } from '#server/platform/metrics/counted-document-log.ts';
import { addConnectionMetrics, addStoreMetrics } from '#server/platform/metrics/host-metrics.ts';
import { measureRequests } from '#server/platform/metrics/http-metrics.ts';
import { Metrics } from '#server/platform/metrics/metrics.ts';
import { metricsRoute } from '#server/platform/metrics/metrics-route.ts';
import { isEmbedded } from '#server/platform/persistence/backup.ts';
import {
  connectStore,
  disconnectStore,
  ensureIndexes,
  storeAnswers,
  storeDatabase,
} from '#server/platform/persistence/connect.ts';
import { waitForRoom } from '#server/platform/persistence/disk-room.ts';
import { MIGRATIONS } from '#server/platform/persistence/migrations/migrations.ts';
import { runMigrations } from '#server/platform/persistence/migrations/run-migrations.ts';
import { MongoDocumentLog } from '#server/platform/persistence/mongo-document-log.ts';
import { backUpNightly } from '#server/platform/persistence/nightly-backup.ts';
import { NodeSignals } from '#server/platform/persistence/node-signals.ts';
import {
  publishStoreAddress,
  withdrawStoreAddress,
} from '#server/platform/persistence/store-address.ts';
import { createStoreFigures } from '#server/platform/persistence/store-figures.ts';
import { tellTrouble } from '#server/platform/persistence/store-trouble.ts';
import { createLive, type Live, type LiveIdentity } from '#server/platform/realtime/live.ts';
import { systemClock } from '#shared/core/clock.ts';
import { anonymousViewer } from '#shared/features/spaces/abilities.ts';
import { CLOSE } from '#shared/realtime/close-codes.ts';

export interface Host {
  readonly url: string;
  readonly auth: Auth;
  readonly log: DocumentLog;
  /** Ends everything in order. */
  close(): Promise<void>;
}

/** Where the store is: a server that was named, or the embedded engine started here. */
async function openStore(
  config: Config,
  logger: Logger,
  lifecycle: Lifecycle,
  fail: Fail,
): Promise<string> {
  if (config.mongodbUrl) return config.mongodbUrl;
  const folder = config.dataDir;
  const onTrouble = tellTrouble(logger);
  await waitForRoom(folder, logger);
  const store = await startEmbeddedMongo({ folder, onFailure: fail, onTrouble }).catch(
    (error: unknown) => {
      throw new StartupError(`DATA_DIR: ${firstLine(error)}`);
    },
  );
  lifecycle.add('embedded store', () => {
    withdrawStoreAddress(config.dataDir);
    return store.stop();
  });
  publishStoreAddress(config.dataDir, store.url);
  return store.url;
}

type Fail = (error: Error) => void;

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

/** The embedded store alone, for several processes of one machine to share. */
export async function startStore(config: Config, logger: Logger, fail: Fail) {
  const lifecycle = new Lifecycle(logger);
  const url = await openStore({ ...config, mongodbUrl: undefined }, logger, lifecycle, fail);
  return { url, close: () => lifecycle.close() };
}

/** Opens the store, wires every part to it and answers. `fail` is told what ends it later. */
export async function startHost(config: Config, logger: Logger, fail: Fail): Promise<Host> {
  const lifecycle = new Lifecycle(logger);
  try {
    const listening = await listen(config.host, config.port);
    lifecycle.add('http', () => closeServer(listening.server));
    const storeUrl = await openStore(config, logger, lifecycle, fail);
    await connect(storeUrl, logger);
    lifecycle.add('store connection', disconnectStore);
    return await wire(config, logger, listening, lifecycle);
  } catch (error) {
    await lifecycle.close();
    throw error;
  }
}

/** The order matters: a migration may clear what a new unique index would refuse. */
async function connect(storeUrl: string, logger: Logger): Promise<void> {
  await connectStore(storeUrl).catch((error: unknown) => {
    throw new StartupError(`MONGODB_URL: the store does not answer (${firstLine(error)})`);
  });
  const database = storeDatabase();
  const migrating = { database, migrations: MIGRATIONS, version: PROGRAM_VERSION, logger };
  await runMigrations(migrating).catch((error: unknown) => {
    if (error instanceof StartupError) throw error;
    throw new StartupError(`the store did not answer during the migrations (${firstLine(error)})`);
  });
  await ensureIndexes().catch((error: unknown) => {
    throw new StartupError(`the store refuses an index (${firstLine(error)})`);
  });
}

/** Who a request, a socket or a document's connection belongs to: one rule for the three. */
type Identify = (headers: IncomingHttpHeaders) => Promise<LiveIdentity>;

interface Wiring {
  readonly config: Config;
  readonly logger: Logger;
  readonly listening: ListeningServer;
  readonly lifecycle: Lifecycle;
  readonly url: string;
  readonly auth: Auth;
  readonly identify: Identify;
  readonly originAllowed: (origin: string | undefined) => boolean;
  readonly proxyTrust: ProxyTrust;
  readonly limiter: RateLimiter;
  readonly live: Live;
  readonly log: DocumentLog;
  readonly collab: CollabServer;
  readonly signals: NodeSignals;
  readonly metrics: Metrics;
}

async function wire(
  config: Config,
  logger: Logger,
  listening: ListeningServer,
  lifecycle: Lifecycle,
): Promise<Host> {
  const { server } = listening;
  const url = config.publicUrl ?? `http://localhost:${portOf(server)}`;
  const originAllowed = createOriginRule(url);
  const proxyTrust = createProxyTrust(config.trustedProxies);
  const redis = config.redisUrl ? await connectRedis(config.redisUrl, logger) : null;
  if (redis) lifecycle.add('redis', () => redis.close());
  const signals = new NodeSignals({
    database: storeDatabase(),
    clock: systemClock,
    onError: (error, what) => logger.error({ err: error }, what),
  });
  lifecycle.add('signals', () => signals.stop());
  const limiter = createRateLimiter();
  const mailer = createMailer({ smtpUrl: config.smtpUrl, from: config.mailFrom, logger });
  const auth = createAuth({
    secret: config.secret,
    publicUrl: url,
    logger,
    sendSignInLink: (to, link) => mailer.send(signInMail(to, link)),
    onSessionEnded: (sessionId) => void signals.tell({ kind: 'sessionEnded', sessionId }),
  });
  const identify: Identify = async (headers) => {
    const session = await readSession(auth, headers);
    if (!session) return { viewer: anonymousViewer, sessionId: null };
    return { viewer: await loadViewer(session.personId), sessionId: session.sessionId };
  };
  const live = createLive({
    httpServer: server,
    redis,
    identify,
    originAllowed,
    addressOf: proxyTrust.addressOf,
    limiter,
    logger,
  });
  lifecycle.add('live events', () => live.close());
  const folding = new Folding();
  lifecycle.add('folding of documents', () => folding.stop());
  const storedLog = new MongoDocumentLog(storeDatabase(), folding.fold);
  await storedLog.prepare();
  const metrics = new Metrics(PROGRAM_VERSION);
  const log = countedDocumentLog(storedLog, metrics);
  const notes = new WritingNotes({
    onError: (error) => logger.error({ err: error }, 'changes of documents could not be noted'),
  });
  lifecycle.add('writing notes', () => notes.flush());
  // An embedded store of one's own is written to by nobody else.
  const shared = redis !== null || config.mongodbUrl !== undefined;
  const bus = redis ? await createRedisDocumentBus(redis, logger) : null;
  if (bus) lifecycle.add('document bus', () => bus.close());
  const collab = openCollab({
    auth,
    log,
    originAllowed,
    proxyTrust,
    logger,
    notes,
    cluster: shared ? { bus } : null,
  });
  lifecycle.add('documents', () => collab.shutdown());
  server.on('upgrade', (request, socket, head) => {
    if (collab.handleUpgrade(request, socket, head)) return;
    // While one develops, Vite has a socket of its own on this server.
    if (!config.dev && !request.url?.startsWith('/socket.io/')) socket.destroy();
  });
  addConnectionMetrics(metrics, { server, live, collab });
  addStoreMetrics(metrics, createStoreFigures(systemClock));
  const wiring = { config, logger, listening, lifecycle, url, auth, identify, originAllowed };
  await openApplication({ ...wiring, proxyTrust, limiter, live, log, collab, signals, metrics });
  if (shared) await signals.share();
  if (config.services.has('worker')) {
    const deliver = { name: 'deliver-mails', every: '1 minute', run: () => mailer.deliverDue() };
    const repair = { name: 'repair-topics', every: '1 hour', run: repairRecentTopics };
    const versions = versionJobs({
      log,
      clock: systemClock,
      onError: (error, document) =>
        logger.error({ err: error, document }, 'the versions of a document could not be kept'),
    });
    const all = [deliver, repair, ...versions, ...(await backupJobs(config))];
    const runs = metrics.counter('trame_jobs_total', 'Runs of jobs', ['job', 'outcome']);
    const onRun = (job: string, outcome: string) => runs.inc({ job, outcome });
    const jobs = await startJobs(all, { logger, onRun });
    lifecycle.add('jobs', () => jobs.stop());
  }
  // The first to close: whoever comes now is better served by the next process.
  lifecycle.add('new connections', () => {
    server.close();
    server.closeIdleConnections();
  });
  return { url, auth, log, close: () => lifecycle.close() };
}

/** The embedded store is backed up at night, where it serves several processes too; a server has its own care. */
async function backupJobs({ dataDir }: Config): Promise<Job[]> {
  if (!(await isEmbedded(storeDatabase()))) return [];
  const run = () => backUpNightly(storeDatabase(), dataDir, new Date());
  return [{ name: 'back-up-store', every: '0 3 * * *', timezone: 'Europe/Paris', run }];
}

interface CollabSettings
  extends Pick<Wiring, 'auth' | 'log' | 'originAllowed' | 'proxyTrust' | 'logger'> {
  readonly notes: WritingNotes;
  readonly cluster: { readonly bus: DocumentBus | null } | null;
}

/** Documents, for whoever has a session. */
function openCollab(settings: CollabSettings): CollabServer {
  const { auth, log, originAllowed, proxyTrust, logger, notes, cluster } = settings;
  return createCollabServer({
    log,
    ...(cluster && { cluster }),
    isAllowedOrigin: originAllowed,
    addressOf: proxyTrust.addressOf,
    onChange: ({ name }) => notes.note(documentOf(name)),
    roleFor: roleForName,
    authorise: async (request) => {
      const session = await readSession(auth, request.headers);
      if (!session) return { refused: CLOSE.notSignedIn, reason: 'sign in first' };
      const { personId, name, sessionId } = session;
      return { account: personId, name, sessionId };
    },
    onError: (error, what) => logger.error({ err: error }, what),
  });
}

/** The features on HTTP and on live events, in place of the answer that said "starting". */
async function openApplication(wiring: Wiring): Promise<void> {
  const { config, logger, listening, lifecycle, live, log, collab, signals, limiter } = wiring;
  const { registry } = wiring.metrics;
  const forumEvents = addForumEvents(live);
  addDocumentEvents(live);
  const sessions = await openSessions(wiring);
  signals.onSignal(async (signal) => {
    switch (signal.kind) {
      case 'personAccess':
        collab.recheck({ account: signal.personId });
        await forumEvents.onAccessChanged(signal.personId);
        await sessions.events.onAccessChanged(signal.personId);
        return;
      case 'documentAccess':
        collab.recheck({ document: signal.documentId });
        return;
      case 'sessionEnded':
        live.endSession(signal.sessionId);
        collab.closeWhere(({ visitor }) => visitor.sessionId === signal.sessionId);
    }
  });
  const overload = createOverloadGuard();
  lifecycle.add('overload guard', () => overload.close());
  const application = createApplication({
    secure: wiring.url.startsWith('https:'),
    proxyTrust: wiring.proxyTrust,
    ready: async () => !lifecycle.closing && (await storeAnswers()),
    originAllowed: wiring.originAllowed,
    measure: measureRequests(registry),
    metrics: metricsRoute({
      registry,
      token: config.metricsToken,
      isPublic: config.publicUrl !== undefined,
      limiter,
    }),
    overloadGuard: overload.guard,
    limiter,
    viewerOf: async (request) => (await wiring.identify(request.headers)).viewer,
    authHandler: toNodeHandler(wiring.auth),
    logger,
    routes: (context) => {
      addAccountRoutes(context, wiring.auth);
      addOrganisationRoutes(context);
      addSpaceRoutes(context, {
        onAccessChanged: (personId) => signals.tell({ kind: 'personAccess', personId }),
      });
      addForumRoutes(context, forumEvents);
      addDocumentRoutes(context, {
        live,
        log,
        onAccessChanged: (documentId) => void signals.tell({ kind: 'documentAccess', documentId }),
      });
      addVersionRoutes(context, {
        log,
        rewrite: collab.rewrite,
        onEpoch: (document) => {
          void signals.tell({ kind: 'documentAccess', documentId: document.id });
          tellDocument(live, document);
        },
      });
      addSessionRoutes(context, { clock: systemClock });
      addSpeedDatingRoutes(context, { move: sessions.clock.move, sessionEvents: sessions.events });
    },
    pages: (context) => addForumPages(context, { publicUrl: wiring.url }),
    devClient: config.dev ? await createDevClient(listening.server, lifecycle) : null,
  });
  listening.answerWith(application);
}

/** The clock that turns the steps of sessions, and the events by which people follow them. */
async function openSessions({ live, logger, lifecycle }: Wiring) {
  const clock = await startSessionClock({
    clock: systemClock,
    logger,
    onMoved: async (moved) => {
      tellSession(live, moved.session, systemClock.now());
      await tellRevealed(live, moved);
    },
  });
  lifecycle.add('session clock', () => clock.stop());
  const events = addSessionEvents(live, { clock: systemClock, move: clock.move });
  addSpeedDatingEvents(live, { clock: systemClock });
  return { clock, events };
}

function closeServer(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  return promise;
}
