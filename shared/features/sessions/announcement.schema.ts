import type { OrganisationKind } from '#shared/features/organisations/domain.ts';
import type { SessionParts } from '#shared/features/sessions/abilities.ts';
import type {
  ParticipantId,
  SessionKind,
  SessionState,
  SessionView,
} from '#shared/features/sessions/schema.ts';

export interface SessionSummary {
  readonly id: string;
  readonly kind: SessionKind;
  readonly title: string;
  readonly place: string;
  /** Milliseconds since 1970. */
  readonly startsAt: number;
  readonly phase: SessionState['phase'];
  /** How many take part. */
  readonly participants: number;
  /** Whether the one who asks takes part. */
  readonly registered: boolean;
}

export interface SessionSpace {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly accent: string;
  readonly visibility: 'public' | 'members';
}

export interface SessionListView {
  readonly space: SessionSpace;
  readonly items: readonly SessionSummary[];
  readonly next: string | null;
  readonly mayCreate: boolean;
}

export interface OrganisationCard {
  readonly id: string;
  /** Empty for an organisation that is gone. */
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly town: string;
  readonly mission: string;
  readonly needs: readonly string[];
  readonly offers: readonly string[];
}

export interface ParticipantView {
  readonly id: ParticipantId;
  readonly side: string;
  readonly organisation: OrganisationCard;
  /** Who comes for it; told only to those who join the session. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

export interface SessionDetailView {
  readonly session: SessionSummary & {
    readonly description: string;
    readonly audience: 'public' | 'members';
  };
  readonly space: SessionSpace;
  readonly facilitators: readonly { readonly id: string; readonly name: string }[];
  readonly participants: readonly ParticipantView[];
  /** The participant that the one who asks belongs to. */
  readonly me: ParticipantId | null;
  /** The organisations that the one who asks could take part for. */
  readonly organisations: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: OrganisationKind;
  }[];
  readonly parts: SessionParts;
  readonly view: SessionView;
  /** For those who run the session only. */
  readonly console: SessionState | null;
}
