import { addDays, requirePlainDate } from '../calendar/plain-date.js';
import { credentialDue, trainingDue } from './account-status.js';
import { contractInForce } from './contracts.js';
import { grantState } from './menu-grants.js';
import type { AccountRow } from './staff-rows.js';
import { isInForce, type Term } from './term.js';
import type { ViewContext } from './views.js';

/** What can end. */
export const EXPIRY_KINDS = [
  ...(['ACCOUNT', 'CREDENTIAL', 'TRAINING', 'GRANT', 'OFFICE', 'CONTRACT', 'ROSTER_LINE'] as const),
] as const;
export type ExpiryKind = (typeof EXPIRY_KINDS)[number];

/** Something in force that ends on a day. */
export interface Expiry {
  readonly kind: ExpiryKind;
  /** Id of the row: of an account its name. */
  readonly id: string;
  /** Whose it is; null of a contract. */
  readonly account: string | null;
  /** Menu's purpose, office or contract; null of what needs no more words. */
  readonly what: string | null;
  /** First day and last day, `YYYY-MM-DD`. */
  readonly begins: string;
  readonly ends: string;
}

type Dated = Omit<Expiry, 'ends'> & Pick<Term, 'ends'>;

/**
 * What is in force today and ends within so many days, today included, soonest first. In force is what the door and the
 * directory take for it: a grant that opens its menu, a contract whose prime contract stands. Their ends alone would
 * list what was revoked long before.
 */
export function expiringIn({ index, purposes, today }: ViewContext, days: number): readonly Expiry[] {
  const until = addDays(requirePlainDate(today), days);
  const { accounts, grants, holdings, contracts, roster } = index.rows;
  const dated = <Row extends Term>(rows: readonly Row[]) => rows.filter((row) => isInForce(row, today));
  const inForce: readonly Dated[] = [
    ...dated(accounts).flatMap(endsOfAccount),
    ...grants
      .filter((grant) => grantState(index, grant, { purposes, today }) === 'OPEN')
      .map(({ id, account, purpose, begins, ends }) => ({
        ...({ kind: 'GRANT', id, account, what: purpose, begins, ends } as const),
      })),
    ...dated(holdings).map(({ id, account, office, begins, ends }) => ({
      ...({ kind: 'OFFICE', id, account, what: office, begins, ends } as const),
    })),
    ...contracts
      .filter((row) => contractInForce(index, row, today))
      .map(({ id, begins, ends }) => ({
        ...({ kind: 'CONTRACT', id, account: null, what: id, begins, ends } as const),
      })),
    ...dated(roster).map(({ id, account, contract, begins, ends }) => ({
      ...({ kind: 'ROSTER_LINE', id, account, what: contract, begins, ends } as const),
    })),
  ];
  return inForce
    .flatMap((one) =>
      one.ends !== null && one.ends >= today && one.ends <= until ? [{ ...one, ends: one.ends }] : [],
    )
    .sort((a, b) => (a.ends < b.ends ? -1 : a.ends > b.ends ? 1 : 0));
}

/** A machine has no password to renew and no training to visit. */
function endsOfAccount(row: AccountRow): readonly Dated[] {
  const { id, kind, begins, ends } = row;
  const of = { id, account: id, what: null, begins };
  return [
    { ...of, kind: 'ACCOUNT', ends },
    ...(kind === 'service'
      ? []
      : ([
          { ...of, kind: 'CREDENTIAL', ends: credentialDue(row) },
          { ...of, kind: 'TRAINING', ends: trainingDue(row) },
        ] as const)),
  ];
}
