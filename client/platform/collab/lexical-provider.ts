import type { Provider, ProviderAwareness, UserState } from '@lexical/yjs';
import type { Awareness } from 'y-protocols/awareness';
import { createRelativePositionFromJSON, type RelativePosition } from 'yjs';
import type { SectionProvider } from '#client/platform/collab/section-provider.ts';

/**
 * A section as Lexical's collaboration plugin wants it. What others show of themselves comes from
 * their browsers, and Lexical trusts it: states of another shape are left out here.
 */
export function lexicalProvider(section: SectionProvider): Provider {
  return {
    awareness: lexicalAwareness(section.awareness),
    connect: () => section.connect(),
    disconnect: () => section.disconnect(),
    on: section.on.bind(section),
    off: section.off.bind(section),
  };
}

function lexicalAwareness(awareness: Awareness): ProviderAwareness {
  return {
    getLocalState: () => readUserState(awareness.getLocalState()),
    getStates() {
      const states = new Map<number, UserState>();
      for (const [client, state] of awareness.getStates()) {
        const user = readUserState(state);
        if (user) states.set(client, user);
      }
      return states;
    },
    setLocalState: (state) => awareness.setLocalState(state),
    setLocalStateField: (field, value) => awareness.setLocalStateField(field, value),
    on: (type, callback) => awareness.on(type, callback),
    off: (type, callback) => awareness.off(type, callback),
  };
}

/** Lexical writes the colour into style text, where anything else could load a foreign image. */
const COLOUR =
  /^(?:#[0-9a-fA-F]{3,8}|[a-z]{1,30}|(?:rgb|hsl)a?\([\d.,%/ ]{1,40}\)|var\(--[\w-]{1,40}\))$/;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** The state when it has Lexical's shape; null for any other. */
export function readUserState(state: unknown): UserState | null {
  if (!isFields(state)) return null;
  const { name, color, focusing, awarenessData } = state;
  const anchorPos = readPosition(state.anchorPos);
  const focusPos = readPosition(state.focusPos);
  if (typeof name !== 'string' || typeof color !== 'string' || typeof focusing !== 'boolean') {
    return null;
  }
  if (!COLOUR.test(color)) return null;
  if (anchorPos === undefined || focusPos === undefined) return null;
  const data = isFields(awarenessData) ? awarenessData : {};
  return { ...state, name, color, focusing, anchorPos, focusPos, awarenessData: data };
}

/** A relative position, null for none, undefined when it is something else. */
function readPosition(value: unknown): RelativePosition | null | undefined {
  if (value === null || value === undefined) return null;
  if (!isFields(value) || !isItem(value.type) || !isItem(value.item)) return undefined;
  if (typeof (value.tname ?? '') !== 'string') return undefined;
  return createRelativePositionFromJSON(value);
}

function isItem(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return isFields(value) && Number.isInteger(value.client) && Number.isInteger(value.clock);
}
