import { createHeadlessEditor } from '@lexical/headless';
import { $createLinkNode } from '@lexical/link';
import { $createListItemNode, $createListNode } from '@lexical/list';
import { $createHeadingNode, $createQuoteNode } from '@lexical/rich-text';
import {
  $createLineBreakNode,
  $createParagraphNode,
  $createTabNode,
  $createTextNode,
  $getRoot,
} from 'lexical';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/core/errors.ts';
import { stateFromParagraphs } from '#shared/editor/build-state.ts';
import { EDITOR_NODES } from '#shared/editor/nodes/node-classes.ts';
import { POST_LIMITS, parseEditorState } from '#shared/editor/parse-state.ts';
import { isBlank, plainTextOf } from '#shared/editor/plain-text.ts';

const newEditor = () =>
  createHeadlessEditor({
    nodes: EDITOR_NODES,
    onError: (error: Error) => {
      throw error;
    },
  });

/** What Lexical itself writes for one of each thing that Trame keeps. */
function writtenByLexical(): unknown {
  const editor = newEditor();
  editor.update(
    () => {
      const nested = $createListItemNode().append(
        $createListNode('number').append($createListItemNode().append($createTextNode('dedans'))),
      );
      $getRoot().append(
        $createHeadingNode('h2').append($createTextNode('Titre')),
        $createParagraphNode().append(
          $createTextNode('gras').toggleFormat('bold'),
          $createLineBreakNode(),
          $createTabNode(),
          $createLinkNode('https://exemple.org/a').append($createTextNode('lien')),
        ),
        $createQuoteNode().append($createTextNode('cité')),
        $createListNode('bullet').append(
          $createListItemNode().append($createTextNode('un')),
          nested,
        ),
      );
    },
    { discrete: true },
  );
  return JSON.parse(JSON.stringify(editor.getEditorState()));
}

const text = (extra: object = {}) => ({ type: 'text', text: 'a', format: 0, version: 1, ...extra });
const paragraphOf = (...children: unknown[]) => ({ type: 'paragraph', version: 1, children });
const rootOf = (...children: unknown[]) => ({ root: { type: 'root', version: 1, children } });

function refusalOf(value: unknown): string {
  try {
    parseEditorState(value, POST_LIMITS);
  } catch (error) {
    if (error instanceof AppError && error.code === 'bad_input') return error.message;
    throw error;
  }
  return 'accepted';
}

/** Lists within lists, `depth` times. */
function nestedLists(depth: number): unknown {
  let inner: unknown = { type: 'list', listType: 'bullet', children: [] };
  for (let level = 0; level < depth; level += 1) {
    inner = {
      type: 'list',
      listType: 'bullet',
      children: [{ type: 'listitem', children: [inner] }],
    };
  }
  return inner;
}

describe('parseEditorState', () => {
  it('[ED1] keeps all that Lexical writes, in a form that Lexical reads back', () => {
    const parsed = parseEditorState(writtenByLexical(), POST_LIMITS);
    expect(plainTextOf(parsed)).toBe('Titre\ngras\n\tlien\ncité\nun\ndedans');
    const editor = newEditor();
    const again = editor.parseEditorState(JSON.stringify(parsed)).toJSON();
    expect(parseEditorState(JSON.parse(JSON.stringify(again)), POST_LIMITS)).toEqual(parsed);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a list', []],
    ['a text', 'root'],
    ['another key beside root', { root: { type: 'root', children: [] }, more: 1 }],
    ['a root that is a paragraph', { root: paragraphOf() }],
    ['children that are no list', rootOf({ type: 'paragraph', children: {} })],
    ['an unknown type', rootOf({ type: 'image', children: [] })],
    ['a type that is a key of every object', rootOf({ type: 'constructor', children: [] })],
    ['an unknown key', rootOf(paragraphOf(text({ onclick: 'alert(1)' })))],
    ['a text in the root', rootOf(text())],
    ['a block in a block', rootOf(paragraphOf(paragraphOf()))],
    ['an item without a list', rootOf({ type: 'listitem', children: [] })],
    ['a text that is a number', rootOf(paragraphOf(text({ text: 3 })))],
    ['a format that is a word', rootOf(paragraphOf(text({ format: 'bold' })))],
    ['a format with a fraction', rootOf(paragraphOf(text({ format: 1.5 })))],
    ['an unknown heading', rootOf({ type: 'heading', tag: 'script', children: [] })],
    ['an unknown list', rootOf({ type: 'list', listType: 'menu', children: [] })],
  ])('[ED2] refuses %s', (_what, value) => {
    expect(refusalOf(value)).toMatch(/^state: /);
  });

  it.each(['javascript:alert(1)', 'data:text/html,a', '/relatif', 'ftp://a.example', ' ', 7])(
    '[ED3] refuses a link to %s',
    (url) => {
      const link = { type: 'link', url, children: [text()] };
      expect(refusalOf(rootOf(paragraphOf(link)))).toContain('link');
    },
  );

  it('[ED3] refuses a link within a link', () => {
    const inner = { type: 'link', url: 'https://a.example', children: [] };
    const outer = { type: 'autolink', url: 'https://a.example', children: [inner] };
    expect(refusalOf(rootOf(paragraphOf(outer)))).toContain('within');
  });

  it('[ED4] refuses what is too deep, too many or too long', () => {
    expect(refusalOf(rootOf(nestedLists(18)))).toBe('accepted');
    expect(refusalOf(rootOf(nestedLists(30)))).toContain('deeper');
    expect(refusalOf(rootOf(nestedLists(5_000)))).toContain('deeper');
    expect(refusalOf(rootOf(...Array(5_000).fill(paragraphOf())))).toContain('nodes');
    const long = 'a'.repeat(POST_LIMITS.text + 1);
    expect(refusalOf(rootOf(paragraphOf(text({ text: long }))))).toContain('longer');
  });

  it('[ED5] empties what carries a look, and brings titles to the levels in use', () => {
    const parsed = parseEditorState(
      rootOf(
        { ...paragraphOf(text({ style: 'color: red', format: 1 | 128 })), format: 'center' },
        { type: 'heading', tag: 'h1', children: [] },
        { type: 'heading', tag: 'h6', children: [] },
      ),
      POST_LIMITS,
    );
    expect(parsed.root.children).toMatchObject([
      { format: '', children: [{ style: '', format: 1 }] },
      { tag: 'h2' },
      { tag: 'h4' },
    ]);
  });

  it('[ED5] mends text that no page could carry', () => {
    const parsed = parseEditorState(
      rootOf(paragraphOf(text({ text: 'a\u0000b\ud800c' }))),
      POST_LIMITS,
    );
    expect(plainTextOf(parsed)).toBe('a b\ufffdc');
  });
});

describe('plain text', () => {
  it('[ED6] knows when there is nothing to read', () => {
    expect(isBlank(stateFromParagraphs([]))).toBe(true);
    expect(isBlank(stateFromParagraphs([' ', '\u200b\u00a0']))).toBe(true);
    expect(isBlank(stateFromParagraphs(['', '- x']))).toBe(false);
  });
});
