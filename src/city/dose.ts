import type { Day } from './calendar.js';

export type Venue = 'CLINIC' | 'GROUP' | 'WORKPLACE';

/** One dose before it becomes a row of the ledger. */
export interface Dose {
  /** kk_sessyu.yobou_cd. */
  readonly code: string;
  readonly number: number;
  readonly day: Day;
  readonly venue: Venue;
  /** kk_sessyu.kaisya_cd. */
  readonly maker: string | null;
  /** Hundredths of a mL. */
  readonly volume: number | null;
  /** Kind of the truth line, where something is wrong with it. */
  readonly anomaly: string | null;
  /** What the truth file adds: the right value, so that a correction can be judged. */
  readonly right?: string | number;
  readonly lot?: string;
  /** The row stands under this 宛名番号 instead of the person's own. */
  readonly underNumber?: string;
}
