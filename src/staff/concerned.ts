import type { StaffIndex } from './staff-index.js';

/** The arguments of a mutation of the directory. */
export type ChangeArguments = Readonly<Record<string, unknown>>;

/**
 * Whom and what a refused change was about, for the record: `account clerk`, `menu HISTORY`. Only what the
 * directory knows by that name, for a text that somebody typed could be anything; a row named by its number tells
 * what stands in it.
 */
export function concernedBy(index: StaffIndex, { id, purpose, ...args }: ChangeArguments): readonly string[] {
  const { rows } = index;
  const grant = rows.grants.find((row) => row.id === id);
  const line = rows.roster.find((row) => row.id === id);
  const holding = rows.holdings.find((row) => row.id === id);
  const account = args['account'] ?? grant?.account ?? line?.account ?? holding?.account;
  const contract = args['contract'] ?? line?.contract;
  const office = args['office'] ?? holding?.office;
  return [
    ...(typeof account === 'string' && index.accounts.has(account) ? [`account ${account}`] : []),
    // An enum of the graph, or a row of the store: never free.
    ...(typeof (purpose ?? grant?.purpose) === 'string' ? [`menu ${String(purpose ?? grant?.purpose)}`] : []),
    ...(typeof contract === 'string' && index.contracts.has(contract) ? [`contract ${contract}`] : []),
    ...(typeof office === 'string' && index.holdingsOf(office).length > 0 ? [`office ${office}`] : []),
  ];
}
