import { z } from 'zod';
import { AppError } from '#shared/core/errors.ts';
import { safeLinkAddress } from '#shared/editor/link-address.ts';
import {
  type BlockState,
  type EditorState,
  elementKeys,
  HEADING_TAGS,
  type HeadingTag,
  type InlineState,
  KNOWN_FORMATS,
  type LinkState,
  type ListItemState,
  type ListState,
  type RootState,
  type TabState,
  type TextState,
} from '#shared/editor/state.ts';

/** How much one text may hold. `text` counts UTF-16 units over all its text nodes. */
export interface EditorLimits {
  readonly depth: number;
  readonly nodes: number;
  readonly text: number;
}

export const POST_LIMITS: EditorLimits = { depth: 40, nodes: 4_000, text: 20_000 };

type Keys = Readonly<Record<string, unknown>>;

const ELEMENT = ['type', 'version', 'children', 'direction', 'format', 'indent'];
const FORMATTED = ['textFormat', 'textStyle'];
const TEXT = ['type', 'version', 'text', 'format', 'detail', 'mode', 'style'];
const LINK = [...ELEMENT, ...FORMATTED, 'url', 'rel', 'target', 'title'];

/** Every key that Lexical writes for a type. Any other is refused, not dropped in silence. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  root: [...ELEMENT, ...FORMATTED],
  paragraph: [...ELEMENT, ...FORMATTED],
  quote: [...ELEMENT, ...FORMATTED],
  heading: [...ELEMENT, ...FORMATTED, 'tag'],
  list: [...ELEMENT, ...FORMATTED, 'listType', 'start', 'tag'],
  listitem: [...ELEMENT, ...FORMATTED, 'value', 'checked'],
  link: LINK,
  autolink: [...LINK, 'isUnlinked'],
  text: TEXT,
  tab: TEXT,
  linebreak: ['type', 'version'],
};

const refuse = (reason: string): never => {
  throw new AppError('bad_input', `state: ${reason}`, ['state']);
};

/**
 * Reads the JSON of an editor's state and gives it back with nothing but what Trame knows.
 * Throws AppError `bad_input` on an unknown type or key, a child where it has no place, a link
 * that is not http, https or mailto, and past the limits. Never recurses deeper than `depth`.
 */
export function parseEditorState(json: unknown, limits: EditorLimits): EditorState {
  const outer = keysOf(json);
  if (Object.keys(outer).some((key) => key !== 'root')) refuse('only root is expected');
  return new StateReader(limits).read(outer.root);
}

function keysOf(value: unknown): Keys {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse('an object is expected');
  }
  return Object.fromEntries(Object.entries(value));
}

function integer(value: unknown, least: number, most: number, fallback: number): number {
  if (value === undefined) return fallback;
  const sound = typeof value === 'number' && Number.isInteger(value) && value >= least;
  return sound ? Math.min(value, most) : refuse('a whole number is expected');
}

/** A heading that was pasted as h1, h5 or h6 takes the nearest level that Trame uses. */
function headingTag(value: unknown): HeadingTag {
  const found = HEADING_TAGS.find((tag) => tag === value);
  if (found) return found;
  if (value === 'h1') return 'h2';
  return value === 'h5' || value === 'h6' ? 'h4' : refuse('an unknown heading');
}

class StateReader {
  readonly #limits: EditorLimits;
  #nodes = 0;
  #text = 0;

  constructor(limits: EditorLimits) {
    this.#limits = limits;
  }

  read(value: unknown): EditorState {
    const keys = this.#open(value, 0);
    if (keys.type !== 'root') refuse('root is expected');
    const root: RootState = {
      type: 'root',
      ...elementKeys(),
      children: this.#children(keys, 0, (child, depth) => this.#block(child, depth)),
    };
    return { root };
  }

  /** Counts a node and checks its type and keys. */
  #open(value: unknown, depth: number): Keys {
    const keys = keysOf(value);
    this.#nodes += 1;
    if (depth > this.#limits.depth) refuse(`deeper than ${this.#limits.depth}`);
    if (this.#nodes > this.#limits.nodes) refuse(`more than ${this.#limits.nodes} nodes`);
    const { type } = keys;
    const known = typeof type === 'string' && Object.hasOwn(KEYS, type) ? KEYS[type] : undefined;
    if (!known) return refuse('an unknown type of node');
    if (Object.keys(keys).some((key) => !known.includes(key))) refuse('an unknown key of a node');
    return keys;
  }

  #children<Child>(
    keys: Keys,
    depth: number,
    read: (child: unknown, depth: number) => Child,
  ): Child[] {
    const { children } = keys;
    if (!Array.isArray(children)) return refuse('children are expected');
    return children.map((child) => read(child, depth + 1));
  }

