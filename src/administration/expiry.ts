import { addDays, requirePlainDate } from '../calendar/plain-date.js';
import { credentialDue, trainingDue } from '../staff/account-status.js';
import type { StaffIndex } from '../staff/staff-index.js';

/** What can end. */
export const EXPIRY_KINDS = [
  ...(['ACCOUNT', 'CREDENTIAL', 'TRAINING', 'GRANT', 'OFFICE', 'CONTRACT', 'ROSTER_LINE'] as const),
] as const;
export type ExpiryKind = (typeof EXPIRY_KINDS)[number];

/** Something that ends on a day. */
export interface Expiry {
  readonly kind: ExpiryKind;
  /** Id of the row: of an account its name. */
  readonly id: string;
  /** Whose it is; null of a contract. */
  readonly account: string | null;
  /** Menu's purpose, office or contract; null of what needs no more words. */
  readonly what: string | null;
  /** Last day, `YYYY-MM-DD`. */
  readonly ends: string;
}

/** What is in force today and ends within so many days, today included, soonest first. */
export function expiringIn(index: StaffIndex, today: string, days: number): readonly Expiry[] {
  const until = addDays(requirePlainDate(today), days);
  const { accounts, grants, holdings, contracts, roster } = index.rows;
  const alive = accounts.filter(({ begins, ends }) => begins <= today && (ends === null || ends >= today));
  const all: readonly (Omit<Expiry, 'ends'> & { readonly begins: string; readonly ends: string | null })[] = [
    ...alive.flatMap((row) => {
      const { id, begins } = row;
      const of = { id, account: id, what: null, begins };
      return [
        { ...of, kind: 'ACCOUNT', ends: row.ends } as const,
        { ...of, kind: 'CREDENTIAL', ends: credentialDue(row) } as const,
        { ...of, kind: 'TRAINING', ends: trainingDue(row) } as const,
      ];
    }),
    ...grants.map(({ id, account, purpose, begins, ends }) => ({
      ...({ kind: 'GRANT', id, account, what: purpose, begins, ends } as const),
    })),
    ...holdings.map(({ id, account, office, begins, ends }) => ({
      ...({ kind: 'OFFICE', id, account, what: office, begins, ends } as const),
    })),
    ...contracts.map(({ id, begins, ends }) => ({
      ...({ kind: 'CONTRACT', id, account: null, what: id, begins, ends } as const),
    })),
    ...roster.map(({ id, account, contract, begins, ends }) => ({
      ...({ kind: 'ROSTER_LINE', id, account, what: contract, begins, ends } as const),
    })),
  ];
  const soon = all.flatMap(({ begins, ends, ...rest }) =>
    begins <= today && ends !== null && ends >= today && ends <= until ? [{ ...rest, ends }] : [],
  );
  return soon.sort((a, b) => (a.ends < b.ends ? -1 : a.ends > b.ends ? 1 : 0));
}
