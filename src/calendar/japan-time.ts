const OFFSET = 9 * 3_600_000;
const SATURDAY = 6;

/**
 * A moment as a city hall sees it. Japan knows no summer time, so that adding nine hours is right for every day.
 */
export interface JapanTime {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** Minutes since midnight. */
  readonly minute: number;
  /** Saturday or Sunday. */
  readonly weekend: boolean;
}

/** @param instant UTC, ISO 8601 */
export function inJapanTime(instant: string): JapanTime {
  const local = new Date(Date.parse(instant) + OFFSET);
  const weekday = local.getUTCDay();
  return {
    day: local.toISOString().slice(0, 10),
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
    weekend: weekday === 0 || weekday === SATURDAY,
  };
}

/** `2023-06-01 09:05`, in Japan. */
export function japanMinute(instant: string): string {
  return new Date(Date.parse(instant) + OFFSET).toISOString().slice(0, 16).replace('T', ' ');
}

export function dayInJapan(instant: string): string {
  return new Date(Date.parse(instant) + 9 * 3600000).toISOString().slice(0, 10);
}
