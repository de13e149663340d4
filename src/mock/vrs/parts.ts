import { createHmac, randomBytes } from 'node:crypto';
import type { ProtocolErrorCode } from '../../../adapters/vaccination-record-system/protocol/terms.js';
import { Refused } from '../signed-calls/caller.js';
import { readMeta, writeMeta, type State } from '../signed-calls/state.js';
import type { Faults } from './faults.js';

/** What all handlers of the stand-in share. */
export interface Parts {
  readonly state: State;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** The machine's clock, by which tokens of other machines are judged. */
  readonly machine: () => number;
  /** `YYYY-MM-DD`: which flags are in force, and which days are still to come. */
  readonly today: () => string;
  readonly faults: Faults;
}

export const refuse = (code: ProtocolErrorCode): never => {
  throw new Refused(code);
};

/** Hash of an individual number under a key of this state: without the key nobody can try numbers against the file. */
export function numberDigest(state: State): (number: string) => string {
  let key = readMeta(state, 'number-key');
  if (key === null) {
    key = randomBytes(32).toString('base64url');
    writeMeta(state, 'number-key', key);
  }
  const secret = Buffer.from(key, 'base64url');
  return (number) => createHmac('sha256', secret).update(number).digest('base64url');
}
