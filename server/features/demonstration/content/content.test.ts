import { describe, expect, it } from 'vitest';
import { forumTopics } from '#server/features/demonstration/content/forum.ts';
import { openLetter } from '#server/features/demonstration/content/letter.ts';
import { memberships, mentorPairs } from '#server/features/demonstration/content/memberships.ts';
import { organisations } from '#server/features/demonstration/content/organisations.ts';
import { people } from '#server/features/demonstration/content/people.ts';
import { hostName, spaces } from '#server/features/demonstration/content/spaces.ts';
import { pastSpeedDating } from '#server/features/demonstration/content/speed-dating-past.ts';
import { upcomingSpeedDating } from '#server/features/demonstration/content/speed-dating-upcoming.ts';

/** The properties whose strings a visitor reads; all others are keys, codes or addresses. */
const READ = new Set(
  (
    'hostName name about purpose themes town mission needs offers title subtitle question explanation ' +
    'paragraphs place partner who seeks avoids words associationWords businessWords nextStep'
  ).split(' '),
);

function textsOf(value: unknown, property = ''): string[] {
  if (typeof value === 'string') return READ.has(property) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => textsOf(item, property));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsOf(inner, name));
}

const sessions = [upcomingSpeedDating, pastSpeedDating];
const everything = { hostName, people, spaces, organisations, forumTopics, openLetter, sessions };
const texts = textsOf(everything);

const personKeys = new Set(people.map((person) => person.key));
const spaceKeys = new Set(spaces.map((space) => space.key));

const repeated = (values: readonly string[]) =>
  values.filter((value, index) => values.indexOf(value) !== index);
const missingFrom = (known: ReadonlySet<string>, keys: readonly string[]) =>
  keys.filter((key) => !known.has(key));
const belongs = (organisation: string, person: string) =>
  organisations
    .find((one) => one.key === organisation)
    ?.members.some((member) => member.person === person) === true;
const isMember = (space: string, person: string) =>
  memberships.some((one) => one.space === space && one.person === person);

describe('people and spaces', () => {
  it('holds sixty people with their own example.org address, and one entry of each kind', () => {
    expect(people).toHaveLength(60);
    expect(repeated(people.map((person) => person.key))).toEqual([]);
    expect(repeated(people.map((person) => person.name))).toEqual([]);
    expect(repeated(people.map((person) => person.email))).toEqual([]);
    for (const person of people) {
      expect(person.email).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*@example\.org$/);
    }
    const entries = people.flatMap((person) => (person.signIn ? [person.signIn] : []));
    expect(entries.sort()).toEqual([
      'administrator',
      'association',
      'business',
      'facilitator',
      'laureate',
    ]);
  });

  it('puts every person in one to three spaces, once each', () => {
    const pairs = memberships.map((one) => `${one.space} ${one.person}`);
    expect(repeated(pairs)).toEqual([]);
    expect(
      missingFrom(
        personKeys,
        memberships.map((one) => one.person),
      ),
    ).toEqual([]);
    expect(
      missingFrom(
        spaceKeys,
        memberships.map((one) => one.space),
      ),
    ).toEqual([]);
    for (const person of people) {
      const count = memberships.filter((one) => one.person === person.key).length;
      expect(count, person.key).toBeGreaterThanOrEqual(1);
      expect(count, person.key).toBeLessThanOrEqual(3);
    }
  });

  it('holds four territories, a cohort and a council, each with a facilitator', () => {
    expect(spaces.filter((space) => space.kind === 'territory').map((space) => space.key)).toEqual([
      'nord',
      'ouest',
      'sud',
      'eurometropole',
    ]);
    expect(
      spaces.filter((space) => space.kind !== 'territory').map((space) => space.accent),
    ).toEqual(['cohort', 'council']);
    for (const space of spaces) {
      const roles = memberships.filter((one) => one.space === space.key).map((one) => one.role);
      expect(roles, space.key).toContain('facilitator');
    }
  });

  it('pairs 24 laureates with a mentor of their own association, all in the cohort', () => {
    expect(new Set(mentorPairs.map((pair) => pair.laureate)).size).toBe(24);
    for (const { laureate, mentor } of mentorPairs) {
      const shared = organisations.filter(
        (one) =>
          one.kind === 'association' && belongs(one.key, laureate) && belongs(one.key, mentor),
      );
      expect(shared, `${laureate} and ${mentor}`).not.toHaveLength(0);
      expect(isMember('promo-2026', laureate) && isMember('promo-2026', mentor), laureate).toBe(
        true,
      );
    }
    const moderators = memberships.filter(
      (one) => one.space === 'promo-2026' && one.role === 'moderator',
    );
    expect(moderators).toHaveLength(2);
  });
});

