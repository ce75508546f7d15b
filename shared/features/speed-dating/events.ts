import type { SessionId } from '#shared/core/ids.ts';
import type { ParticipantView } from '#shared/features/sessions/announcement.schema.ts';
import type { ParticipantId } from '#shared/features/sessions/schema.ts';
import type {
  LeadKind,
  MutualInterest,
  Note,
  WriteNote,
} from '#shared/features/speed-dating/schema.ts';

export interface Revealed {
  readonly sessionId: SessionId;
  readonly mutual: readonly MutualInterest[];
}

/** What `GET …/notes` answers to the people of one participant: their notes, and whom they met. */
export interface NotesView {
  readonly items: readonly Note[];
  readonly met: readonly ParticipantId[];
}

/** What `GET …/results` answers to the people of one participant. */
export interface ResultsView {
  readonly mutual: readonly {
    readonly partner: ParticipantView;
    readonly commonKinds: readonly LeadKind[];
    readonly own: Note;
  }[];
}

/** From a client; acknowledged with the note as it was kept. */
export interface SpeedDatingClientEvents {
  'speed-dating.note': {
    readonly input: Omit<WriteNote, 'sessionId'> & { readonly sessionId: string };
    readonly value: Note;
  };
}

/** From the server, to the people of one participant only. */
export interface SpeedDatingServerEvents {
  /** A note that one of them wrote, so that the other one's screen follows. */
  'speed-dating.noted': { readonly sessionId: string; readonly note: Note };
  /** After the session closed. */
  'speed-dating.revealed': Revealed;
}
