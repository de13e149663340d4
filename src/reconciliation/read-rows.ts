import type { KeptDose } from '../../adapters/health-management/model.js';
import type { VaccinationRecordSystem } from '../../adapters/vaccination-record-system/model.js';
import type { DoseRecord } from '../../adapters/vaccination-record-system/protocol/doses.js';
import { healthNumbersOf } from '../persons/person-keys.js';
import { NO_ITEMS, type Sources } from '../sources/sources.js';
import type { FindingRow } from './finding-row.js';

/** What a finding is about, as both systems have it now. */
export interface RowsOfFinding {
  readonly ledger: KeptDose | null;
  readonly vrs: DoseRecord | null;
  /** Valid coupon in VRS of the person of the ledger's side; null: they have none. */
  readonly coupon: string | null;
  /** Ids of all that VRS has of the persons of either side. */
  readonly recorded: ReadonlySet<string>;
}

export interface ReadRowsParts {
  readonly sources: Pick<Sources, 'ask' | 'health' | 'address'>;
  readonly vrs: VaccinationRecordSystem;
  readonly staff: () => string;
}

/** A record of VRS may stand under another person by now: it is looked for under both. */
export async function readRows(
  { sources, vrs, staff }: ReadRowsParts,
  row: FindingRow,
  signal: AbortSignal,
): Promise<RowsOfFinding> {
  const { ledgerId, vrsId, atenaNumber, otherNumber } = row;
  const persons = [atenaNumber, ...(otherNumber === null ? [] : [otherNumber])];
  const keys = await sources.ask('ADDRESS_NAME', signal, (live) =>
    sources.address.loadMany(persons, { signal: live, items: NO_ITEMS }),
  );
  const numbers = [...new Set(keys.flatMap(healthNumbersOf))];
  const own = healthNumbersOf(keys[0]);
  const [ledger, records, targets] = await Promise.all([
    sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
      sources.health.loadLedger(numbers, { signal: live, items: NO_ITEMS }),
    ),
    sources.ask('VACCINATION_RECORD_SYSTEM', signal, (live) =>
      vrs.doses(numbers, { staff: staff(), signal: live }),
    ),
    sources.ask('VACCINATION_RECORD_SYSTEM', signal, (live) =>
      vrs.targets(own, { staff: staff(), signal: live }),
    ),
  ]);
  const coupons = targets.flatMap((target) => target?.coupons ?? []);
  return {
    ledger: ledger.flatMap((rows) => rows ?? []).find(({ id }) => id === ledgerId) ?? null,
    vrs: records.flat().find(({ id }) => id === vrsId) ?? null,
    coupon: (coupons.find(({ voidedOn }) => voidedOn === null) ?? coupons.at(-1))?.coupon ?? null,
    recorded: new Set(records.flat().map(({ id }) => id)),
  };
}
