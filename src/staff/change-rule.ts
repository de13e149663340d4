import type { LoadedPolicy } from '../policy/load.js';
import type { Write } from './staff-rows.js';
import type { StaffIndex } from './staff-index.js';
import { userFault, type UserFault, type UserFaultCode } from './user-fault.js';

/** What a rule judges by: the staff as nobody else is changing them, the day, and who asks. */
export interface ChangeContext {
  readonly index: StaffIndex;
  readonly today: string;
  /** The account that makes the change. */
  readonly actor: string;
  readonly policy: Pick<LoadedPolicy, 'roles' | 'methods' | 'purposes' | 'grants' | 'detectors'>;
}

/** A change that may be made. */
export interface Accepted {
  readonly writes: readonly Write[];
  /** What it is about, for the log: an account, an office, a contract. */
  readonly target: string;
  /** For the log: days, menus and the like; no free text. */
  readonly facts: Readonly<Record<string, string | null>>;
  /** Id of the row that the answer shows. */
  readonly id: string;
}

export type ChangeResult = { readonly faults: readonly UserFault[] } | Accepted;

/** One change of the directory as a pure question to the rules. */
export type ChangeRule = (context: ChangeContext) => ChangeResult;

export function rejectChange(
  code: UserFaultCode,
  field: string | null = null,
): { readonly faults: readonly UserFault[] } {
  return { faults: [userFault(code, field)] };
}
