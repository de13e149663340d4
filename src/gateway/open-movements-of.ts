import { hkdfSync, type KeyObject } from 'node:crypto';
import type { AuditLog } from '../audit/audit-log.js';
import type { Clock } from '../calendar/clock.js';
import { openMovements, type OpenMovements } from '../movements/open-movements.js';
import type { OpenSources } from '../sources/open-sources.js';
import type { GatewayOptions } from './gateway-options.js';

const CURSOR_KEY_BYTES = 32;

/** `secret`: of the log, so that cursors outlive the process and work with every gateway over the same log. */
export function openMovementsOf(
  { settings, log }: GatewayOptions,
  parts: { readonly sources: OpenSources; readonly audit: AuditLog; readonly clock: Clock },
  secret: KeyObject,
): Promise<OpenMovements> {
  const onFault = (err: unknown) => {
    if (err === null) log.info({}, 'movements are followed again');
    else log.warn({ err }, 'movements cannot be followed for the time being');
  };
  const cursorKey = Buffer.from(hkdfSync('sha256', secret, '', 'sekisho resident changes', CURSOR_KEY_BYTES));
  return openMovements({ settings, cursorKey, onFault, ...parts });
}
