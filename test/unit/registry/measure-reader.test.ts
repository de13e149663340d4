import type { Quarantined } from '../../../adapters/adapter.js';
import { MeasureReader } from '../../../adapters/resident-registry/support-measures.js';

/** Whom the rows of the registry protect on a day: what is in doubt protects, and is told. */

const TODAY = '2023-06-27';
const NUMBER = '000000000000001';

function reader() {
  const told: string[] = [];
  const made = new MeasureReader({
    ...{ url: { kind: 'sqlite', path: '' }, municipality: '132101' },
    onQuarantine: ({ column, reason }: Quarantined) => told.push(`${column} ${reason}`),
  });
  return { made, told };
}

const row = (rest: Readonly<Record<string, unknown>> = {}) => ({
  ...{ measureNumber: 1, atenaNumber: NUMBER, firstDay: '20230101', lastDay: '20231231', cancelled: '0' },
  ...rest,
});

function read(...rows: readonly Readonly<Record<string, unknown>>[]) {
  const { made, told } = reader();
  return { ...made.read(rows.map(row), TODAY), told };
}

test.each([
  ['on its first day', '20230627', '20231231', true],
  ['on its last day', '20220101', '20230627', true],
  ['on the day before', '20230628', '20231231', false],
  ['on the day after', '20220101', '20230626', false],
  ['without an end', '20230101', '99999999', true],
  ['without an end, before it begins', '20230701', '99999999', false],
])('a measure protects while it lasts: %s', (_when, firstDay, lastDay, protects) => {
  expect(read({ firstDay, lastDay })).toEqual({
    ...{ inForce: protects ? [NUMBER] : [], unreadable: 0, withoutKey: 0, gone: 0, told: [] },
  });
});

test.each([
  // The month or the year is known: it begins as early and ends as late as it can.
  ['20230600', '20231231', true],
  ['20230700', '20231231', false],
  ['20230000', '20231231', true],
  ['20240000', '20241231', false],
  ['20230101', '20230600', true],
  ['20230101', '20230500', false],
  ['20220101', '20230000', true],
  ['20210101', '20220000', false],
])('of %s to %s protection has the benefit of the doubt, and no more', (firstDay, lastDay, protects) => {
  expect(read({ firstDay, lastDay })).toMatchObject({ inForce: protects ? [NUMBER] : [], unreadable: 0 });
});

test.each([
  ['2023-02-28', true],
  ['2023-03-01', false],
])('a month that is known ends with its last day: %s', (day, protects) => {
  const { made } = reader();
  expect(made.read([row({ lastDay: '20230200' })], day).inForce).toEqual(protects ? [NUMBER] : []);
});

test.each([
  ['the start says nothing', { firstDay: '00000000' }, 'KAISI_YMD BAD_DATE'],
  ['the start says that there is no end', { firstDay: '99999999' }, 'KAISI_YMD BAD_DATE'],
  ['the end says nothing', { lastDay: '        ' }, 'SYURYO_YMD BAD_DATE'],
  ['the end is no date', { lastDay: '20230230' }, 'SYURYO_YMD BAD_DATE'],
  ['it ends before it begins', { firstDay: '20230701', lastDay: '20230601' }, 'SYURYO_YMD BAD_DATE'],
  ['it ended before it began', { firstDay: '20200701', lastDay: '20200601' }, 'SYURYO_YMD BAD_DATE'],
])('where %s the measure is in force, counted and told', (_what, rest, fault) => {
  expect(read(rest)).toEqual({ inForce: [NUMBER], unreadable: 1, withoutKey: 0, gone: 0, told: [fault] });
});

test('a bound that says nothing leaves the other one its word', () => {
  expect(read({ firstDay: '', lastDay: '20230626' })).toMatchObject({ inForce: [], unreadable: 1 });
  expect(read({ firstDay: '20230628', lastDay: '' })).toMatchObject({ inForce: [], unreadable: 1 });
});

test('a measure that lasts one day does not contradict itself', () => {
  expect(read({ firstDay: '20200601', lastDay: '20200601' })).toMatchObject({ inForce: [], unreadable: 0 });
});

test('only the one code cancels; a flag that nobody knows is told, none at all is not', () => {
  expect(read({ cancelled: '1' })).toMatchObject({ inForce: [], told: [] });
  expect(read({ cancelled: '1', lastDay: 'rubbish', atenaNumber: '' })).toEqual({
    ...{ inForce: [], unreadable: 0, withoutKey: 0, gone: 0, told: [] },
  });
  for (const cancelled of ['0', '', ' '])
    expect(read({ cancelled })).toMatchObject({ inForce: [NUMBER], told: [] });
  for (const cancelled of ['2', 'X', null])
    expect(read({ cancelled })).toMatchObject({ inForce: [NUMBER], told: ['TORIKESI_FLG UNKNOWN_CODE'] });
  expect(read({ cancelled: 1 })).toMatchObject({ inForce: [NUMBER], told: ['TORIKESI_FLG NOT_TEXT'] });
});

test('a row whose number is none protects nobody and is counted, whether in force or not', () => {
  const fault = 'ATENA_NO MALFORMED';
  for (const atenaNumber of ['', 'x', null, '1'.repeat(16)])
    expect(read({ atenaNumber })).toEqual({
      inForce: [],
      unreadable: 0,
      withoutKey: 1,
      gone: 0,
      told: [fault],
    });
  expect(read({ atenaNumber: 'x', lastDay: '20230101' })).toMatchObject({ withoutKey: 1, told: [fault] });
});

