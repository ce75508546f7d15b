import type { Import } from './module-facts.ts';
import { type Place, packageOf, placeOf, resolveSpecifier } from './place.ts';

/** What one import is refused for; undefined when it is fine. */
type Rule = (from: Place, use: Import) => string | undefined;

/** From the bottom up: a layer uses only what lies below it. */
const SERVER_LAYERS = ['config', 'platform', 'features', 'top'];
const CLIENT_LAYERS: Readonly<Record<string, number>> = {
  platform: 0,
  ui: 0,
  editor: 1,
  features: 2,
  app: 3,
};

/** Packages that run anywhere: no Node, no page, no store, no socket. */
const SHARED_PACKAGES = /^(zod|yjs|lib0|y-protocols|lexical|i18next|@lexical\/(?!react$).*)$/;
const TEST_PACKAGES = /^(vitest|fast-check|fake-indexeddb|jsdom|node:.*)$/;

const walls: Rule = (from, { specifier }) => {
  const target = resolveSpecifier(specifier, from.path);
  if (target === undefined) return undefined;
  const to = placeOf(target);
  if (to.tree === from.tree || to.tree === 'shared' || from.tree === 'top') return undefined;
  // A browser test starts a real server and knows no more of it; other tests may try both sides together.
  if (from.room === 'e2e' ? target.startsWith('server/test/') : isTestOfBothSides(from)) {
    return undefined;
  }
  if (from.tree === 'shared') {
    return `shared/ imports neither server/ nor client/: it runs on both sides, so it knows none. Move what both need from ${target} to shared/, or pass it as an argument.`;
  }
  if (to.tree === 'top') {
    return `${target} is a tool's file, not a part of the application.`;
  }
  return `server/ and client/ never import each other: they meet in the schemas and events of shared/, the only thing that both versions must agree on. Move what both need from ${target} to shared/.`;
};

const isTestOfBothSides = (from: Place) => from.workshop && from.tree !== 'shared';

const serverLayers: Rule = (from, { specifier }) => {
  const target = resolveSpecifier(specifier, from.path);
  if (from.tree !== 'server' || from.workshop || !target?.startsWith('server/')) return undefined;
  const to = placeOf(target);
  if (to.workshop) return undefined;
  if (serverLayer(to) <= serverLayer(from)) return undefined;
  return `On the server, main uses features, features use platform, platform uses config and shared; never the other way, or nothing could be understood (or tested) alone. Pass what ${target} gives as an argument, from the composition root.`;
};

function serverLayer(place: Place): number {
  const layer = SERVER_LAYERS.indexOf(place.room);
  return layer === -1 ? SERVER_LAYERS.indexOf('top') : layer;
}

const clientLayers: Rule = (from, { specifier }) => {
  const target = resolveSpecifier(specifier, from.path);
  if (from.tree !== 'client' || from.workshop || !target?.startsWith('client/')) return undefined;
  const to = placeOf(target);
  const [mine, theirs] = [CLIENT_LAYERS[from.room], CLIENT_LAYERS[to.room]];
  if (mine === undefined || theirs === undefined || to.room === from.room) return undefined;
  if (from.room === 'ui') {
    return `client/ui is the design system: it knows no part of Trame, so that each page can trust it. Give ${target} to the component as a property.`;
  }
  if (theirs <= mine) return undefined;
  return `On the client, app uses features, features use editor, ui and platform; never the other way. Pass what ${target} gives as a property, or move it down.`;
};

const acrossFeatures: Rule = (from, { specifier, typeOnly }) => {
  const target = resolveSpecifier(specifier, from.path);
  if (from.room !== 'features' || from.workshop || target === undefined) return undefined;
  const to = placeOf(target);
  if (to.tree !== from.tree || to.room !== 'features' || to.part === from.part) return undefined;
  if (from.tree === 'server' && to.role !== 'data' && to.role !== 'mutations') {
    return `A feature of the server calls only another's data.ts and mutations.ts, where its rules are kept; ${target} is private to “${to.part}”.`;
  }
  if (from.tree === 'client' && !typeOnly && !target.endsWith('.tsx')) {
    return `A feature of the client uses only another's components (.tsx) and types; ${target} is private to “${to.part}”.`;
  }
  return undefined;
};

