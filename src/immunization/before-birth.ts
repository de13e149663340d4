/** Whether a day lies before all that is known of the birth: of a year alone, before the year (R085). `YYYY-MM-DD`. */
export function isBeforeBirth(day: string, birth: string): boolean {
  return day.slice(0, birth.length) < birth;
}
