import type { Language } from '#shared/i18n/languages.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Hours and minutes as the language's readers expect them: a 24-hour clock in both. */
const REGION: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' };

interface Place {
  readonly language: Language;
  /** An IANA name; the machine's own zone unless told. */
  readonly timeZone?: string;
}

const format = (date: number, place: Place, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(REGION[place.language], {
    ...options,
    ...(place.timeZone && { timeZone: place.timeZone }),
  }).format(date);

/** The number of midnights between two instants, as the place counts its days. */
function daysBetween(from: number, to: number, place: Place): number {
  const dayOf = (date: number) => {
    const parts = new Intl.DateTimeFormat('en-CA', {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      ...(place.timeZone && { timeZone: place.timeZone }),
    }).format(date);
    return Date.parse(`${parts}T00:00:00Z`);
  };
  return Math.round((dayOf(to) - dayOf(from)) / DAY);
}

/** "14 h", "9 h 05" in French; "14:00" in English. Spaces do not break. */
export function hourWords(date: number, place: Place): string {
  const clock = format(date, place, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  if (place.language === 'en') return clock;
  const [hour = '', minute = ''] = clock.split(':');
  const whole = `${Number(hour)}\u00a0h`;
  return minute === '00' ? whole : `${whole}\u00a0${minute}`;
}

const relative = (value: number, unit: Intl.RelativeTimeFormatUnit, place: Place): string =>
  new Intl.RelativeTimeFormat(place.language, { numeric: 'auto' }).format(value, unit);

/**
 * A date as people say it, seen from `now` (both in milliseconds since 1970): "à l'instant",
 * "il y a 5 minutes", "demain, 14 h", "jeudi 14 h, dans 2 jours", "12 mars", "12 mars 2025".
 */
export function dateWords(date: number, now: number, place: Place): string {
  const distance = date - now;
  if (Math.abs(distance) < MINUTE) return place.language === 'fr' ? 'à l’instant' : 'just now';
  if (Math.abs(distance) < HOUR) return relative(Math.trunc(distance / MINUTE), 'minute', place);
  const days = daysBetween(now, date, place);
  if (days === 0 && distance < 0 && distance > -6 * HOUR) {
    return relative(Math.trunc(distance / HOUR), 'hour', place);
  }
  const hour = hourWords(date, place);
  if (Math.abs(days) <= 1) return `${relative(days, 'day', place)}, ${hour}`;
  if (Math.abs(days) < 7) {
    const weekday = format(date, place, { weekday: 'long' });
    return `${weekday} ${hour}, ${relative(days, 'day', place)}`;
  }
  if (days > 0 && days < 60) {
    const day = format(date, place, { weekday: 'long', day: 'numeric', month: 'long' });
    return `${day}, ${hour}`;
  }
  const sameYear =
    format(date, place, { year: 'numeric' }) === format(now, place, { year: 'numeric' });
  return format(date, place, {
    day: 'numeric',
    month: 'long',
    ...(!sameYear && { year: 'numeric' }),
  });
}

/** The whole date: "jeudi 26 novembre 2026 à 14:00". */
export const exactDateWords = (date: number, place: Place): string =>
  format(date, place, { dateStyle: 'full', timeStyle: 'short' });

/** A duration as a clock shows it: "4:05", "1:04:05". Never negative. Milliseconds, rounded up. */
export function clockWords(duration: number): string {
  const seconds = Math.max(0, Math.ceil(duration / 1000));
  const pad = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${pad(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(seconds % 60)}`;
}