  #block(value: unknown, depth: number): BlockState {
    const keys = this.#open(value, depth);
    const element = elementKeys(integer(keys.indent, 0, 20, 0));
    switch (keys.type) {
      case 'paragraph': {
        const children = this.#inlines(keys, depth);
        return { type: 'paragraph', ...element, textFormat: 0, textStyle: '', children };
      }
      case 'quote':
        return { type: 'quote', ...element, children: this.#inlines(keys, depth) };
      case 'heading': {
        const tag = headingTag(keys.tag);
        return { type: 'heading', ...element, tag, children: this.#inlines(keys, depth) };
      }
      case 'list':
        return this.#list(keys, depth);
      default:
        return refuse('a block is expected');
    }
  }

  #list(keys: Keys, depth: number): ListState {
    // A check list becomes a plain one: its boxes would answer to nobody in a post.
    const numbered = keys.listType === 'number';
    if (!numbered && keys.listType !== 'bullet' && keys.listType !== 'check') {
      refuse('an unknown list');
    }
    return {
      type: 'list',
      ...elementKeys(),
      listType: numbered ? 'number' : 'bullet',
      tag: numbered ? 'ol' : 'ul',
      start: integer(keys.start, 0, 100_000, 1),
      children: this.#children(keys, depth, (child, at) => this.#listItem(child, at)),
    };
  }

  #listItem(value: unknown, depth: number): ListItemState {
    const keys = this.#open(value, depth);
    if (keys.type !== 'listitem') refuse('an item of a list is expected');
    return {
      type: 'listitem',
      ...elementKeys(integer(keys.indent, 0, this.#limits.depth, 0)),
      value: integer(keys.value, 0, 1_000_000, 1),
      children: this.#children(keys, depth, (child, at) => {
        const inner = this.#open(child, at);
        return inner.type === 'list' ? this.#list(inner, at) : this.#inline(inner, at, false);
      }),
    };
  }

  #inlines(keys: Keys, depth: number): InlineState[] {
    return this.#children(keys, depth, (child, at) =>
      this.#inline(this.#open(child, at), at, false),
    );
  }

  #inline(keys: Keys, depth: number, inLink: boolean): InlineState {
    switch (keys.type) {
      case 'text':
        return this.#textNode(keys);
      case 'tab':
        return this.#tab(keys);
      case 'linebreak':
        return { type: 'linebreak', version: 1 };
      case 'link':
      case 'autolink':
        return inLink ? refuse('a link within a link') : this.#link(keys.type, keys, depth);
      default:
        return refuse('a text is expected');
    }
  }

  #link(type: 'link' | 'autolink', keys: Keys, depth: number): LinkState {
    const url = typeof keys.url === 'string' ? safeLinkAddress(keys.url) : null;
    if (url === null) return refuse('a link leads to http, https or mailto');
    const children = this.#children(keys, depth, (child, at) =>
      this.#inline(this.#open(child, at), at, true),
    );
    const link = { ...elementKeys(), url, rel: null, target: null, title: null, children };
    if (type === 'link') return { type, ...link };
    return { type, ...link, isUnlinked: keys.isUnlinked === true };
  }

  #textNode(keys: Keys): TextState {
    if (typeof keys.text !== 'string') return refuse('a text is expected');
    this.#text += keys.text.length;
    if (this.#text > this.#limits.text) refuse(`longer than ${this.#limits.text} characters`);
    return {
      type: 'text',
      text: keys.text.toWellFormed().replace(/\p{Cc}/gu, ' '),
      format: integer(keys.format, 0, 2 ** 31 - 1, 0) & KNOWN_FORMATS,
      detail: 0,
      mode: 'normal',
      style: '',
      version: 1,
    };
  }

  #tab(keys: Keys): TabState {
    this.#text += 1;
    const format = integer(keys.format, 0, 2 ** 31 - 1, 0) & KNOWN_FORMATS;
    return { type: 'tab', text: '\t', format, detail: 2, mode: 'normal', style: '', version: 1 };
  }
}

/** The state in an input of a route or an event. */
export const editorStateSchema = (limits: EditorLimits) =>
  z.unknown().transform((value, context): EditorState => {
    try {
      return parseEditorState(value, limits);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
      return z.NEVER;
    }
  });
