/** An instant (UTC, ISO 8601 with milliseconds) behind another one: now, unless the clock says that it is no later. */
export const laterThan = (before: string, now: string): string =>
  now > before ? now : new Date(Date.parse(before) + 1).toISOString();
