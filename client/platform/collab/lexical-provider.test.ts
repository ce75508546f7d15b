import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readUserState } from '#client/platform/collab/lexical-provider.ts';

const text = new Y.Doc().getText('t');
const position: unknown = JSON.parse(
  JSON.stringify(Y.createRelativePositionFromTypeIndex(text, 0)),
);
const person = {
  name: 'Anne',
  color: '#123456',
  focusing: true,
  anchorPos: position,
  focusPos: null,
  awarenessData: { account: 'anne' },
};

describe('the states that Lexical reads', () => {
  it('keep their shape', () => {
    const read = readUserState(person);
    expect(read).toMatchObject({
      name: 'Anne',
      focusPos: null,
      awarenessData: { account: 'anne' },
    });
    expect(read?.anchorPos).toBeInstanceOf(Y.RelativePosition);
  });

  it.each([
    ['nothing', null],
    ['no name', { ...person, name: undefined }],
    ['a colour that loads an image', { ...person, color: 'red;background:url(//evil.example)' }],
    ['a position that is a number', { ...person, anchorPos: 5 }],
    ['a position without a clock', { ...person, focusPos: { item: { client: 1 } } }],
    ['a type name that is an object', { ...person, anchorPos: { tname: {} } }],
  ])('[CO18] leave out %s', (_what, state) => {
    expect(readUserState(state)).toBeNull();
  });
});
