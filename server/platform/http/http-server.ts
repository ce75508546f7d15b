import { createServer, type RequestListener, type Server } from 'node:http';
import compression from 'compression';
import express, { type Express, type Request } from 'express';
import helmet from 'helmet';
import { StartupError } from '#server/config/startup-error.ts';
import { ADDRESS_HEADER, AUTH_ENDPOINTS } from '#server/platform/auth/auth.ts';
import type { ProxyTrust } from '#server/platform/http/client-address.ts';
import { appShell, serveClientFiles } from '#server/platform/http/client-files.ts';
import { createErrorHandler, notFoundHandler } from '#server/platform/http/error-handler.ts';
import { openApiDocument } from '#server/platform/http/openapi.ts';
import { refuseForeignWrites } from '#server/platform/http/origins.ts';
import type { RateLimiter } from '#server/platform/http/rate-limit.ts';
import type { HttpContext, RouteDescription } from '#server/platform/http/route.ts';
import type { Logger } from '#server/platform/logging/logger.ts';
import { AppError } from '#shared/core/errors.ts';
import type { Viewer } from '#shared/features/spaces/abilities.ts';

const BODY_LIMIT = '512kb';
const AUTH_BODY_LIMIT = '16kb';

export interface ListeningServer {
  readonly server: Server;
  /** Puts the application in the place of the answer that said "starting". */
  answerWith(application: RequestListener): void;
}

/** Before the application is there, only health has an answer. */
const answerStarting: RequestListener = (request, response) => {
  const alive = request.url === '/healthz';
  response.writeHead(alive ? 200 : 503, { 'Content-Type': 'application/json', 'Retry-After': '2' });
  response.end(JSON.stringify({ status: alive ? 'ok' : 'starting' }));
};

/** Listens at once, so that a port in use is known before the store is opened. */
export async function listen(host: string, port: number): Promise<ListeningServer> {
  let answer = answerStarting;
  const server = createServer((request, response) => answer(request, response));
  server.requestTimeout = 60_000;
  server.headersTimeout = 20_000;
  // Longer than a proxy keeps one (often 60 s), so that it never writes on one being closed here.
  server.keepAliveTimeout = 65_000;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, host, resolve);
  try {
    await promise;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') throw new StartupError(`PORT: ${port} is in use on ${host}`);
    if (code === 'EACCES') throw new StartupError(`PORT: ${port} may not be opened by this user`);
    throw new StartupError(`HOST: ${host} cannot be listened on (${String(code ?? error)})`);
  }
  server.removeListener('error', reject);
  return {
    server,
    answerWith(application) {
      answer = application;
    },
  };
}

/** The port that a listening server got. */
export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
}

interface ApplicationSettings {
  readonly secure: boolean;
  readonly proxyTrust: ProxyTrust;
  readonly ready: () => Promise<boolean>;
  readonly originAllowed: (origin: string | undefined) => boolean;
  /** Sees every request first. */
  readonly measure: express.RequestHandler;
  /** Answers `/metrics`, also while others are shed. */
  readonly metrics: express.RequestHandler;
  readonly overloadGuard: express.RequestHandler;
  readonly limiter: RateLimiter;
  readonly viewerOf: (request: Request) => Promise<Viewer>;
  readonly authHandler: express.RequestHandler;
  readonly logger: Logger;
  /** Adds the features' JSON routes. */
  readonly routes: (context: HttpContext) => void;
  /** Adds the pages that the server renders, before the application's own page. */
  readonly pages: (context: HttpContext) => void;
  /** Takes the place of the built client while developing. */
  readonly devClient: express.RequestHandler | null;
}

/** The whole of HTTP: health, headers, sign-in, JSON routes, pages, files, errors. */
export function createApplication(settings: ApplicationSettings): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(settings.measure);
  app.set('trust proxy', settings.proxyTrust.trusts);
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/readyz', async (_request, response) => {
    const ready = await settings.ready();
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready' });
  });
  app.get('/metrics', settings.metrics);
  app.use(settings.overloadGuard);
  app.use(securityHeaders(settings.secure, settings.devClient !== null));
  app.use(compression());
  app.use(refuseForeignWrites(settings.originAllowed));
  app.use('/api/auth', authGate, express.json({ limit: AUTH_BODY_LIMIT }));
  app.use('/api/auth', tellAddress(settings.proxyTrust));
  app.all('/api/auth/*path', settings.authHandler);

  const router = express.Router();
  const descriptions: RouteDescription[] = [];
  const context: HttpContext = {
    router,
    viewerOf: settings.viewerOf,
    addressOf: settings.proxyTrust.addressOf,
    limiter: settings.limiter,
    describe: (description) => descriptions.push(description),
  };
  router.use('/api', express.json({ limit: BODY_LIMIT }), (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  settings.routes(context);
  const description = openApiDocument(descriptions);
  router.get('/api/openapi.json', (_request, response) => void response.json(description));
  router.use('/api', notFoundHandler);
  settings.pages(context);
  app.use(router);
  if (settings.devClient) {
    app.use(settings.devClient);
  } else {
    serveClientFiles(router);
    app.get('/{*path}', appShell());
  }
  app.use(notFoundHandler);
  app.use(createErrorHandler(settings.logger));
  return app;
}

/** Lets through what the pages use: better-auth reads other bodies than JSON without a bound. */
const authGate: express.RequestHandler = (request, _response, next) => {
  if (!AUTH_ENDPOINTS.has(request.path)) throw new AppError('not_found', 'no such address');
  if (request.is('application/json') === false) {
    throw new AppError('bad_media_type', 'only JSON is read here');
  }
  next();
};

/** Gives the sign-in limits the address that counts, whatever the client claims. */
const tellAddress =
  ({ addressOf }: ProxyTrust): express.RequestHandler =>
  (request, _response, next) => {
    request.headers[ADDRESS_HEADER] = addressOf(request);
    next();
  };

/** No inline script or style, nothing from elsewhere. Vite's dev client needs inline ones. */
function securityHeaders(secure: boolean, dev: boolean): express.RequestHandler {
  const inline = dev ? ["'unsafe-inline'"] : [];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", ...inline],
        styleSrc: ["'self'", ...inline],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure,
    referrerPolicy: { policy: 'same-origin' },
  });
}
