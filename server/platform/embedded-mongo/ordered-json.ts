export type Json = null | boolean | number | string | Json[] | JsonObject;
/** An object with its fields in their order, whatever their names. */
export type JsonObject = Map<string, Json>;

/** What `JSON.parse` gives. */
type Parsed = null | boolean | number | string | Parsed[] | { [name: string]: Parsed };

const MOST_LEVELS = 1000;

/** The place after the string that begins at `start`; the end of the text when it does not end. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; ; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return text.length;
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}

/**
 * The same JSON with `_0`, `_1`… for the names of fields, and these names. A string is a name where a colon
 * follows. JavaScript would move names that look like numbers, and V8 (13.6, in Node 24) takes the name `a"`
 * for `a\` where it has just met that.
 */
function takeNames(text: string): { readonly json: string; readonly names: string[] } {
  const names: string[] = [];
  const parts: string[] = [];
  const colon = /\s*:/y;
  let copied = 0;
  for (let start = text.indexOf('"'); start >= 0; ) {
    const end = stringEnd(text, start);
    colon.lastIndex = end;
    if (colon.test(text)) {
      parts.push(text.slice(copied, start), `"_${names.length}"`);
      names.push(JSON.parse(text.slice(start, end)));
      copied = end;
    }
    start = text.indexOf('"', end);
  }
  return { json: parts.join('') + text.slice(copied), names };
}

function toMaps(parsed: Parsed, names: readonly string[], depth: number): Json {
  if (parsed === null || typeof parsed !== 'object') return parsed;
  if (depth > MOST_LEVELS) throw new SyntaxError('nested too deep');
  if (Array.isArray(parsed)) return parsed.map((element) => toMaps(element, names, depth + 1));
  const object: JsonObject = new Map();
  for (const [place, value] of Object.entries(parsed)) {
    const name = names[Number(place.slice(1))] ?? '';
    if (object.has(name)) throw new SyntaxError(`the field ${JSON.stringify(name)} twice`);
    object.set(name, toMaps(value, names, depth + 1));
  }
  return object;
}

function parse(text: string): { readonly parsed: Parsed; readonly names: string[] } {
  try {
    const { json, names } = takeNames(text);
    return { parsed: JSON.parse(json), names };
  } catch {
    // Its message would speak of another text than the one given.
    throw new SyntaxError('not JSON');
  }
}

/** JSON with the fields of its objects in their order. Throws a SyntaxError where it is not JSON. */
export function parseOrdered(text: string): Json {
  const { parsed, names } = parse(text);
  return toMaps(parsed, names, 1);
}
