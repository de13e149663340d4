import { openRecords, type OpenRecords, type RecordsOptions } from '../vaccination-record/open-records.js';
import type { GatewayOptions } from './gateway-options.js';

/** The vaccination record system's room; null where none is connected. Its faults are told in the gateway's log. */
export function openRecordsOf(
  { settings, log }: Pick<GatewayOptions, 'settings' | 'log'>,
  parts: Omit<RecordsOptions, 'settings' | 'onFault'>,
): Promise<OpenRecords | null> {
  const onFault = (err: unknown) => {
    if (err === null) log.info({}, 'acts at the vaccination record system are brought to their end again');
    else log.warn({ err }, 'acts at the vaccination record system cannot be brought to their end for now');
  };
  return openRecords({ settings, onFault, ...parts });
}
