const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** 1970 began on a Thursday; the first Monday came four days later. */
const FIRST_MONDAY = 4 * DAY;

const QUIET = 10 * MINUTE;
const LONGEST_WRITING = HOUR;
const ALL_KEPT = DAY;
const DAILY_KEPT = 30 * DAY;

/** When a document changed since its newest version; milliseconds since 1970. */
export interface Writing {
  readonly first: number;
  readonly last: number;
}

/** [DO18] Whether what was written is due to be kept as a version. */
export const isVersionDue = ({ first, last }: Writing, now: number): boolean =>
  now - last >= QUIET || now - first >= LONGEST_WRITING;

/** What thinning needs to know of a version; milliseconds since 1970. */
export interface KeptVersion {
  readonly at: number;
  readonly name: string | null;
}

/** [DO19] Which versions leave. The last of a day or week is the newest, whatever the order given. */
export function versionsToThin<Version extends KeptVersion>(
  versions: readonly Version[],
  now: number,
): Version[] {
  const newest = new Map<string, Version>();
  const unnamed = versions.filter(({ name }) => name === null);
  for (const version of unnamed) {
    const period = periodOf(version.at, now);
    const kept = period && newest.get(period);
    if (period && (!kept || kept.at < version.at)) newest.set(period, version);
  }
  return unnamed.filter((version) => {
    const period = periodOf(version.at, now);
    return period !== null && newest.get(period) !== version;
  });
}

/** The day or week of which one version stays; null while all do. */
function periodOf(at: number, now: number): string | null {
  const age = now - at;
  if (age < ALL_KEPT) return null;
  if (age < DAILY_KEPT) return `day ${Math.floor(at / DAY)}`;
  return `week ${Math.floor((at - FIRST_MONDAY) / WEEK)}`;
}
