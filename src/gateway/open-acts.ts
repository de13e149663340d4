import type { AuditLog } from '../audit/audit-log.js';
import type { Clock } from '../calendar/clock.js';
import { openCases, type OpenCases } from '../cases/open-cases.js';
import { openRecords, type OpenRecords } from '../immunization-records/open-records.js';
import type { OpenSources } from '../sources/open-sources.js';
import type { GatewayOptions } from './gateway-options.js';
import {
  openReconciliation,
  type OpenReconciliation,
  type ReconciliationOptions,
} from '../reconciliation/open-reconciliation.js';
import { storeFault } from './store-fault.js';

/** The rooms whose acts are brought to their end at the start, and what of that is told to the operator. */

interface ActParts {
  readonly sources: OpenSources;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

export function openCasesOf({ settings, log, cases }: GatewayOptions, parts: ActParts): Promise<OpenCases> {
  const onFault = (err: unknown) => {
    if (err === null) log.info({}, 'acts on cases are brought to their end again');
    else log.warn({ err }, 'acts on cases cannot be brought to their end for the time being');
  };
  return openCases({ settings, seeds: settings.production ? undefined : cases, onFault, ...parts }).catch(
    (error: unknown) => {
      throw storeFault(error);
    },
  );
}

export function openRecordsOf({ settings, log }: GatewayOptions, parts: ActParts): Promise<OpenRecords> {
  const onFault = (err: unknown) => {
    if (err === null) log.info({}, 'changes of vaccination records are brought to their end again');
    else
      log.warn({ err }, 'changes of vaccination records cannot be brought to their end for the time being');
  };
  return openRecords({ settings, onFault, ...parts }).catch((error: unknown) => {
    throw storeFault(error);
  });
}

export function openReconciliationOf(
  { settings, log }: GatewayOptions,
  parts: Omit<ReconciliationOptions, 'settings' | 'onFault'>,
): Promise<OpenReconciliation> {
  const onFault: ReconciliationOptions['onFault'] = (what, err) => {
    if (err === null) log.info({ what }, 'the reconciliation goes on again');
    else log.warn({ what, err }, 'the reconciliation cannot go on for the time being');
  };
  return openReconciliation({ settings, onFault, ...parts }).catch((error: unknown) => {
    throw storeFault(error);
  });
}
