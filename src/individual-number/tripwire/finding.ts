/**
 * HIGH: named as an individual number nearby. LOW: the digits alone look like one (one in five of any 12 digits
 * do).
 */
export type Confidence = 'HIGH' | 'LOW';

/** Position in UTF-16 code units, `end` exclusive. Never the digits themselves. */
export interface Finding {
  readonly start: number;
  readonly end: number;
  readonly confidence: Confidence;
}

/** Two lists in one, in order; findings that overlap become one that covers both. */
export function mergeFindings(some: readonly Finding[], others: readonly Finding[]): readonly Finding[] {
  if (others.length === 0) return some;
  const merged: Finding[] = [];
  for (const finding of [...some, ...others].sort((one, other) => one.start - other.start)) {
    const last = merged.at(-1);
    if (last === undefined || last.end <= finding.start) {
      merged.push(finding);
      continue;
    }
    const confidence = last.confidence === 'HIGH' ? 'HIGH' : finding.confidence;
    merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, finding.end), confidence };
  }
  return merged;
}
