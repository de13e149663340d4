import { VACCINE_CODES } from '../../../../adapters/health-management/codes.js';
import type { CopyRecord } from '../../../../adapters/intermediate-server/protocol/copies.js';
import { parseEraDigits } from '../../../../adapters/legacy/era.js';
import { addMonths, comparePlainDates } from '../../../calendar/plain-date.js';
import type { LedgerRow } from './city-people.js';

const FIRST_DAY = '2021-04-01';

/**
 * What the neighbour gave a child of its own: the usual doses by months of age, in the years in which they were
 * routine.
 */
const CHILDHOOD: readonly (readonly [
  vaccine: string,
  months: number,
  dose: number,
  since: number,
  until: number,
])[] = [
  ['HIB', 2, 1, 2013, 2099],
  ['PCV', 2, 1, 2013, 2099],
  ['HEPB', 2, 1, 2017, 2099],
  ['DPT', 3, 1, 1968, 2012],
  ['DPT_IPV', 3, 1, 2013, 2099],
  ['BCG', 5, 1, 1951, 2099],
  ['MR', 12, 1, 2006, 2099],
  ['VAR', 12, 1, 2015, 2099],
  ['JE', 36, 1, 1976, 2099],
  ['MR', 66, 2, 2006, 2099],
];

export function dosesBeforeMove(item: string, born: string, moved: string): readonly CopyRecord[] {
  const given = CHILDHOOD.map(([vaccine, months, dose, since, until]) => ({
    vaccine,
    dose,
    since,
    until,
    day: addMonths(born, months),
  }));
  const routine = given.filter(
    ({ day, since, until }) =>
      comparePlainDates(day, moved) < 0 &&
      Number(day.slice(0, 4)) >= since &&
      Number(day.slice(0, 4)) <= until,
  );
  return routine.map(({ vaccine, dose, day }) =>
    copyOf(item, {
      vaccine,
      dose,
      day,
      lot: `KB${day.slice(2, 4)}${String(dose)}${vaccine.slice(0, 2)}`,
      doseMl: '0.5',
    }),
  );
}

/**
 * The city's own ledger as it stands, in copies; of one item those under the Special Measures Act, of the other
 * all else.
 */
export function copiesOfLedger(
  item: string,
  rows: readonly LedgerRow[],
  special: boolean,
): readonly CopyRecord[] {
  return rows.flatMap(({ vaccine: source, dose, day: text, lot, volume }) => {
    const vaccine = VACCINE_CODES.get(source);
    const parsed = parseEraDigits(text);
    if (
      vaccine === undefined ||
      parsed.kind !== 'DATE' ||
      parsed.date.precision !== 'DAY' ||
      parsed.date.iso === null
    )
      return [];
    if ((vaccine === 'COVID19') !== special) return [];
    const doseMl = volume === null ? null : String(Number(volume) / 100);
    return [copyOf(item, { vaccine, dose, day: parsed.date.iso, lot, doseMl })];
  });
}

function copyOf(
  item: string,
  {
    vaccine,
    dose,
    day,
    lot,
    doseMl,
  }: { vaccine: string; dose: number; day: string; lot: string | null; doseMl: string | null },
): CopyRecord {
  const facts = { vaccine, date: day, dose: String(dose), lot, doseMl };
  const values = Object.entries(facts).flatMap(([name, value]) => (value === null ? [] : [{ name, value }]));
  return {
    item,
    dataSet: '0001',
    version: '0001',
    validFrom: FIRST_DAY,
    validTo: null,
    factDay: day,
    values,
  };
}

export function benefitCopy(item: string): CopyRecord {
  const values = [
    { name: 'period', value: '2022-04..2023-03' },
    { name: 'kind', value: '療養の給付' },
    { name: 'amountYen', value: '24680' },
  ];
  return {
    item,
    dataSet: '0001',
    version: '0001',
    validFrom: FIRST_DAY,
    validTo: null,
    factDay: null,
    values,
  };
}
