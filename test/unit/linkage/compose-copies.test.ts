import type { ImmunizationRecord } from '../../../adapters/health-management/model.js';
import { COPIED_ITEMS, composeCopies, nextVersion } from '../../../src/linkage/compose-copies.js';
import { PERMISSIONS, SPECIAL_MEASURES, TODAY, VACCINATIONS } from '../../support/intermediate/world.js';

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

function compose(code: string, ...rows: readonly ImmunizationRecord[]) {
  const item = PERMISSIONS.items.get(code);
  if (item === undefined) throw new Error('The permission list has no such item');
  return composeCopies(item, rows, { today: TODAY, version: '0007' });
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
