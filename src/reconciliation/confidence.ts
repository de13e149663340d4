import { REASONS, type Reason } from './reasons.js';
import type { Suspect } from './terms.js';

export interface Judgement {
  readonly suspected: Suspect;
  /** 0 to 1, in hundredths: how likely it is that the suspected side is the wrong one. */
  readonly confidence: number;
  readonly reasons: readonly Reason[];
}

/** Below it nobody is suspected. */
export const LEAST_CONFIDENCE = 0.6;

/**
 * The weights of the reasons are log-odds and add up; their sum says whom they speak against, and
 * `1 / (1 + e^-|sum|)` how much. So one more reason against a side never lowers its share, and reasons that
 * contradict each other leave a low confidence rather than a wrong one.
 */
export function judge(reasons: readonly Reason[]): Judgement {
  const sum = reasons.reduce((total, reason) => total + REASONS[reason].weight, 0);
  const confidence = Math.round(100 / (1 + Math.exp(-Math.abs(sum)))) / 100;
  const suspected = confidence < LEAST_CONFIDENCE ? 'UNDECIDED' : sum > 0 ? 'LEDGER' : 'VRS';
  return { suspected, confidence, reasons };
}
