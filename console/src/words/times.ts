import { useLanguage } from './language.js';

/** Instants as the city's clock has them. */
export function useInstant(): (iso: string | null | undefined) => string {
  const language = useLanguage();
  const format = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    ...{ timeZone: 'Asia/Tokyo', dateStyle: 'medium', timeStyle: 'short' },
  });
  return (iso) => (iso == null ? '' : format.format(new Date(iso)));
}

/** The clock of the city to the second, with the day where that is not said beside it. */
export function useSecond(day: 'with day' | 'time alone'): (iso: string) => string {
  const language = useLanguage();
  const format = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    ...{ timeZone: 'Asia/Tokyo', timeStyle: 'medium' },
    ...(day === 'with day' && { dateStyle: 'medium' }),
  });
  return (iso) => format.format(new Date(iso));
}

/** The day of an instant by the clock of the city, `YYYY-MM-DD`; a day is its own. */
export const dayOf = (iso: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(new Date(iso));

/** A day without a clock: in the Japanese era, and as English writes it. */
export function useDay(): (iso: string | null | undefined) => string {
  const language = useLanguage();
  const format = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP-u-ca-japanese' : 'en-GB', {
    ...{ timeZone: 'UTC', dateStyle: 'long' },
  });
  return (iso) => (iso == null ? '' : format.format(new Date(`${iso}T00:00:00Z`)));
}
