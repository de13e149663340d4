import type { ImmunizationItem } from '../../adapters/health-management/model.js';
import type { CopyRecord } from '../../adapters/intermediate-server/protocol/copies.js';
import type { ListedItem } from '../policy/permission-list.js';
import type { SoundDose } from './sound-doses.js';

/**
 * What of the ledger goes into copies; everything else is not even fetched (R141: no doctor, no passport, no
 * telephone).
 */
export const COPIED_ITEMS: ReadonlySet<ImmunizationItem> = new Set([
  'vaccine',
  'date',
  'lot',
  'doseMl',
  'preExam',
]);

/** Vaccinations under the Special Measures Act, in the codes of the graph. */
const SPECIAL_MEASURES = new Set(['COVID19']);
const DATA_SET = '0001';

/**
 * One person's copies of one item, composed from the sound rows of the ledger alone; nothing is typed by hand.
 */
export function composeCopies(
  item: ListedItem,
  rows: readonly SoundDose[],
  { today, version }: { readonly today: string; readonly version: string },
): readonly CopyRecord[] {
  const special = item.content === 'SPECIAL_MEASURES_VACCINATIONS';
  return rows.flatMap(({ vaccine, date, dose, lot, doseMl }) => {
    if (SPECIAL_MEASURES.has(vaccine) !== special) return [];
    const facts = { vaccine, date, dose, lot, doseMl };
    const values = Object.entries(facts).flatMap(([name, value]) =>
      item.fields.includes(name) && value !== null && value !== undefined
        ? [{ name, value: String(value) }]
        : [],
    );
    return [
      {
        item: item.code,
        dataSet: DATA_SET,
        version,
        validFrom: today,
        validTo: null,
        factDay: date,
        values,
      },
    ];
  });
}

/** 版番号: one more than the newest. Four digits; after the last it begins again. */
export function nextVersion(versions: readonly string[]): string {
  const newest = Math.max(0, ...versions.map(Number));
  return String((newest % 9999) + 1).padStart(4, '0');
}
