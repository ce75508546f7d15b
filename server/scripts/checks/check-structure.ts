import { posix } from 'node:path';
import {
  CLIENT_WORDS,
  CONTENT_FOLDER,
  FEATURE_FILES,
  FEATURES,
  LONGEST_FILE_LINES,
  ROOMS,
  SERVER_PLATFORM,
  TOP_LEVEL_FILES,
  TOP_LEVEL_FOLDERS,
} from './house.ts';
import { placeOf } from './place.ts';
import { report, type SourceTree, type Violation } from './source-tree.ts';

const WORDS_FROM_ELSEWHERE = new Set(
  Object.values(FEATURE_FILES)
    .flat()
    .filter((word) => !CLIENT_WORDS.includes(word)),
);

/** Whether every file stands where someone who knows one feature would look for it. */
export function checkStructure(tree: SourceTree): Violation[] {
  return [...tree].flatMap(([file, text]) =>
    [placeProblem(file), lengthProblem(file, text)]
      .filter((message) => message !== undefined)
      .map((message) => ({ file, message })),
  );
}

function placeProblem(file: string): string | undefined {
  const [top = '', room = '', part = '', ...rest] = file.split('/');
  if (top.startsWith('.')) return undefined;
  if (room === '') return TOP_LEVEL_FILES.includes(top) ? undefined : topLevelMessage(top);
  if (!TOP_LEVEL_FOLDERS.includes(top)) return topLevelMessage(top);
  const rooms = ROOMS[top] ?? [];
  if (!rooms.includes(room)) {
    return `${top}/ holds only ${rooms.join(', ')}: a new room changes the house, not a feature. Find the room that fits, or change ARCHITECTURE.md and the check first.`;
  }
  if (
    top === 'server' &&
    room === 'platform' &&
    rest.length > 0 &&
    !SERVER_PLATFORM.includes(part)
  ) {
    return `server/platform/ holds only ${SERVER_PLATFORM.join(', ')}: what serves one feature belongs to that feature.`;
  }
  return room === 'features' ? featureProblem(top, part, rest) : undefined;
}

const topLevelMessage = (name: string) =>
  `“${name}” is not one of the few names of the top level, which a newcomer reads in one glance. Code goes to server/, client/ or shared/; notes to server/docs/; tools to server/scripts/.`;

function featureProblem(
  tree: string,
  feature: string,
  rest: readonly string[],
): string | undefined {
  if (!FEATURES.includes(feature)) {
    return `“${feature}” is not a feature of Trame. Features have the same name in shared/, server/ and client/: ${FEATURES.join(', ')}.`;
  }
  const name = rest.at(-1) ?? '';
  if (rest[0] === CONTENT_FOLDER || /\.test\.tsx?$/.test(name)) return undefined;
  return tree === 'client' ? clientFileProblem(name) : vocabularyProblem(tree, rest);
}

function vocabularyProblem(tree: string, rest: readonly string[]): string | undefined {
  const name = rest.at(-1) ?? '';
  const words = FEATURE_FILES[tree] ?? [];
  const [stem = '', ...more] = name.replace(/\.ts$/, '').split('.').reverse();
  const known = name.endsWith('.ts') && words.includes(stem) && more.length <= 1;
  const spec = tree === 'shared' && name === 'SPEC.md';
  if (rest.length === 1 && (known || spec)) return undefined;
  return `A feature in ${tree}/ is made of ${words.join('.ts, ')}.ts${tree === 'shared' ? ', SPEC.md' : ''}, each cut by topic when it grows (posts.${words[1]}.ts), without folders except content/: who knows one feature then knows all. Give “${name}” the word of what it does.`;
}

/** Pages and their helpers have free names; only the words that mean a place elsewhere are kept. */
function clientFileProblem(name: string): string | undefined {
  if (/\.(tsx|module\.css|svg)$/.test(name)) return undefined;
  const word = name.replace(/\.ts$/, '').split('.').at(-1) ?? '';
  if (name.endsWith('.ts') && !WORDS_FROM_ELSEWHERE.has(word)) return undefined;
  return `A feature in client/ is made of pages and components (.tsx with .module.css), api.ts, socket.ts, hooks and helpers (.ts). What “${name}” announces belongs to shared/features, where the server follows it too, or to the server alone.`;
}

/** Code that does not fit a screen or ten is read by nobody; content and data are not code. */
function lengthProblem(file: string, text: string): string | undefined {
  if (!/\.(ts|tsx|mjs|css)$/.test(file) || placeOf(file).tree === 'top') return undefined;
  if (posix.dirname(file).split('/').includes(CONTENT_FOLDER)) return undefined;
  const lines = text.trimEnd().split('\n').length;
  if (lines <= LONGEST_FILE_LINES) return undefined;
  return `${lines} lines: a file stays under ${LONGEST_FILE_LINES}, so that it has one reason to change. Cut it by topic.`;
}

if (import.meta.main) report(checkStructure);