const STORE_ROLES = ['model', 'data', 'mutations'];
const DRIVER_PARTS = ['persistence', 'embedded-mongo', 'auth', 'jobs'];

const store: Rule = (from, { specifier }) => {
  const name = packageOf(specifier);
  if (from.workshop || !['mongoose', 'mongodb', 'node:sqlite', 'mingo'].includes(name)) {
    return undefined;
  }
  const inFeature = from.room === 'features' && STORE_ROLES.includes(from.role);
  const part = from.tree === 'server' && from.room === 'platform' ? from.part : '';
  if (name === 'mongoose') {
    if (from.tree === 'server' && (inFeature || part === 'persistence')) return undefined;
    return 'Only model.ts, data.ts, mutations.ts and server/platform/persistence see Mongoose, so that no route, rule or page depends on how things are kept. Ask data.ts for plain values.';
  }
  if (name === 'mongodb') {
    if (from.tree === 'server' && (inFeature || DRIVER_PARTS.includes(part))) return undefined;
    return `Only ${DRIVER_PARTS.join(', ')} (server/platform) and a feature's ${STORE_ROLES.join(', ')} see the mongodb driver: the rest of Trame asks data.ts and mutations.ts.`;
  }
  if (part === 'embedded-mongo') return undefined;
  return `Only server/platform/embedded-mongo uses ${name}: all else talks to it as to any MongoDB.`;
};

const ownModel: Rule = (from, { specifier }) => {
  const target = resolveSpecifier(specifier, from.path);
  if (from.tree !== 'server' || from.room !== 'features' || from.workshop || !target)
    return undefined;
  const to = placeOf(target);
  if (to.room !== 'features' || to.role !== 'model' || STORE_ROLES.includes(from.role)) {
    return undefined;
  }
  return 'Only data.ts and mutations.ts use the model: a route, a socket handler or a job that writes by itself would skip the rules that mutations keep.';
};

const EDGES = ['express', 'socket.io', 'ws', 'node:http', 'node:https'];

const noEdgeInMutations: Rule = (from, { specifier }) => {
  if (from.tree !== 'server' || from.room !== 'features' || from.workshop) return undefined;
  if (!STORE_ROLES.includes(from.role) || !EDGES.includes(packageOf(specifier))) return undefined;
  return `${from.role}.ts never sees a request or a socket, so that jobs, tests and other features call it directly. Take plain values; parsing and authorising are the route's work.`;
};

const anywherePackages: Rule = (from, { specifier }) => {
  if (from.tree !== 'shared' || resolveSpecifier(specifier, from.path) !== undefined)
    return undefined;
  const name = packageOf(specifier);
  if (SHARED_PACKAGES.test(name) || (from.workshop && TEST_PACKAGES.test(name))) return undefined;
  return `shared/ runs in the browser and on the server: no Node, no page, no store, no socket, hence not ${name}. If it truly runs anywhere, add it to the list of this check.`;
};

const browserPackages: Rule = (from, { specifier }) => {
  if (from.tree !== 'client' || from.workshop || !specifier.startsWith('node:')) return undefined;
  return `${specifier} does not exist in a browser.`;
};

const workshopStaysOut: Rule = (from, { specifier }) => {
  const target = resolveSpecifier(specifier, from.path);
  if (from.workshop || target === undefined || !placeOf(target).workshop) return undefined;
  return `${target} helps tests or tools; what people run must not depend on it.`;
};

const wayOfNaming: Rule = (from, { specifier }) => {
  if (specifier.startsWith('../..')) {
    return 'Paths that climb break when a file moves and hide which layer they reach: write #shared/…, #server/… or #client/….';
  }
  const target = resolveSpecifier(specifier, from.path);
  if (target === undefined || /\.[a-z]+$/.test(target)) return undefined;
  return `“${specifier}” needs its extension (.ts, .tsx, .json…): Node, Vite and tsc then read the same file without guessing.`;
};

const RULES: readonly Rule[] = [
  walls,
  serverLayers,
  clientLayers,
  acrossFeatures,
  store,
  ownModel,
  noEdgeInMutations,
  anywherePackages,
  browserPackages,
  workshopStaysOut,
  wayOfNaming,
];

/** All that one import is refused for. */
export function importProblems(from: Place, use: Import): string[] {
  return RULES.map((rule) => rule(from, use)).filter((message) => message !== undefined);
}
