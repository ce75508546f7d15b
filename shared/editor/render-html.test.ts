// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksFromLines, bulletList, heading, stateOf } from '#shared/editor/build-state.ts';
import { parseEditorState } from '#shared/editor/parse-state.ts';
import { excerptOf, plainTextOf } from '#shared/editor/plain-text.ts';
import { renderHtml } from '#shared/editor/render-html.ts';

const ALLOWED = new Set(
  'P BR BLOCKQUOTE H2 H3 H4 UL OL LI A STRONG EM U S CODE SUB SUP'.split(' '),
);
const LIMITS = { depth: 40, nodes: 10_000, text: 100_000 };

const hostile = fc.constantFrom(
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</p><iframe>',
  '&lt;b&gt;',
  '<!--',
  ']]>',
);
const words = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), hostile);
const address = fc.oneof(
  fc.webUrl(),
  hostile.map((end) => `https://a.example/${end}`),
  hostile.map((end) => `mailto:a@a.example?subject=${end}`),
);
const text = fc.record({
  type: fc.constant('text'),
  text: words,
  format: fc.nat(2 ** 20),
  style: words,
});
const leaf = fc.oneof(
  text,
  fc.constant({ type: 'linebreak' }),
  fc.constant({ type: 'tab', text: '\t' }),
);
const link = fc.record({
  type: fc.constantFrom('link', 'autolink'),
  url: address,
  rel: words,
  target: words,
  title: words,
  children: fc.array(leaf, { maxLength: 3 }),
});
const inlines = fc.array(fc.oneof(leaf, link), { maxLength: 4 });
const list = fc.letrec((tie) => ({
  list: fc.record({
    type: fc.constant('list'),
    listType: fc.constantFrom('bullet', 'number', 'check'),
    start: fc.nat(50),
    children: fc.array(
      fc.record({
        type: fc.constant('listitem'),
        children: fc.array(fc.oneof({ depthSize: 'small' }, leaf, link, tie('list')), {
          maxLength: 3,
        }),
      }),
      { maxLength: 3 },
    ),
  }),
})).list;
const block = fc.oneof(
  fc.record({ type: fc.constantFrom('paragraph', 'quote'), children: inlines }),
  fc.record({
    type: fc.constant('heading'),
    tag: fc.constantFrom('h1', 'h2', 'h3', 'h4', 'h5', 'h6'),
    children: inlines,
  }),
  list,
);
const state = fc
  .array(block, { maxLength: 5 })
  .map((children) => ({ root: { type: 'root', children } }));

const visible = (value: string | null) => (value ?? '').replace(/\s+/g, '');

describe('renderHtml', () => {
  it('[ED7] whatever the state, only known elements, no attribute but a safe link', () => {
    fc.assert(
      fc.property(state, (json) => {
        const parsed = parseEditorState(json, LIMITS);
        const place = document.createElement('div');
        place.innerHTML = renderHtml(parsed);
        for (const element of place.querySelectorAll('*')) {
          expect(ALLOWED).toContain(element.tagName);
          const names = element.getAttributeNames();
          if (element.tagName === 'A') {
            expect(names).toEqual(['href', 'rel']);
            expect(element.getAttribute('rel')).toBe('nofollow noopener ugc');
            expect(element.getAttribute('href')).toMatch(/^(https?:\/\/|mailto:)/);
          } else if (element.tagName === 'OL') {
            expect(element.getAttribute('start') ?? '1').toMatch(/^\d+$/);
          } else {
            expect(names).toEqual([]);
          }
        }
        expect(visible(place.textContent)).toBe(visible(plainTextOf(parsed)));
      }),
      { numRuns: 300 },
    );
  });

  it('[ED7] judges an address again, even of a state that nobody checked', () => {
    const unchecked = stateOf(blocksFromLines(['lien']));
    const root = {
      ...unchecked.root,
      children: [
        {
          ...heading('h2', ''),
          children: [
            {
              ...{ type: 'link' as const, rel: null, target: null, title: null },
              ...{ direction: null, format: '' as const, indent: 0, version: 1 as const },
              url: 'javascript:alert(1)',
              children: [],
            },
          ],
        },
      ],
    };
    expect(renderHtml({ root })).toBe('<h2></h2>');
  });

  it('writes what the structure means', () => {
    const built = stateOf([
      heading('h2', 'Objectifs'),
      ...blocksFromLines(['', 'Créer <la> rencontre & "plus"', '- un', '- deux', 'fin', '']),
    ]);
    expect(renderHtml(built)).toBe(
      [
        '<h2>Objectifs</h2>',
        '<p><br></p>',
        '<p>Créer &lt;la&gt; rencontre &amp; &quot;plus&quot;</p>',
        '<ul><li>un</li><li>deux</li></ul>',
        '<p>fin</p>',
      ].join('\n'),
    );
  });

  it('puts a nested list in the item that it belongs to', () => {
    const outer = bulletList(['un', '']);
    const [first, second] = outer.children;
    if (!first || !second) throw new Error('two items');
    const nested = { ...outer, children: [first, { ...second, children: [bulletList(['a'])] }] };
    expect(renderHtml(stateOf([nested]))).toBe('<ul><li>un<ul><li>a</li></ul></li></ul>');
  });
});

describe('excerptOf', () => {
  it('cuts at a word and never in the middle of a character', () => {
    expect(excerptOf('un  deux\ntrois', 20)).toBe('un deux trois');
    expect(excerptOf('un deux trois quatre', 12)).toBe('un deux…');
    expect(excerptOf('😀'.repeat(20), 10).isWellFormed()).toBe(true);
  });
});
