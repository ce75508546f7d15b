import { useQuery } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { notesQuery } from '#client/features/speed-dating/api.ts';
import { emitAcknowledged, useLiveEvent } from '#client/features/speed-dating/socket.ts';
import { ApiError } from '#client/platform/api/api-error.ts';
import type { ParticipantId } from '#shared/features/sessions/schema.ts';
import type { Note } from '#shared/features/speed-dating/schema.ts';

/** What is noted about one participant, and what became of it. */
export type NoteContent = Pick<Note, 'level' | 'leads'>;

export interface KnownNote {
  readonly content: NoteContent;
  /** `kept` is said by the server only. */
  readonly truth: 'kept' | 'unsent' | 'refused';
}

export interface Notes {
  readonly met: readonly ParticipantId[];
  noteAbout(participant: ParticipantId): KnownNote | null;
  write(about: ParticipantId, content: NoteContent): void;
}

/** So long after the last change a note is sent; milliseconds. */
const QUIET = 600;
const RETRY_AFTER = 3_000;

const NOTHING: Notes = { met: [], noteAbout: () => null, write: () => {} };

export const NotesContext = createContext<Notes>(NOTHING);
export const useNotes = (): Notes => useContext(NotesContext);

/** A refusal is final; no network, a full server or too many at once are not. */
const isFinal = (error: unknown): boolean =>
  error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429;

interface KeptNotesSettings {
  readonly sessionId: string;
  readonly enabled: boolean;
  /** Changes when one may have met someone new. */
  readonly moment: string | number;
}

/**
 * The notes of one's organisation. What is written stays in memory until the server has
 * acknowledged it, over every loss of connection, and says so.
 */
export function useKeptNotes({ sessionId, enabled, moment }: KeptNotesSettings): Notes {
  const { data, refetch } = useQuery({ ...notesQuery(sessionId), enabled });
  const [own, setOwn] = useState<ReadonlyMap<ParticipantId, KnownNote>>(new Map());
  const latest = useRef(new Map<ParticipantId, NoteContent>());
  const timers = useRef(new Map<ParticipantId, ReturnType<typeof setTimeout>>());

  // biome-ignore lint/correctness/useExhaustiveDependencies: read again at each moment of the session
  useEffect(() => {
    if (enabled) void refetch();
  }, [enabled, moment, refetch]);

  const settle = useCallback(
    (about: ParticipantId, content: NoteContent, truth: KnownNote['truth']) => {
      setOwn((notes) => new Map(notes).set(about, { content, truth }));
    },
    [],
  );

  const send = useCallback(
    async (about: ParticipantId): Promise<void> => {
      const content = latest.current.get(about);
      if (!content) return;
      const later = () => plan(timers.current, about, RETRY_AFTER, () => void send(about));
      try {
        await emitAcknowledged('speed-dating.note', { sessionId, about, ...content });
        // What was changed meanwhile has its own timer.
        if (latest.current.get(about) !== content) return;
        latest.current.delete(about);
        settle(about, content, 'kept');
      } catch (error) {
        if (latest.current.get(about) !== content) return;
        if (!isFinal(error)) return later();
        latest.current.delete(about);
        settle(about, content, 'refused');
      }
    },
    [sessionId, settle],
  );

  const write = useCallback(
    (about: ParticipantId, content: NoteContent) => {
      latest.current.set(about, content);
      settle(about, content, 'unsent');
      plan(timers.current, about, QUIET, () => void send(about));
    },
    [send, settle],
  );

  useLiveEvent('speed-dating.noted', ({ sessionId: where, note }) => {
    if (where !== sessionId || latest.current.has(note.about)) return;
    settle(note.about, { level: note.level, leads: note.leads }, 'kept');
  });

  const kept = new Map((data?.items ?? []).map((note) => [note.about, note]));
  return {
    met: data?.met ?? [],
    noteAbout(participant) {
      const mine = own.get(participant);
      if (mine) return mine;
      const note = kept.get(participant);
      return note ? { content: note, truth: 'kept' } : null;
    },
    write,
  };
}

function plan(
  timers: Map<ParticipantId, ReturnType<typeof setTimeout>>,
  about: ParticipantId,
  delay: number,
  run: () => void,
): void {
  clearTimeout(timers.get(about));
  timers.set(about, setTimeout(run, delay));
}
