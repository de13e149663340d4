import type { z } from 'zod';
import { named, ofField, section, someOf, text, WORDS } from '../json/kinds.js';
import { readTable } from '../json/read-table.js';
import { repeated } from '../json/repeated.js';

/** Roles of the intermediate server's own authority management (R189). */
export const EXCHANGE_ROLES = ['INQUIRY', 'PROVISION', 'COPY', 'RESTRICTION', 'RECORDS', 'LOG'] as const;
export type ExchangeRole = (typeof EXCHANGE_ROLES)[number];

const user = section({
  /** User id there, at most 20 characters. */
  staff: text.refine((id) => /^[A-Z0-9-]{1,20}$/.test(id), ofField('must be up to 20 of A-Z, 0-9 and -')),
  roles: someOf(EXCHANGE_ROLES),
});

/** One user of the intermediate server. */
export type ExchangeUser = z.infer<typeof user>;

/** `linkage.json`: who works on the intermediate server, and who approves what leaves it. */
export interface LinkageRules {
  /** 機関コード of the city, 16 digits. */
  readonly institution: string;
  /** Office whose holder approves provisions and lifts restrictions (R015, R197, R198). */
  readonly approverOffice: string;
  /** By account of the gateway. */
  readonly users: ReadonlyMap<string, ExchangeUser>;
  /** The machine that fetches answers. */
  readonly system: ExchangeUser;
}

const table = section({
  ...WORDS,
  institution: text.refine((code) => /^\d{16}$/.test(code), ofField('must have 16 digits')),
  approverOffice: text,
  users: named(user),
  system: user,
}).superRefine(({ users, system }, { addIssue }) => {
  // Two accounts under one id would be one person in the other system's log (R172).
  for (const id of repeated([...users.values(), system].map(({ staff }) => staff)))
    addIssue(`${id} is two users`);
});

export function readLinkageRules(file: string, text: string, faults: string[]): LinkageRules {
  const { institution, approverOffice, users, system } = readTable(table, file, text, faults);
  return Object.freeze({ institution, approverOffice, users, system });
}
