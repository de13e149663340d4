import type { ActRecord } from '../audit/record/record.js';
import { caseNumber } from './case-number.js';
import type { CaseState } from './case-terms.js';

/** A case as the reconciliation needs it. */
export interface CountedCase {
  readonly number: string;
  readonly fiscalYear: number;
  readonly serial: number;
  readonly state: CaseState;
  /** Null for what was there from the start: the cases of the demo. */
  readonly openedAct: string | null;
  /** UTC. */
  readonly openedAt: string;
}

/** An act as the log tells it, and when. */
export type LoggedAct = Pick<ActRecord, 'act' | 'phase' | 'id' | 'account' | 'result'> & {
  readonly at: string;
};

export interface YearOfCases {
  readonly year: number;
  /** Each case is counted once below. */
  readonly cases: number;
  readonly open: number;
  readonly expired: number;
  readonly closed: number;
}

/** An act that was begun, and nobody knows how it ended: it wrote nothing, or is still being brought to its end. */
export type UnfinishedAct = Omit<LoggedAct, 'phase' | 'result'>;

export interface Reconciled {
  readonly years: readonly YearOfCases[];
  /** Opened by the log, and not in the store. */
  readonly lost: readonly string[];
  /** In the store, and no intent to open it in the log. */
  readonly unlogged: readonly string[];
  /** Numbers below the highest of their year that no case has. */
  readonly gaps: readonly string[];
  readonly unfinished: readonly UnfinishedAct[];
}

/**
 * Whether what was taken in is all there (R170): what the log says was opened against what the store has, and its
 * running numbers without a gap. A case older than the log's first act is not held against it, for records have a term.
 *
 * The log has to be read before the store: then whatever it says was opened is there, also while a gateway is at work.
 * @param asOf UTC, before either was read; what was opened after it is not held against the log
 */
export function reconcileCases(
  cases: readonly CountedCase[],
  acts: readonly LoggedAct[],
  asOf: string,
): Reconciled {
  const since = acts.map(({ at }) => at).sort()[0] ?? '9999';
  const begun = new Map<string, LoggedAct>();
  const opened = new Map<string, string>();
  const ended = new Set<string>();
  for (const act of acts) {
    if (act.phase === 'INTENT') begun.set(act.id, act);
    else ended.add(act.id);
    const [, number] = /^OPENED (\S+)/.exec(act.result ?? '') ?? [];
    if (number !== undefined) opened.set(act.id, number);
  }
  const numbers = new Set(cases.map(({ number }) => number));
  return {
    years: yearsOf(cases),
    lost: [...opened.values()].filter((number) => !numbers.has(number)).sort(),
    unlogged: cases
      .filter(
        ({ openedAct, openedAt }) =>
          openedAct !== null && openedAt > since && openedAt < asOf && !begun.has(openedAct),
      )
      .map(({ number }) => number),
    gaps: gapsIn(cases),
    unfinished: [...begun.values()]
      .filter(({ id }) => !ended.has(id))
      .map(({ act, id, account, at }) => ({ act, id, account, at })),
  };
}

/** Nothing is lost, unlogged or missing. What is unfinished alone is no loss: a gateway may be at work on it. */
export function isWhole({ lost, unlogged, gaps }: Reconciled): boolean {
  return lost.length + unlogged.length + gaps.length === 0;
}

function yearsOf(cases: readonly CountedCase[]): readonly YearOfCases[] {
  const years = [...new Set(cases.map(({ fiscalYear }) => fiscalYear))].sort((a, b) => a - b);
  return years.map((year) => {
    const own = cases.filter(({ fiscalYear }) => fiscalYear === year);
    const count = (state: CaseState) => own.filter((one) => one.state === state).length;
    return {
      year,
      cases: own.length,
      open: count('OPEN'),
      expired: count('EXPIRED'),
      closed: count('CLOSED'),
    };
  });
}

function gapsIn(cases: readonly CountedCase[]): readonly string[] {
  return yearsOf(cases).flatMap(({ year }) => {
    const serials = new Set(
      cases.filter(({ fiscalYear }) => fiscalYear === year).map(({ serial }) => serial),
    );
    const last = Math.max(0, ...serials);
    const all = Array.from({ length: last }, (_, at) => at + 1);
    return all.filter((serial) => !serials.has(serial)).map((serial) => caseNumber(year, serial));
  });
}
