/** Uniform numbers in [0, 1), as `Math.random`, given as an argument so that rules stay pure. */
export type Random = () => number;

/** mulberry32, a 32-bit generator by Tommy Ettinger (2017): small, seeded, not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A copy of `items` in random order (Fisher and Yates, as in Knuth volume 2, 3.4.2). */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const chosen = Math.floor(random() * (last + 1));
    const kept = result[last] as Item;
    result[last] = result[chosen] as Item;
    result[chosen] = kept;
  }
  return result;
}
