import type { PermissionList } from '../../policy/permission-list.js';
import type { ProtocolErrorCode } from '../../../adapters/intermediate-server/protocol/terms.js';
import type { Faults } from './faults.js';
import type { SigningKey } from './keys.js';
import type { State } from './state.js';

/** What all handlers of the stand-in share. */
export interface Parts {
  readonly state: State;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** The machine's clock, by which tokens of other machines are judged. */
  readonly machine: () => number;
  /** The day whose law applies, `YYYY-MM-DD`. */
  readonly today: () => string;
  /** 照会許可用照合リスト as the network holds it now. */
  readonly permissions: () => PermissionList;
  /** The city whose assessment narrows what it may ask and provide. */
  readonly ownInstitution: string;
  readonly key: SigningKey;
  readonly faults: Faults;
}

/** Who calls, as assertion and session have shown. */
export interface Caller {
  readonly institution: string;
  readonly staff: string;
}

/** The call is refused; the text is the code alone. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(readonly code: ProtocolErrorCode) {
    super(code);
  }
}

export const isoInstant = (milliseconds: number): string => new Date(milliseconds).toISOString();
