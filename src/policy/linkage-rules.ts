import { parseTable, type JsonReader } from '../json/json-reader.js';

/** Roles of the intermediate server's own authority management (R189). */
export const EXCHANGE_ROLES = ['INQUIRY', 'PROVISION', 'COPY', 'RESTRICTION', 'RECORDS', 'LOG'] as const;
export type ExchangeRole = (typeof EXCHANGE_ROLES)[number];

/** One user of the intermediate server. */
export interface ExchangeUser {
  /** User id there, at most 20 characters. */
  readonly staff: string;
  readonly roles: readonly ExchangeRole[];
}

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

export function readLinkageRules(file: string, text: string, faults: string[]): LinkageRules {
  const table = parseTable(file, text, faults);
  for (const words of ['cites', 'textJa', 'textEn']) table.text(words);
  const institution = table.text('institution');
  if (!/^\d{16}$/.test(institution)) table.fault('institution must have 16 digits');
  const approverOffice = table.text('approverOffice');
  const users = new Map(
    table
      .object('users')
      .entries()
      .map(([account, row]) => [account, readUser(row)]),
  );
  const system = readUser(table.object('system'));
  const ids = [...users.values(), system].map(({ staff }) => staff);
  // Two accounts under one id would be one person in the other system's log (R172).
  for (const id of new Set(ids.filter((one, at) => ids.indexOf(one) !== at)))
    table.fault(`${id} is two users`);
  table.nothingElse();
  return Object.freeze({ institution, approverOffice, users, system });
}

function readUser(row: JsonReader): ExchangeUser {
  const staff = row.text('staff');
  if (!/^[A-Z0-9-]{1,20}$/.test(staff)) row.fault('staff must be up to 20 of A-Z, 0-9 and -');
  const roles = row.texts('roles').flatMap((text) => {
    const role = EXCHANGE_ROLES.find((known) => known === text);
    if (role === undefined) row.fault(`roles must be of ${EXCHANGE_ROLES.join(', ')}`);
    return role ?? [];
  });
  row.nothingElse();
  return { staff, roles };
}
