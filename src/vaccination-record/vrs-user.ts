import { GatewayError } from '../errors/gateway-error.js';
import { REASON_TEXTS } from '../policy/names.js';
import type { Zone } from '../policy/terms.js';
import type { VrsRole, VrsRules, VrsUser } from '../policy/vrs-rules.js';

/** Who asks the gateway, and from where. */
export interface VrsCaller {
  readonly account: string;
  /** Attested by the peer address, never named by a client; null: none of the city's. */
  readonly zone: Zone | null;
}

/**
 * The caller's user of the system. From another network than LGWAN nobody has one, nor has an account that is not in the
 * city's table (R180, R181): whatever else might let somebody through, the system is not reached.
 * @throws GatewayError FORBIDDEN
 */
export function vrsUserOf({ users }: VrsRules, { account, zone }: VrsCaller, role: VrsRole): VrsUser {
  if (zone !== 'LGWAN')
    throw new GatewayError('FORBIDDEN', { detail: 'VRS: not from LGWAN', ...REASON_TEXTS.ZONE });
  const user = users.get(account);
  if (user?.roles.includes(role) === true) return user;
  throw new GatewayError('FORBIDDEN', {
    detail: user === undefined ? 'VRS: no user of the system' : `VRS: without the role ${role}`,
    ...REASON_TEXTS.NOT_GRANTED,
  });
}
