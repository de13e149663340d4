import type { PermissionList } from '../../policy/permission-list.js';
import type { Faults } from './faults.js';
import type { SigningKey } from './keys.js';
import type { State } from '../signed-calls/state.js';

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
