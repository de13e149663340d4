import type { AccountRow } from './staff-rows.js';

/** Work that another system does, and no human being. All other work is somebody's, who answers for it. */
const MACHINE_ROLES: ReadonlySet<string> = new Set(['dashboard', 'registry', 'address-name']);

type Worker = Pick<AccountRow, 'kind' | 'role'>;

/** Whether a role may be a machine's: it has no session, no training and no pledge, and no review looks at it. */
export const mayBeMachine = ({ kind, role }: Worker): boolean =>
  kind !== 'service' || MACHINE_ROLES.has(role);

/** A machine in earnest. What is called one and does the work of a person owes all that a person owes. */
export const isMachine = (account: Worker): boolean => account.kind === 'service' && mayBeMachine(account);