test('of several rows each protects its person once, in the order of their numbers', () => {
  expect(
    read(
      ...[{ atenaNumber: '000000000000003' }, { measureNumber: 2, atenaNumber: '2' }],
      ...[
        { measureNumber: 3, atenaNumber: '3' },
        { measureNumber: 4, lastDay: '20230601' },
      ],
    ),
  ).toEqual({
    ...{ inForce: ['000000000000002', '000000000000003'], unreadable: 0, withoutKey: 0, gone: 0, told: [] },
  });
});

test('each faulty column of each measure is told once, however often the table is read', () => {
  const { made, told } = reader();
  const rows = [row({ firstDay: '', lastDay: '' }), row({ measureNumber: 2, firstDay: '' })];
  for (let times = 0; times < 3; times++) expect(made.read(rows, TODAY).unreadable).toBe(2);
  expect(told).toEqual(['KAISI_YMD BAD_DATE', 'SYURYO_YMD BAD_DATE', 'KAISI_YMD BAD_DATE']);
});

test('what is told names the place of the fault and nothing of what stands there', () => {
  const told: Quarantined[] = [];
  new MeasureReader({
    ...{ url: { kind: 'sqlite', path: '' }, municipality: '132101' },
    onQuarantine: (fault) => told.push(fault),
  }).read([row({ firstDay: 'rubbish!' })], TODAY);
  expect(told).toEqual([
    { system: 'RESIDENT_REGISTRY', table: 'JUKI_SIEN', column: 'KAISI_YMD', reason: 'BAD_DATE' },
  ]);
});

test('nobody need listen', () => {
  const made = new MeasureReader({ url: { kind: 'sqlite', path: '' }, municipality: '132101' });
  expect(made.read([row({ lastDay: '' })], TODAY).inForce).toEqual([NUMBER]);
});

describe('where protected persons are gone from the table', () => {
  const numbered = (...numbers: readonly number[]) =>
    numbers.map((number) => row({ measureNumber: number, atenaNumber: String(number) }));
  const padded = (...numbers: readonly number[]) => numbers.map((number) => String(number).padStart(15, '0'));
  const GONE = 'ATENA_NO GONE';

  test('and they are the greater part, what was seen of them protects on, and each is told', () => {
    const { made, told } = reader();
    made.read(numbered(1, 2, 3, 4, 5), TODAY);
    expect(made.read(numbered(1, 2), TODAY)).toEqual({
      ...{ inForce: padded(1, 2, 3, 4, 5), unreadable: 0, withoutKey: 0, gone: 3 },
    });
    expect(told).toEqual([GONE, GONE, GONE]);
    // An empty table opens nobody, whoever was kept already.
    expect(made.read([], TODAY)).toMatchObject({ inForce: padded(1, 2, 3, 4, 5), gone: 5 });
    // And with rows again the table is believed.
    expect(made.read(numbered(1, 2, 3, 4, 5, 6), TODAY)).toMatchObject({
      ...{ inForce: padded(1, 2, 3, 4, 5, 6), gone: 0 },
    });
  });
  test('and they are half or fewer, the table is believed, and each is told', () => {
    const { made, told } = reader();
    made.read(numbered(1, 2, 3, 4), TODAY);
    expect(made.read(numbered(1, 2), TODAY)).toMatchObject({ inForce: padded(1, 2), gone: 0 });
    expect(told).toEqual([GONE, GONE]);
    expect(made.read(numbered(1, 2), TODAY)).toMatchObject({ inForce: padded(1, 2), gone: 0 });
    expect(told).toHaveLength(2);
  });
  test('whose measure was over or taken back is not missed, and does not count among them', () => {
    const { made, told } = reader();
    const over = [
      row({ measureNumber: 7, atenaNumber: '7', lastDay: '20230626' }),
      row({ measureNumber: 8, atenaNumber: '8', cancelled: '1' }),
      row({ measureNumber: 9, atenaNumber: '9', firstDay: '20230628' }),
      row({ measureNumber: 10, atenaNumber: 'none' }),
    ];
    made.read([...numbered(1, 2), ...over], TODAY);
    told.length = 0;
    expect(made.read(numbered(1, 2), TODAY)).toMatchObject({ inForce: padded(1, 2), gone: 0 });
    expect(told).toEqual([]);
    // Of two in force one is half.
    made.read([...numbered(1, 2), ...over], TODAY);
    expect(made.read(numbered(1), TODAY)).toMatchObject({ inForce: padded(1), gone: 0 });
  });
  test('one of several measures of a person that is over leaves the other its word', () => {
    const { made } = reader();
    const two = [...numbered(1), row({ measureNumber: 2, atenaNumber: '1', lastDay: '20230101' })];
    made.read(two, TODAY);
    expect(made.read([], TODAY)).toMatchObject({ inForce: padded(1), gone: 1 });
    expect(made.read([], '2024-01-01')).toMatchObject({ inForce: [], gone: 0 });
  });
  test('who is gone is no matter of the day that is asked about', () => {
    const { made } = reader();
    made.read(numbered(1, 2), TODAY);
    // Of a day on which nobody was covered yet.
    expect(made.read([], '2022-06-27', TODAY)).toMatchObject({ inForce: [], gone: 2 });
    expect(made.read([], TODAY)).toMatchObject({ inForce: padded(1, 2), gone: 2 });
  });
  test('a measure that is yet to begin is kept with the others, and begins on its day', () => {
    const { made } = reader();
    const coming = row({ measureNumber: 9, atenaNumber: '9', firstDay: '20230701' });
    made.read([...numbered(1), coming], TODAY);
    expect(made.read([], TODAY)).toMatchObject({ inForce: padded(1), gone: 1 });
    expect(made.read([], '2023-07-01')).toMatchObject({ inForce: padded(1, 9), gone: 2 });
  });
});
