import type { Graph } from './graph.js';
import type { Operation } from './operation.js';

/** Operations one pair of gateways answers before its counters (attempts and persons per hour) begin anew. */
const PER_PAIR = 1_000;
/** Below the least cap of `caps.json`, with room for next pages and shrinking. */
const ATTEMPTS_PER_PAIR = 40;

/** Operations that one pair of gateways is asked on one day. */
export interface Range<Day> {
  readonly day: Day;
  readonly from: number;
  readonly to: number;
}

/** Cuts the operations by day, and where an account would come near its hourly cap of attempts with numbers. */
export function ranges<Day>(
  { graph, days }: { readonly graph: Graph; readonly days: readonly Day[] },
  all: readonly Operation[],
): readonly Range<Day>[] {
  const perDay = Math.ceil(all.length / days.length);
  const dayOf = (at: number): Day => days[Math.floor(at / perDay)] as Day;
  const found: Range<Day>[] = [];
  let from = 0;
  let attempts = new Map<string, number>();
  all.forEach((operation, at) => {
    const kinds = operation.roots.flatMap(({ field }) =>
      graph.types.get('Query')?.get(field)?.classification === 'NUMBER' ? [field] : [],
    );
    if (JSON.stringify(operation.roots).includes('"individualNumber"')) kinds.push('REVEAL');
    const asks = operation.follow === 'NONE' ? 1 : 2;
    for (const kind of kinds)
      attempts.set(
        `${operation.account} ${kind}`,
        (attempts.get(`${operation.account} ${kind}`) ?? 0) + asks,
      );
    const endsDay = (at + 1) % perDay === 0;
    const hasRoom = at + 1 - from < PER_PAIR && Math.max(0, ...attempts.values()) < ATTEMPTS_PER_PAIR;
    if (hasRoom && !endsDay) return;
    found.push({ day: dayOf(from), from, to: at + 1 });
    from = at + 1;
    attempts = new Map();
  });
  if (from < all.length) found.push({ day: dayOf(from), from, to: all.length });
  return found;
}

/**
 * What an account has asked so far is equal in both cities when nothing is under way: of operations that are answered at
 * once, one side may have counted another one more.
 */
export const tellsOfOthers = ({ roots }: Operation): boolean => JSON.stringify(roots).includes('"budgets"');
