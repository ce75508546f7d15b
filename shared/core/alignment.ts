/** Two places, one in each list, that belong together. */
export type Match = readonly [first: number, second: number];

/** What a match is worth; zero for what does not belong together. */
type Worth = (first: number, second: number) => number;

/** Above this many comparisons, lists are only compared at both ends. */
const MOST_COMPARISONS = 4_000_000;

/**
 * Matches of equal keys, in order in both lists, that keep as much as can be: the longest keys count
 * most. Only what both ends share, where lists are very long.
 */
export function align(first: readonly string[], second: readonly string[]): Match[] {
  const shorter = Math.min(first.length, second.length);
  let start = 0;
  while (start < shorter && first[start] === second[start]) start += 1;
  let end = 0;
  while (end < shorter - start && first.at(-1 - end) === second.at(-1 - end)) end += 1;
  const lengths: Match = [first.length - start - end, second.length - start - end];
  const middle = bestMatches(lengths, (one, other) => {
    const key = first[start + one];
    return key !== undefined && key === second[start + other] ? key.length + 1 : 0;
  });
  return [
    ...Array.from({ length: start }, (_, index): Match => [index, index]),
    ...middle.map(([one, other]): Match => [start + one, start + other]),
    ...Array.from(
      { length: end },
      (_, index): Match => [first.length - end + index, second.length - end + index],
    ),
  ];
}

/** Matches in order in both lists, of the given lengths, that are worth most together. */
export function bestMatches([height, width]: Match, worth: Worth): Match[] {
  if (height * width > MOST_COMPARISONS) return [];
  const row = width + 1;
  // The best from two places on, to the ends.
  const best = new Float64Array((height + 1) * row);
  const at = (one: number, other: number) => best[one * row + other] ?? 0;
  const matched = (one: number, other: number) => {
    const value = worth(one, other);
    return value > 0 ? value + at(one + 1, other + 1) : 0;
  };
  for (let one = height - 1; one >= 0; one -= 1) {
    for (let other = width - 1; other >= 0; other -= 1) {
      best[one * row + other] = Math.max(
        matched(one, other),
        at(one + 1, other),
        at(one, other + 1),
      );
    }
  }
  const matches: Match[] = [];
  let one = 0;
  let other = 0;
  while (one < height && other < width) {
    if (at(one, other) > 0 && matched(one, other) === at(one, other)) {
      matches.push([one, other]);
      one += 1;
      other += 1;
    } else if (at(one + 1, other) >= at(one, other + 1)) one += 1;
    else other += 1;
  }
  return matches;
}
