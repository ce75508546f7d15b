import type { Document } from 'bson';
import { filterShapes } from './filter-shapes.ts';
import { isDocument, listOf, type Shape, sortDirections } from './shape-words.ts';
import { stageShapes } from './stage-shapes.ts';
import { updateShapes } from './update-shapes.ts';

/** What each command carries besides the question itself: the driver adds it to all of them. */
const CARRIED = new Set(['$db', 'lsid', '$clusterTime', '$readPreference', 'txnNumber']);

/** How a driver greets and watches a server: the same for whoever connects. */
const GREETINGS = new Set(['hello', 'ismaster', 'isMaster', 'ping', 'buildInfo']);

/** The statements of a write command, each with options of its own. */
const STATEMENTS: Readonly<Record<string, string>> = {
  update: 'updates',
  delete: 'deletes',
  createIndexes: 'indexes',
};

/**
 * A command and its answer as the kinds of things that they ask of a store: the command with its
 * options, filters, updates, stages, orders, projections, indexes and error codes. Names of fields and
 * values are left out, so that two commands of one shape are answered by one piece of code.
 */
export function commandShapes(command: Document, answer: Document): Shape[] {
  const name = Object.keys(command)[0] ?? '';
  if (GREETINGS.has(name)) return [];
  const [, ...options] = Object.entries(command).filter(([key]) => !CARRIED.has(key));
  const statements = listOf(command[STATEMENTS[name] ?? '']);
  return [
    { kind: 'commands', text: `${name}(${optionNames(options)})` },
    ...partShapes(command),
    ...statements.flatMap((statement) => statementShapes(name, statement)),
    ...errorShapes(name, answer),
  ];
}

function statementShapes(name: string, statement: Document): Shape[] {
  if (name === 'createIndexes') return [indexShape(statement)];
  const text = `${name} one(${optionNames(Object.entries(statement))})`;
  return [{ kind: 'commands', text }, ...partShapes(statement)];
}

/** The parts of a command or a statement that mean the same wherever they stand. */
function partShapes(part: Document): Shape[] {
  return [
    ...[part.filter, part.query, part.q].flatMap(filterShapes),
    ...[part.update, part.u].flatMap(updateShapes),
    ...listOf(part.arrayFilters).flatMap(filterShapes),
    ...listOf(part.pipeline).flatMap(stageShapes),
    ...sortShapes(part.sort),
    ...[part.projection, part.fields].flatMap(projectionShapes),
  ];
}

function sortShapes(sort: unknown): Shape[] {
  if (!isDocument(sort) || Object.keys(sort).length === 0) return [];
  return [{ kind: 'sorts', text: sortDirections(sort) }];
}

function projectionShapes(projection: unknown): Shape[] {
  if (!isDocument(projection)) return [];
  const words = Object.entries(projection).map(([field, value]) => {
    const path = field === '_id' ? '_id' : field.includes('.') ? 'path' : 'field';
    return isDocument(value) ? `${path} ${Object.keys(value)}` : `${path} ${Number(value)}`;
  });
  return [{ kind: 'projections', text: [...new Set(words)].sort().join(', ') }];
}

function indexShape({ key, name: _, v: __, ...options }: Document): Shape {
  const words = isDocument(key) ? sortDirections(key) : '';
  return { kind: 'indexes', text: [words, optionNames(Object.entries(options))].join(' ').trim() };
}

function errorShapes(name: string, answer: Document): Shape[] {
  const refused = answer.ok === 1 ? [] : [`${name} ${answer.code}`];
  const writes = listOf(answer.writeErrors).map(({ code }) => `${name} write ${code}`);
  const concern = isDocument(answer.writeConcernError)
    ? [`${name} concern ${answer.writeConcernError.code}`]
    : [];
  return [...refused, ...writes, ...concern].map((text) => ({ kind: 'errors', text }));
}

/** Names in order; what is a word or a switch keeps its value, and an order of deletion its count. */
function optionNames(options: readonly (readonly [string, unknown])[]): string {
  return options
    .map(([option, value]) => optionText(option, value))
    .sort()
    .join(', ');
}

function optionText(option: string, value: unknown): string {
  if (typeof value === 'boolean') return `${option}=${value}`;
  if (option === 'limit' && (value === 0 || value === 1)) return `limit=${value}`;
  if (option !== 'writeConcern' || !isDocument(value)) return option;
  const concern = Object.entries(value).map(([key, word]) => `${key}=${word}`);
  return `writeConcern{${concern.sort().join(' ')}}`;
}
