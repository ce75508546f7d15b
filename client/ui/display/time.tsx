import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateWords, exactDateWords } from '#shared/i18n/date-words.ts';
import type { Language } from '#shared/i18n/languages.ts';

const MINUTE = 60_000;

interface TimeProps {
  /** An ISO date, or milliseconds since 1970. */
  readonly date: string | number;
}

/** A date as people say it, kept true as time passes; the exact one on hover and in `datetime`. */
export function Time({ date }: TimeProps) {
  const { i18n } = useTranslation();
  const instant = typeof date === 'number' ? date : Date.parse(date);
  const now = useMinute(instant);
  if (!Number.isFinite(instant)) return null;
  const language: Language = i18n.resolvedLanguage === 'en' ? 'en' : 'fr';
  return (
    <time dateTime={new Date(instant).toISOString()} title={exactDateWords(instant, { language })}>
      {dateWords(instant, now, { language })}
    </time>
  );
}

/** Now, renewed each minute while the date is near enough for its words to change. */
function useMinute(instant: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (Math.abs(instant - Date.now()) > 24 * 60 * MINUTE) return;
    const timer = setInterval(() => setNow(Date.now()), MINUTE);
    return () => clearInterval(timer);
  }, [instant]);
  return now;
}
