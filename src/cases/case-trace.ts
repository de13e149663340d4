import type { EntityManager } from 'typeorm';
import type { AdditionRow, CaseRow, MatchRow } from './case-rows.js';
import { ADDITION_TABLE, CASE_TABLE, MATCH_TABLE } from './case-tables.js';
import { words } from './words.js';

/** What an act of this room has written: for whoever brings it to its end after a crash. */
export interface ActTrace {
  readonly account: string;
  readonly caseNumber: string | null;
  readonly persons: readonly string[];
  readonly result: string;
}

/** By the id of the act; null where it has written nothing. `personsOf`: whom a case is about. */
export async function traceOf(
  manager: EntityManager,
  id: string,
  personsOf: (row: CaseRow) => Promise<readonly string[]>,
): Promise<ActTrace | null> {
  const match = await manager.findOneBy<MatchRow>(MATCH_TABLE.name, { id });
  if (match !== null) {
    const { account, caseNumber, atenaNumber, decision } = match;
    return { account, caseNumber, persons: [atenaNumber], result: decision };
  }
  const addition = await manager.findOneBy<AdditionRow>(ADDITION_TABLE.name, { id });
  if (addition !== null) {
    const { account, caseNumber, persons } = addition;
    return { account, caseNumber, persons: words(persons), result: `ADDED ${caseNumber}` };
  }
  for (const [by, account, result] of TRACES) {
    const row = await manager.findOneBy<CaseRow>(CASE_TABLE.name, { [by]: id });
    if (row === null) continue;
    const { number: caseNumber } = row;
    return {
      ...{ account: row[account] ?? '', caseNumber },
      ...{ persons: await personsOf(row), result: `${result} ${caseNumber}` },
    };
  }
  return null;
}

const TRACES = [
  ['openedAct', 'openedBy', 'OPENED'],
  ['closedAct', 'closedBy', 'CLOSED'],
  ['consentAct', 'consentBy', 'CONSENTED'],
  ['withdrawnAct', 'withdrawnBy', 'WITHDRAWN'],
] as const;
