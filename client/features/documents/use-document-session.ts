import { useEffect, useState, useSyncExternalStore } from 'react';
import {
  DocumentSession,
  type DocumentState,
  type OpenText,
  type TextState,
} from '#client/editor/collaboration/document-session.ts';
import type { SectionName } from '#shared/realtime/document-name.ts';

/** The document's connection while its page is shown; null at the very first. */
export function useDocumentSession(account: string, documentId: string): DocumentSession | null {
  const [session, setSession] = useState<DocumentSession | null>(null);
  useEffect(() => {
    const created = new DocumentSession(account, documentId);
    setSession(created);
    const warn = (event: BeforeUnloadEvent) => {
      if (created.wouldLose) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => {
      removeEventListener('beforeunload', warn);
      setSession(null);
      created.destroy();
    };
  }, [account, documentId]);
  return session;
}

export const useDocumentState = (session: DocumentSession): DocumentState =>
  useSyncExternalStore(session.subscribe, session.read);

/** A section, or the whole of a plain document (`section` null), open while it is shown. */
export function useOpenText(
  session: DocumentSession,
  section: SectionName | null,
): OpenText | null {
  const [text, setText] = useState<OpenText | null>(null);
  const isWhole = section === null;
  const id = section?.id ?? '';
  const epoch = section?.epoch ?? 0;
  useEffect(() => {
    const opened = session.open(isWhole ? null : { id, epoch });
    setText(opened);
    return () => {
      setText(null);
      session.close(opened);
    };
  }, [session, isWhole, id, epoch]);
  return text;
}

/** What the server says of one text, renewed with the document's state. */
export function useTextState(session: DocumentSession, text: OpenText): TextState {
  useDocumentState(session);
  return session.stateOf(text);
}
