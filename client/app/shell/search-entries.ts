export interface SearchEntry {
  readonly to: string;
  readonly label: string;
  readonly group: 'spaces' | 'pages';
}

/** Small letters without accents. */
const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();

/** The entries that hold every word of the query, in their own order; all of them without a query. */
export function findEntries(entries: readonly SearchEntry[], query: string): SearchEntry[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    const label = fold(entry.label);
    return words.every((word) => label.includes(word));
  });
}
