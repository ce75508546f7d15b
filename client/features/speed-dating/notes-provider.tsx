import type { ReactNode } from 'react';
import { NotesContext, useKeptNotes } from '#client/features/speed-dating/use-notes.ts';

interface NotesProviderProps {
  readonly sessionId: string;
  readonly enabled: boolean;
  /** Changes when one may have met someone new. */
  readonly moment: string | number;
  readonly children: ReactNode;
}

/** Keeps one's notes through every step, so that a change of table loses none. */
export function NotesProvider({ children, ...settings }: NotesProviderProps) {
  return <NotesContext value={useKeptNotes(settings)}>{children}</NotesContext>;
}