describe('organisations', () => {
  it('holds enough of each kind, each with a manager who exists', () => {
    const count = (kind: string) => organisations.filter((one) => one.kind === kind).length;
    expect(count('association')).toBeGreaterThanOrEqual(24);
    expect(count('business')).toBeGreaterThanOrEqual(12);
    expect(count('public')).toBe(3);
    expect(repeated(organisations.map((one) => one.key))).toEqual([]);
    expect(repeated(organisations.map((one) => one.name))).toEqual([]);
    for (const one of organisations) {
      const keys = one.members.map((member) => member.person);
      expect(missingFrom(personKeys, keys), one.key).toEqual([]);
      expect(repeated(keys), one.key).toEqual([]);
      expect(
        one.members.map((member) => member.role),
        one.key,
      ).toContain('manager');
      expect(spaceKeys.has(one.territory), one.key).toBe(true);
    }
  });
});

describe('forum', () => {
  it('holds 7 to 9 topics a territory, 4 for the cohort, 3 for the council, no title twice', () => {
    const count = (space: string) => forumTopics.filter((topic) => topic.space === space).length;
    for (const space of spaces.filter((one) => one.kind === 'territory')) {
      expect(count(space.key), space.key).toBeGreaterThanOrEqual(7);
      expect(count(space.key), space.key).toBeLessThanOrEqual(9);
    }
    expect(count('promo-2026')).toBe(4);
    expect(count('conseil-vie-associative')).toBe(3);
    expect(repeated(forumTopics.map((topic) => topic.key))).toEqual([]);
    const titles = [...forumTopics, ...openLetter.sections, ...openLetter.themes, ...sessions];
    expect(repeated(titles.map((one) => one.title))).toEqual([]);
  });

  it('lets only members of the space write, in the name of organisations of their own', () => {
    for (const topic of forumTopics) {
      for (const post of topic.posts) {
        expect(isMember(topic.space, post.author), `${topic.key}: ${post.author}`).toBe(true);
        if (post.organisation === undefined) continue;
        const spoken = `${topic.key}: ${post.author} as ${post.organisation}`;
        expect(belongs(post.organisation, post.author), spoken).toBe(true);
      }
    }
  });

  it('tells conversations in order, of 2 to 12 posts, none in the future', () => {
    for (const topic of forumTopics) {
      const hours = topic.posts.map((post) => post.hoursAfter);
      expect(topic.posts.length, topic.key).toBeGreaterThanOrEqual(2);
      expect(topic.posts.length, topic.key).toBeLessThanOrEqual(12);
      expect(topic.posts[0]?.author, topic.key).toBe(topic.author);
      expect(hours[0], topic.key).toBe(0);
      expect(new Set(hours).size, topic.key).toBe(hours.length);
      expect(
        [...hours].sort((a, b) => a - b),
        topic.key,
      ).toEqual(hours);
      expect(hours.at(-1), topic.key).toBeLessThan(topic.daysAgo * 24);
    }
  });

  it('is alive: each territory spoke within the last six hours', () => {
    for (const space of spaces.filter((one) => one.kind === 'territory')) {
      const ages = forumTopics
        .filter((topic) => topic.space === space.key)
        .map((topic) => topic.daysAgo * 24 - (topic.posts.at(-1)?.hoursAfter ?? 0));
      expect(Math.min(...ages), space.key).toBeLessThan(6);
    }
  });
});

