import type { Outcome } from './record.js';

/** Every outcome of an access once, those that show something first. */
export const OUTCOMES = [
  ...(['DISCLOSED', 'REVEALED', 'REVEALABLE', 'ABSENT', 'WITHHELD', 'REDACTED'] as const),
  ...(['DENIED', 'REFUSED', 'UNAVAILABLE', 'FAILED', 'UNSHOWN', 'UNREAD'] as const),
] as const satisfies readonly Outcome[];

/** The reason of an access that somebody is on record with because a list read them and left them out. */
export const LEFT_OUT = 'left out of the list';
