import { useLanguage } from './language.js';

/** Instants as the city's clock has them. */
export function useInstant(): (iso: string | null | undefined) => string {
  const language = useLanguage();
  const format = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    ...{ timeZone: 'Asia/Tokyo', dateStyle: 'medium', timeStyle: 'short' },
  });
  return (iso) => (iso == null ? '' : format.format(new Date(iso)));
}

/** A day without a clock: in the Japanese era, and as English writes it. */
export function useDay(): (iso: string | null | undefined) => string {
  const language = useLanguage();
  const format = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP-u-ca-japanese' : 'en-GB', {
    ...{ timeZone: 'UTC', dateStyle: 'long' },
  });
  return (iso) => (iso == null ? '' : format.format(new Date(`${iso}T00:00:00Z`)));
}
