import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { heldByLeft, readUserState, stateOfWriter } from '#client/editor/collaboration/presence.ts';

const writer = { id: 'a'.repeat(24), name: 'Aya' };

describe('what another page shows of itself', () => {
  it('comes through JSON unchanged', () => {
    const doc = new Y.Doc();
    const text = doc.getText('text');
    text.insert(0, 'bonjour');
    const position = Y.createRelativePositionFromTypeIndex(text, 3);
    const state = { ...stateOfWriter(writer), anchorPos: position, focusPos: position };
    const read = readUserState(JSON.parse(JSON.stringify(state)));
    const found =
      read?.anchorPos && Y.createAbsolutePositionFromRelativePosition(read.anchorPos, doc);
    expect(found).toMatchObject({ index: 3 });
  });

  it('of any form is read without harm', () => {
    const doc = new Y.Doc();
    doc.getText('text').insert(0, 'bonjour');
    const odd = fc.record({
      name: fc.anything(),
      awarenessData: fc.oneof(fc.anything(), fc.record({ personId: fc.string() })),
      anchorPos: fc.anything({ maxDepth: 3 }),
      focusPos: fc.record({ type: fc.anything(), tname: fc.anything(), item: fc.anything() }),
    });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), odd), (raw) => {
        const state = readUserState(raw);
        for (const position of [state?.anchorPos, state?.focusPos]) {
          if (position) Y.createAbsolutePositionFromRelativePosition(position, doc);
        }
      }),
    );
  });

  it('has the colour of the person, whatever it claims, and a name of 80 letters at most', () => {
    const claimed = { ...stateOfWriter(writer), color: 'red;}', name: 'x'.repeat(500) };
    expect(readUserState(claimed)).toMatchObject({ color: stateOfWriter(writer).color });
    expect(readUserState(claimed)?.name).toHaveLength(80);
  });
});

describe('a caret', () => {
  it('stays behind its own last letter when another writes at the same place', () => {
    const doc = new Y.Doc();
    const text = doc.getText('text');
    text.insert(0, 'ab');
    const end = Y.createRelativePositionFromTypeIndex(text, 2);
    const held = heldByLeft({ ...stateOfWriter(writer), anchorPos: end, focusPos: end }, doc);
    text.insert(2, 'autre');
    const place = held.focusPos && Y.createAbsolutePositionFromRelativePosition(held.focusPos, doc);
    expect(place).toMatchObject({ index: 2 });
  });
});
