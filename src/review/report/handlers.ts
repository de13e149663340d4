import { overlap } from '../../staff/term.js';
import type { ContractRow, RosterRow } from '../../staff/staff-rows.js';
import type { ReviewedOperation } from '../reviewed-operation.js';
import type { ReportSource } from './report-source.js';

/** Somebody named on a contract's roster (R129) on any day of the span, and what they did under it. */
export interface Handler {
  readonly account: string;
  readonly nameJa: string;
  readonly line: RosterRow;
  readonly contract: ContractRow;
  /** In order of time, on days of the line. */
  readonly operations: readonly ReviewedOperation[];
}

/** The contracts asked about: one with its re-entrusted parts, whose logs roll up to it (R121), or all. */
export function contractsOf(
  { staff, from, to }: ReportSource,
  contract: string | null,
): readonly ContractRow[] {
  const rows = staff.rows.contracts.filter((row) => overlap(row, { begins: from, ends: to }));
  return contract === null
    ? rows
    : rows.filter(({ id, primeContract }) => id === contract || primeContract === contract);
}

export function handlersIn(source: ReportSource, contracts: readonly ContractRow[]): readonly Handler[] {
  const { staff, from, to, period } = source;
  return contracts.flatMap((contract) =>
    staff.rows.roster
      .filter((line) => line.contract === contract.id && overlap(line, { begins: from, ends: to }))
      .map((line): Handler => {
        const isHis = ({ account, japan }: ReviewedOperation): boolean =>
          account === line.account &&
          line.begins <= japan.day &&
          (line.ends === null || japan.day <= line.ends);
        return {
          account: line.account,
          nameJa: staff.accounts.get(line.account)?.nameJa ?? '',
          line,
          contract,
          operations: period.operations.filter(isHis),
        };
      }),
  );
}

export function personsIn(operations: readonly ReviewedOperation[]): number {
  return new Set(operations.flatMap(({ persons }) => persons.map(({ subject }) => subject))).size;
}
