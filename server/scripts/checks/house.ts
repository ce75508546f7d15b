/** The house of Trame as data: what may stand where. ARCHITECTURE.md tells the same in words. */

export const TOP_LEVEL_FOLDERS = ['server', 'client', 'shared'];

/** Beside these, files and folders whose name starts with a dot. */
export const TOP_LEVEL_FILES = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'docker-compose.yml',
  'Dockerfile',
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'LICENSE',
  'biome.json',
  'knip.json',
  'vite.config.ts',
  'vitest.config.ts',
];

export const FEATURES = [
  'accounts',
  'organisations',
  'spaces',
  'forum',
  'documents',
  'productions',
  'decisions',
  'sessions',
  'speed-dating',
  'notifications',
  'moderation',
  'search',
  'demonstration',
  'ads',
  'support',
  'agenda',
  'mentoring',
  'skills',
  'consultations',
  'awards',
  'resources',
];

/** What stands directly in each tree; `features` is judged apart. */
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  shared: ['core', 'realtime', 'features', 'editor', 'i18n', 'testing'],
  server: [
    'main.ts',
    'composition.ts',
    'config',
    'platform',
    'features',
    'bench',
    'scripts',
    'deploy',
    'docs',
    'test',
  ],
  client: ['index.html', 'app', 'platform', 'ui', 'editor', 'features', 'e2e'],
};

export const SERVER_PLATFORM = [
  'http',
  'realtime',
  'collab',
  'persistence',
  'embedded-mongo',
  'auth',
  'jobs',
  'mail',
  'bus',
  'lifecycle',
  'logging',
  'metrics',
];

/**
 * The closed vocabulary of a feature's files. A part that grows is cut by topic and keeps its word:
 * `posts.mutations.ts`, `interest.domain.ts`.
 */
export const FEATURE_FILES: Readonly<Record<string, readonly string[]>> = {
  shared: ['schema', 'events', 'domain', 'machine', 'abilities', 'view'],
  server: ['model', 'data', 'mutations', 'routes', 'socket', 'presenter', 'jobs', 'page', 'collab'],
};

/** Words of the list above that a feature of the client has too. */
export const CLIENT_WORDS: readonly string[] = ['socket', 'view', 'page'];

/** Texts and seeds, not code: a feature's `content/` folder holds anything, of any length. */
export const CONTENT_FOLDER = 'content';

export const LONGEST_FILE_LINES = 400;
