import type { AuthorRanges } from '#server/platform/collab/document-log.ts';
import { mergeRanges } from '#shared/realtime/clock-ranges.ts';

/** One entry for each account, with its ranges merged: adding the same again changes nothing. */
export function mergeAuthors(parts: readonly AuthorRanges[]): AuthorRanges[] {
  const byAccount = Map.groupBy(parts, ({ account }) => account);
  return [...byAccount].map(([account, own]) => ({
    account,
    inserted: mergeRanges(own.flatMap(({ inserted }) => inserted)),
    deleted: mergeRanges(own.flatMap(({ deleted }) => deleted)),
  }));
}
