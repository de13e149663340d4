import type { ImmunizationRecord } from '../../../adapters/health-management/model.js';
import { siftDoses } from '../../../src/linkage/sound-doses.js';
import { policy } from '../policy/harness.js';
import { COPIED_ITEMS, composeCopies, nextVersion } from '../../../src/linkage/compose-copies.js';
import { PERMISSIONS, SPECIAL_MEASURES, TODAY, VACCINATIONS } from '../../support/intermediate/world.js';

/** What goes into copies, and what stays behind. docs/attacks.md P11. */

const DAY = { iso: '2020-05-01', precision: 'DAY', display: null } as const;
const row = (change: Partial<ImmunizationRecord> = {}): ImmunizationRecord => ({
  ...{
    id: '1',
    healthNumber: '1',
    vaccine: 'MR',
    doseNumber: 1,
    date: DAY,
    lot: 'L-1',
    doseMl: 0.5,
    preExam: { result: 'VACCINATED' },
  },
  ...change,
});

const BORN = { iso: '2019-04-01', precision: 'DAY', display: null } as const;
const sift = (...rows: readonly ImmunizationRecord[]) =>
  siftDoses(rows, { today: TODAY, birth: BORN, death: null, rules: policy.records });

function compose(code: string, ...rows: readonly ImmunizationRecord[]) {
  const item = PERMISSIONS.items.get(code);
  if (item === undefined) throw new Error('The permission list has no such item');
  return composeCopies(item, sift(...rows).sound, { today: TODAY, version: '0007' });
}

test('a copy states what the ledger has, by the fields of its item, in force from the day it is made', () => {
  const values = [
    { name: 'vaccine', value: 'MR' },
    { name: 'date', value: '2020-05-01' },
    { name: 'dose', value: '1' },
    { name: 'lot', value: 'L-1' },
    { name: 'doseMl', value: '0.5' },
  ];
  expect(compose(VACCINATIONS, row())).toEqual([
    {
      item: VACCINATIONS,
      dataSet: '0001',
      version: '0007',
      validFrom: TODAY,
      validTo: null,
      factDay: '2020-05-01',
      values,
    },
  ]);
});

test('doctors, institutions, places and makers are neither asked for nor handed on (R141)', () => {
  expect([...COPIED_ITEMS].sort()).toEqual(['date', 'doseMl', 'lot', 'preExam', 'vaccine']);
  const full = row({
    doctor: '医師甲',
    place: '会場乙',
    manufacturer: '製造丙',
    preExam: { result: 'VACCINATED', doctor: '医師丁' },
  });
  expect(JSON.stringify(compose(VACCINATIONS, full))).not.toMatch(/[甲乙丙丁]/);
});

test('vaccinations under the Special Measures Act are an item of their own, and no part of the other', () => {
  const rows = [row(), row({ vaccine: 'COVID19' })];
  const vaccines = (code: string) =>
    compose(code, ...rows).map(({ values }) => values.find(({ name }) => name === 'vaccine')?.value);
  expect([vaccines(VACCINATIONS), vaccines(SPECIAL_MEASURES)]).toEqual([['MR'], ['COVID19']]);
});

test.each<[string, Partial<ImmunizationRecord>]>([
  ['whose vaccine is unknown', { vaccine: null }],
  ['without a day', { date: null }],
  ['whose day is uncertain', { date: { iso: '2020-05', precision: 'MONTH', display: null } }],
  ['that was an examination alone', { preExam: { result: 'PRE_EXAM_ONLY' } }],
])('a row %s is no fact to hand over', (_, change) => {
  expect(compose(VACCINATIONS, row(change))).toEqual([]);
});

const on = (iso: string) => ({ date: { iso, precision: 'DAY', display: null } }) as const;
const gone = (iso: string) => ({ iso, precision: 'DAY', display: null }) as const;

test.each<[string, Partial<ImmunizationRecord>, readonly string[]]>([
  ['on a day to come', on('2099-01-01'), ['DATE_FUTURE']],
  ['before the birth', on('2019-03-31'), ['DATE_BEFORE_BIRTH']],
  ['without a day', { date: null }, ['DATE_NEEDED']],
  ['of an unknown vaccine', { vaccine: null }, ['VACCINE']],
  ['without its number', { doseNumber: undefined }, ['DOSE_NUMBER']],
  ['the 21st of its series', { doseNumber: 21 }, ['DOSE_NUMBER']],
  ['of two lots in one field', { lot: 'EY0573・FC5295' }, ['LOT_FORMAT']],
  ['of no volume', { doseMl: 0 }, ['VOLUME']],
  ['of which nobody knows whether it was given', { preExam: { result: null } }, ['PRE_EXAM_UNKNOWN']],
  ['wrong twice', { ...on('2099-01-01'), vaccine: null }, ['VACCINE', 'DATE_FUTURE']],
])('a row %s stays behind, and it is said why (R158)', (_, change, codes) => {
  expect(sift(row(change), row())).toEqual({
    sound: [expect.objectContaining({ vaccine: 'MR' })],
    leftOut: [codes],
  });
});

test('a dose after the death stays behind; one of that day does not, nor where the day is unknown', () => {
  const after = (death: Parameters<typeof siftDoses>[1]['death']) =>
    siftDoses([row()], { today: TODAY, birth: BORN, death, rules: policy.records }).leftOut;
  expect(after(gone('2020-04-30'))).toEqual([['DATE_AFTER_DEATH']]);
  expect(after(gone('2020-05-01'))).toEqual([]);
  expect(after({ iso: null, precision: 'UNKNOWN', display: null })).toEqual([]);
});

test('an examination alone is nothing that was left out', () => {
  expect(sift(row({ preExam: { result: 'PRE_EXAM_ONLY' } }))).toEqual({ sound: [], leftOut: [] });
});

test('what the ledger does not have is left out, not invented', () => {
  const [copy] = compose(VACCINATIONS, row({ lot: null, doseMl: null }));
  expect(copy?.values.map(({ name }) => name)).toEqual(['vaccine', 'date', 'dose']);
});

test('versions rise from the newest that the server has, and begin again after the last', () => {
  expect([[], ['0001'], ['0003', '0001'], ['9999']].map(nextVersion)).toEqual([
    '0001',
    '0002',
    '0004',
    '0001',
  ]);
});
