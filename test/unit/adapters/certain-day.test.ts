import Database from 'better-sqlite3';
import { certainDay } from '../../../adapters/health-management/certain-day.js';
import { parseEraDigits } from '../../../adapters/legacy/era.js';

/** Each era, year, month and day that digits can write, the impossible ones among them: a quarter of a million texts. */
const ALL = `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99)
  SELECT e.i || SUBSTR('0' || y.i, -2) || SUBSTR('0' || m.i, -2) || SUBSTR('0' || d.i, -2) AS date
  FROM n e, n y, n m, n d WHERE e.i <= 6 AND m.i <= 13 AND d.i <= 32`;
const certain = (dates: string): readonly string[] =>
  new Database(':memory:')
    .prepare(`SELECT date FROM (${dates}) t WHERE ${certainDay('t.date')}`)
    .pluck()
    .all() as string[];

test('what the database is certain of is a day of its era, every one', () => {
  const found = certain(ALL);
  expect(found.length).toBeGreaterThan(69_000);
  const none = found.filter((text) => {
    const parsed = parseEraDigits(text);
    return parsed.kind !== 'DATE' || parsed.date.precision !== 'DAY';
  });
  expect(none).toEqual([]);
});

test.each(['5050131', '5050430', '5050228', '5010501', '4300101', '3630331'])('%s is certain', (date) => {
  expect(certain(`SELECT '${date}' AS date`)).toEqual([date]);
});

test.each([
  '5040229',
  '5050431',
  '5051332',
  '5010430',
  '4310401',
  '4010107',
  '3640107',
  '505061x',
  '50506011',
  '',
])('%p is not', (date) => expect(certain(`SELECT '${date}' AS date`)).toEqual([]));