describe('open letter', () => {
  it('chooses one of three themes with the voices of all 24 laureates', () => {
    expect(openLetter.themes).toHaveLength(3);
    expect(openLetter.themes.filter((theme) => theme.outcome === 'chosen')).toHaveLength(1);
    expect(openLetter.themes.reduce((sum, theme) => sum + theme.firstChoices, 0)).toBe(24);
  });

  it('holds six sections in every phase, each paragraph written by laureates', () => {
    const laureates = new Set(mentorPairs.map((pair) => pair.laureate));
    expect(openLetter.sections).toHaveLength(6);
    expect(new Set(openLetter.sections.map((section) => section.phase)).size).toBe(4);
    for (const section of openLetter.sections) {
      expect(section.authorsByParagraph, section.key).toHaveLength(section.paragraphs.length);
      for (const authors of section.authorsByParagraph) {
        expect(authors.length, section.key).toBeGreaterThan(0);
        expect(missingFrom(laureates, authors), section.key).toEqual([]);
      }
    }
    const voices = new Set(openLetter.sections.flatMap((one) => one.authorsByParagraph.flat()));
    expect(voices.size).toBe(laureates.size);
    expect(
      missingFrom(
        laureates,
        openLetter.themes.flatMap((one) => one.presentedBy),
      ),
    ).toEqual([]);
  });
});

describe('speed datings', () => {
  const kindOf = (key: string) => organisations.find((one) => one.key === key)?.kind;

  it('seats eight associations and eight businesses, each by one person of theirs', () => {
    for (const seats of [upcomingSpeedDating.cards, pastSpeedDating.participants]) {
      const keys = seats.map((seat) => seat.organisation);
      expect(keys.filter((key) => kindOf(key) === 'association')).toHaveLength(8);
      expect(keys.filter((key) => kindOf(key) === 'business')).toHaveLength(8);
      expect(repeated(keys)).toEqual([]);
      expect(repeated(seats.map((seat) => seat.person))).toEqual([]);
      for (const seat of seats) {
        expect(belongs(seat.organisation, seat.person), seat.organisation).toBe(true);
      }
    }
    expect(upcomingSpeedDating.territory).not.toBe(pastSpeedDating.territory);
  });

  it('keeps fourteen mutual leads and twenty interests of one side, each pair once', () => {
    const { mutual, oneSided, participants, voices } = pastSpeedDating;
    expect(mutual).toHaveLength(14);
    expect(oneSided).toHaveLength(20);
    const pairs = [
      ...mutual.map((lead) => [lead.association, lead.business]),
      ...oneSided.map((interest) => [interest.from, interest.to]),
    ];
    const present = new Set(participants.map((one) => one.organisation));
    expect(missingFrom(present, pairs.flat())).toEqual([]);
    expect(repeated(pairs.map((pair) => [...pair].sort().join(' ')))).toEqual([]);
    for (const pair of pairs) {
      expect(pair.map((key) => kindOf(key)).sort(), pair.join(' ')).toEqual([
        'association',
        'business',
      ]);
    }
    const seated = new Set(participants.map((one) => one.person));
    expect(
      missingFrom(
        seated,
        voices.map((voice) => voice.person),
      ),
    ).toEqual([]);
  });
});

describe('texts', () => {
  const offenders = (pattern: RegExp) => texts.filter((text) => pattern.test(text));

  it('are many, and none is empty or carries a stray space', () => {
    expect(texts.length).toBeGreaterThan(900);
    expect(offenders(/^\s|\s$|^$|[ \u00a0\u202f]{2}/)).toEqual([]);
  });

  it('use typographic apostrophes, French quotation marks and one ellipsis character', () => {
    expect(offenders(/['"“”`]|\.\.\./)).toEqual([]);
    expect(offenders(/«(?!\u00a0)|(?<!\u00a0)»/)).toEqual([]);
  });

  it('put U+202F before ; ! ? and U+00A0 before a colon', () => {
    expect(offenders(/(?<!\u202f)[;!?]/)).toEqual([]);
    expect(offenders(/(?<!\u00a0):/)).toEqual([]);
  });

  it('address nobody as tu', () => {
    expect(offenders(/(?<!\p{L})(tu|toi)(?!\p{L})/iu)).toEqual([]);
  });

  it('never say the same sentence twice', () => {
    const sentences = texts
      .flatMap((text) => text.split(/(?<=[.!?…])\s+/u))
      .map((sentence) => sentence.replaceAll(/[\s\u00a0\u202f]+/g, ' ').toLowerCase())
      .filter((sentence) => sentence.split(' ').length > 2 && /[.!?…]$/u.test(sentence));
    expect(sentences.length).toBeGreaterThan(1000);
    expect(repeated(sentences)).toEqual([]);
  });
});
