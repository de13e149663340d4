import { openVrs, type OpenVrs, type VrsOptions } from '../vaccination-record/open-vrs.js';
import type { GatewayOptions } from './gateway-options.js';

/** The vaccination record system's room; null where none is connected. Its faults are told in the gateway's log. */
export function openVrsOf(
  { settings, log }: Pick<GatewayOptions, 'settings' | 'log'>,
  parts: Omit<VrsOptions, 'settings' | 'onFault'>,
): Promise<OpenVrs | null> {
  const onFault = (err: unknown) => {
    if (err === null) log.info({}, 'acts at the vaccination record system are brought to their end again');
    else log.warn({ err }, 'acts at the vaccination record system cannot be brought to their end for now');
  };
  return openVrs({ settings, onFault, ...parts });
}
