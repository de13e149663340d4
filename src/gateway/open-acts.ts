import { hkdfSync, type KeyObject } from 'node:crypto';
import type { Indexing } from '../audit/index/indexing.js';
import type { AuditLog } from '../audit/audit-log.js';
import type { Closing } from '../background/closing.js';
import type { Duty } from '../background/duty.js';
import type { Clock } from '../calendar/clock.js';
import { openCases } from '../cases/open-cases.js';
import { openRecords } from '../immunization-records/open-records.js';
import type { Logger } from '../log/logger.js';
import { openMovements } from '../movements/open-movements.js';
import type { LoadedPolicy } from '../policy/load.js';
import { openReconciliation } from '../reconciliation/open-reconciliation.js';
import type { Services } from '../request/services.js';
import type { OpenSources } from '../sources/open-sources.js';
import type { StaffIndex } from '../staff/staff-index.js';
import { openVrs } from '../vaccination-record/open-vrs.js';
import type { GatewayOptions } from './gateway-options.js';
import { openReviewDesk } from './open-review-desk.js';
import { asStoreFault } from './store-fault.js';

const CURSOR_KEY_BYTES = 32;

interface ActParts {
  readonly sources: OpenSources;
  readonly audit: AuditLog;
  readonly indexing: Pick<Indexing, 'catchUp'>;
  readonly clock: Clock;
  /** A secret of the log: cursors made from it outlive the process and work with every gateway over the same log. */
  readonly secret: KeyObject;
  /** In force now. */
  readonly policy: () => LoadedPolicy;
  readonly staff: () => StaffIndex;
  readonly duty: Duty;
}

/**
 * Opens the rooms whose acts are brought to their end at the start and again and again; each is closed with the rest,
 * in the reverse of its opening.
 */
export async function openActs(
  options: GatewayOptions,
  { secret, policy, staff, indexing, ...parts }: ActParts,
  closing: Closing,
): Promise<Pick<Services, 'cases' | 'records' | 'movements' | 'vrs' | 'reconciliation' | 'reviews'>> {
  const { settings, log, cases: seeds } = options;
  const open = async <Room extends Parameters<Closing['add']>[0]>(
    name: string,
    room: (onFault: (err: unknown) => void) => Promise<Room>,
  ): Promise<Room> => closing.add(await asStoreFault(room(tell(log, name))));
  const cases = await open('cases', (onFault) =>
    openCases({ settings, seeds: settings.production ? undefined : seeds, onFault, ...parts }),
  );
  const records = await open('vaccination records', (onFault) =>
    openRecords({ settings, onFault, ...parts }),
  );
  const cursorKey = Buffer.from(hkdfSync('sha256', secret, '', 'sekisho resident changes', CURSOR_KEY_BYTES));
  const movements = await open('movements', (onFault) =>
    openMovements({ settings, cursorKey, onFault, ...parts }),
  );
  const vrs = await asStoreFault(
    openVrs({
      ...{ settings, cases: cases.store, movements: movements.store, rules: () => policy().vrs },
      ...{ ...parts, onFault: tell(log, 'the vaccination record system') },
      onByHand: (change, why) =>
        log.warn(
          { change, why },
          'the flag of a movement has to be set in the vaccination record system by hand',
        ),
    }),
  );
  if (vrs !== null) closing.add(vrs);
  const told = { runs: tell(log, 'the reconciliation'), decisions: tell(log, 'findings') };
  const reconciliation = closing.add(
    await asStoreFault(
      openReconciliation({
        ...{ settings, records, policy, staff, onFault: (what, err) => told[what](err), ...parts },
      }),
    ),
  );
  const reviews = await open('reviews', (onFault) =>
    openReviewDesk(options, { ...parts, indexing, policy, staff, onFault }),
  );
  return { cases, records, movements, vrs, reconciliation, reviews };
}

const tell =
  (log: Logger, name: string) =>
  (err: unknown): void => {
    if (err === null) log.info({}, `acts on ${name} are brought to their end again`);
    else log.warn({ err }, `acts on ${name} cannot be brought to their end for the time being`);
  };
