/**
 * The shapes of the demonstration's content: plain data, invented, in French.
 * Everything refers to everything else by `key`; times are told relative to the moment of the import.
 */

export type Territory = 'nord' | 'ouest' | 'sud' | 'eurometropole';

/** The five people that a visitor can become, one of each kind. */
export type SignIn = 'laureate' | 'facilitator' | 'association' | 'business' | 'administrator';

export interface DemonstrationPerson {
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly locale: 'fr' | 'en';
  readonly signIn?: SignIn;
  readonly about: string;
}

export interface DemonstrationSpace {
  /** Also the slug of its address. */
  readonly key: string;
  readonly name: string;
  readonly kind: 'territory' | 'cohort' | 'council';
  readonly accent: Territory | 'cohort' | 'council';
  readonly purpose: readonly [string, string];
  readonly themes: readonly string[];
}

export interface DemonstrationMembership {
  readonly space: string;
  readonly person: string;
  readonly role: 'member' | 'facilitator' | 'moderator' | 'administrator';
}

export interface MentorPair {
  readonly laureate: string;
  readonly mentor: string;
}

export interface DemonstrationOrganisation {
  readonly key: string;
  readonly name: string;
  readonly kind: 'association' | 'business' | 'public';
  readonly territory: Territory;
  readonly town: string;
  readonly mission: string;
  readonly themes: readonly string[];
  readonly needs: readonly string[];
  readonly offers: readonly string[];
  readonly members: readonly {
    readonly person: string;
    readonly role: 'manager' | 'member';
  }[];
}

export interface ForumPost {
  readonly author: string;
  /** Hours after the topic was opened, possibly a fraction; 0 for the first post. */
  readonly hoursAfter: number;
  /** Plain paragraphs; neighbours that begin with `- ` are the items of one list. */
  readonly paragraphs: readonly string[];
  /** The organisation in whose name the author speaks. */
  readonly organisation?: string;
}

export interface ForumTopic {
  readonly key: string;
  readonly space: string;
  readonly kind: 'discussion' | 'question' | 'project' | 'experience' | 'call';
  readonly visibility: 'public' | 'members';
  readonly author: string;
  readonly title: string;
  /** Days between the opening of the topic and the import, possibly a fraction. */
  readonly daysAgo: number;
  /** Oldest first; the first one opens the topic and is its author's. */
  readonly posts: readonly ForumPost[];
}

export interface LetterTheme {
  readonly key: string;
  readonly title: string;
  readonly question: string;
  readonly presentedBy: readonly string[];
  /** How many of the laureates put it first. */
  readonly firstChoices: number;
  readonly outcome: 'chosen' | 'kept';
  readonly explanation: string;
}

export interface LetterSection {
  readonly key: string;
  readonly title: string;
  readonly phase: 'draft' | 'consultation' | 'adopted' | 'frozen';
  readonly paragraphs: readonly string[];
  /** The people who wrote each paragraph: as long as `paragraphs`. */
  readonly authorsByParagraph: readonly (readonly string[])[];
}

export interface OpenLetter {
  readonly key: string;
  readonly space: string;
  readonly title: string;
  readonly subtitle: string;
  readonly themes: readonly LetterTheme[];
  readonly sections: readonly LetterSection[];
}

/** What both sessions have in common. */
export interface SpeedDating {
  readonly key: string;
  readonly territory: Territory;
  readonly title: string;
  readonly place: string;
  readonly partner: string;
  readonly durationMinutes: number;
  /** How long one association and one business talk. */
  readonly meetingMinutes: number;
}

export interface SpeedDatingCard {
  readonly organisation: string;
  readonly person: string;
  readonly who: string;
  readonly needs: readonly string[];
  readonly offers: readonly string[];
  /** The lead of cooperation that they hope for. */
  readonly seeks: string;
  /** What they would rather not be asked. */
  readonly avoids?: string;
}

export interface UpcomingSpeedDating extends SpeedDating {
  readonly daysFromNow: number;
  readonly cards: readonly SpeedDatingCard[];
}

/** Both sides were interested. */
export interface MutualLead {
  readonly association: string;
  readonly business: string;
  readonly associationWords: string;
  readonly businessWords: string;
  readonly nextStep: string;
}

/** Only `from` was interested: private to them, `to` never reads it. */
export interface OneSidedInterest {
  readonly from: string;
  readonly to: string;
  readonly words: string;
}

export interface PastSpeedDating extends SpeedDating {
  readonly daysAgo: number;
  readonly participants: readonly { readonly organisation: string; readonly person: string }[];
  readonly mutual: readonly MutualLead[];
  readonly oneSided: readonly OneSidedInterest[];
  readonly voices: readonly { readonly person: string; readonly words: string }[];
}
