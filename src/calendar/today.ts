import { dayInJapan } from './japan-time.js';

/**
 * The day it is in Japan, `YYYY-MM-DD`: grants and accounts begin and end there, wherever the machine's clock
 * stands.
 */
export function todayInJapan(now: Date): string {
  return dayInJapan(now.toISOString());
}
