/** Whether a part of the list still does what the whole does. */
export type StillFails<Item> = (items: readonly Item[]) => Promise<boolean>;

/**
 * A shorter part of a list that fails as the whole does, of which nothing single can be left out
 * (Zeller and Hildebrandt 2002, "ddmin" without its test of subsets). At most `mostRuns` trials.
 */
export async function shrink<Item>(
  items: readonly Item[],
  stillFails: StillFails<Item>,
  mostRuns: number,
): Promise<readonly Item[]> {
  let left = items;
  let runs = 0;
  for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : size >> 1) {
    let removed = true;
    while (removed && runs < mostRuns) {
      removed = false;
      for (let start = 0; start < left.length && runs < mostRuns; ) {
        const trial = [...left.slice(0, start), ...left.slice(start + size)];
        runs += 1;
        if (await stillFails(trial)) {
          left = trial;
          removed = true;
        } else {
          start += size;
        }
      }
    }
  }
  return left;
}
