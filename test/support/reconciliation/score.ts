import type { FindingRow } from '../../../src/reconciliation/finding-row.js';
import type { Planted } from './world.js';

/** What a planted fault must be found as: one of these kinds, and against which side. */
const EXPECTED: Readonly<Record<string, readonly [side: string, ...kinds: string[]]>> = {
  // A day that was moved may then lie in the future, or before the dose before it: that is said of it.
  VRS_DATE_WRONG: ['LEDGER', 'DAY_MISMATCH', 'IN_FUTURE', 'ORDER_INVERTED'],
  VRS_MAKER_SWAPPED: ['LEDGER', 'MAKER_MISMATCH'],
  VRS_LOT_TYPO: ['LEDGER', 'LOT_MISMATCH'],
  VRS_DOSE_NUMBER_WRONG: ['LEDGER', 'DOSE_NUMBER_MISMATCH'],
  VRS_OTHER_PERSON: ['LEDGER', 'WRONG_PERSON'],
  VRS_MISSING: ['LEDGER', 'MISSING_IN_LEDGER'],
  VRS_DUPLICATE: ['LEDGER', 'DUPLICATE'],
  VRS_SECOND_BEFORE_FIRST: ['LEDGER', 'ORDER_INVERTED'],
  UNKNOWN_VACCINE_CODE: ['LEDGER', 'VACCINE_UNREADABLE'],
  VRS_SIDE_OTHER_PERSON: ['VRS', 'WRONG_PERSON'],
  VRS_SIDE_NUMBER_MISREAD: ['VRS', 'DOSE_NUMBER_MISMATCH'],
  VRS_SIDE_BEFORE_BIRTH: ['VRS', 'BEFORE_BIRTH'],
  VRS_SIDE_IN_FUTURE: ['VRS', 'IN_FUTURE'],
  VRS_SIDE_ORDER_INVERTED: ['VRS', 'ORDER_INVERTED'],
};

export interface Score {
  readonly kind: string;
  readonly planted: number;
  readonly found: number;
  /** Of those found, with the right side suspected. */
  readonly side: number;
}

export interface Scored {
  readonly byKind: readonly Score[];
  readonly precision: number;
  readonly recall: number;
  readonly falseFindings: readonly FindingRow[];
  readonly missed: readonly Planted[];
}

/** Each planted fault takes one finding; whatever finding is left over is false. */
export function score(planted: readonly Planted[], findings: readonly FindingRow[]): Scored {
  const left = new Set(findings);
  const missed: Planted[] = [];
  const byKind = new Map<string, { planted: number; found: number; side: number }>();
  for (const fault of planted) {
    const count = byKind.get(fault.kind) ?? { planted: 0, found: 0, side: 0 };
    byKind.set(fault.kind, count);
    count.planted += 1;
    const [side, ...kinds] = EXPECTED[fault.kind] ?? [''];
    const found = [...left].find((one) => kinds.includes(one.kind) && isAbout(one, fault));
    if (found === undefined) missed.push(fault);
    else {
      left.delete(found);
      count.found += 1;
      if (found.suspected === side) count.side += 1;
    }
  }
  const found = planted.length - missed.length;
  return {
    byKind: [...byKind].map(([kind, counts]) => ({ kind, ...counts })),
    precision: found / Math.max(1, found + left.size),
    recall: found / Math.max(1, planted.length),
    falseFindings: [...left],
    missed,
  };
}

function isAbout(finding: FindingRow, fault: Planted): boolean {
  if (fault.doseId !== undefined) return finding.vrsId === fault.doseId;
  if (fault.immunizationId !== undefined) {
    const row = String(fault.immunizationId);
    // Of two rows of one dose either may be called the second.
    return finding.ledgerId === row || (finding.kind === 'DUPLICATE' && finding.besideId === row);
  }
  return finding.vrsUnder === fault.healthNumber;
}

/** For the log of the tests. */
export function table({ byKind, precision, recall }: Scored): string {
  const lines = byKind.map(
    ({ kind, planted, found, side }) =>
      `  ${kind.padEnd(26)} planted ${String(planted).padStart(4)}  found ${String(found).padStart(4)}  right side ${String(side).padStart(4)}`,
  );
  return [...lines, `  precision ${precision.toFixed(4)}  recall ${recall.toFixed(4)}`, ''].join('\n');
}
