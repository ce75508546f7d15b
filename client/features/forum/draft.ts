import { useCallback, useState } from 'react';
import { createClientKey } from '#client/platform/api/client-key.ts';
import {
  TOPIC_KINDS,
  TOPIC_VISIBILITIES,
  type TopicKind,
  type TopicVisibility,
} from '#shared/features/forum/domain.ts';

/** What a person is writing, kept on this device until the server has it. */
export interface Draft {
  /** Sent with each attempt, so that a text sent twice is published once. */
  readonly clientKey: string;
  /** The editor's state as JSON text; null while nothing is written. */
  readonly state: string | null;
  readonly title: string;
  readonly kind: TopicKind;
  readonly visibility: TopicVisibility;
  readonly organisationId: string | null;
  /** The state of the first attempt to send: it may have arrived without our knowing. */
  readonly attempted: string | null;
}

export const newDraft = (): Draft => ({
  clientKey: createClientKey(),
  state: null,
  title: '',
  kind: 'discussion',
  visibility: 'public',
  organisationId: null,
  attempted: null,
});

const textOr = <Fallback>(value: unknown, fallback: Fallback): string | Fallback =>
  typeof value === 'string' ? value : fallback;

/** Reads a draft back; what is not there or not understood starts anew. */
export function readDraft(text: string | null): Draft {
  const fresh = newDraft();
  if (text === null) return fresh;
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== 'object' || kept === null) return fresh;
    const values: Record<string, unknown> = { ...kept };
    return {
      clientKey: textOr(values.clientKey, fresh.clientKey),
      state: textOr(values.state, null),
      title: textOr(values.title, ''),
      kind: TOPIC_KINDS.find((kind) => kind === values.kind) ?? fresh.kind,
      visibility: TOPIC_VISIBILITIES.find((one) => one === values.visibility) ?? fresh.visibility,
      organisationId: textOr(values.organisationId, null),
      attempted: textOr(values.attempted, null),
    };
  } catch {
    return fresh;
  }
}

/** Whether the text has any word, without reading the whole of it. */
export const holdsText = (state: string | null): state is string =>
  state !== null && /"text":"[^"]*[^\s"]/.test(state);

/** Whether there is something that a person would miss. */
export const holdsWords = (draft: Draft): boolean =>
  draft.title.trim() !== '' || holdsText(draft.state);

interface KeptDraft {
  readonly draft: Draft;
  /** False when this device refuses to keep anything. */
  readonly isKept: boolean;
  readonly change: (changes: Partial<Draft>) => void;
  /** Forgets it: the server has it. */
  readonly clear: () => void;
}

/** The draft of one place (`place` names it) of one person, kept at each change. */
export function useDraft(personId: string, place: string): KeptDraft {
  const key = `trame.draft.${personId}.${place}`;
  const [draft, setDraft] = useState(() => readDraft(readStored(key)));
  const [isKept, setKept] = useState(true);
  const change = useCallback(
    (changes: Partial<Draft>) =>
      setDraft((current) => {
        const next = { ...current, ...changes };
        setKept(writeStored(key, holdsWords(next) ? JSON.stringify(next) : null));
        return next;
      }),
    [key],
  );
  const clear = useCallback(() => {
    writeStored(key, null);
    setDraft(newDraft());
  }, [key]);
  return { draft, isKept, change, clear };
}

function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Whether the device kept it. */
function writeStored(key: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
