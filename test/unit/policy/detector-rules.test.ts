import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDetectorRules } from '../../../src/policy/detector-rules.js';

const SOUND = readFileSync(join(__dirname, '..', '..', '..', 'policy', 'koganei', 'detectors.json'), 'utf8');

function reading(from = '', to = '') {
  expect(SOUND).toContain(from);
  const faults: string[] = [];
  return { rules: readDetectorRules('d.json', SOUND.replace(from, to), faults), faults };
}

test('the thresholds of the city are read', () => {
  const { rules, faults } = reading();
  expect(faults).toEqual([]);
  expect(rules).toMatchObject({
    ...{
      pointedUpTo: 10,
      opens: 480,
      closes: 1140,
      rareSurnameShare: 0.002,
      neighbourHouseholds: 2,
      dormantDays: 60,
    },
    ...{ openIntentMinutes: 10, holidaysUntil: '2027-12-31' },
    misses: { perHour: 8, verificationsOfOnePerson: 3 },
    cases: { personsPerCase: 12, accountsPerCase: 2, missingPerDay: 3 },
    unlikeSection: { score: 4, persons: 40, samples: 10 },
    enumeration: { run: 8, gap: 2, minutes: 120 },
    bands: {
      persons: { from: 100_000, to: 999_999, cites: 'R049' },
      users: { from: 10, to: 49, cites: 'R067' },
      contracts: { from: 5, to: 5, cites: 'R103' },
    },
  });
  expect(rules.closedEachYear).toEqual(new Set(['12-29', '12-30', '12-31', '01-01', '01-02', '01-03']));
  expect(rules.holidays.has('2026-11-23')).toBe(true);
  expect(rules.bulk.get('HISTORY')).toEqual({ personsPerHour: 200, personsPerDay: 600 });
  expect([rules.sections.get('manager'), rules.sections.get('contractor')]).toEqual(['健康課', '委託先']);
  expect(Object.isFrozen(rules)).toBe(true);
});

test.each([
  ['"cites": "R049, R067', '"quotes": "R049, R067', 'd.json: cites must be a text'],
  ['"textJa"', '"saidJa"', 'd.json: textJa must be a text'],
  ['"textEn"', '"saidEn"', 'd.json: textEn must be a text'],
  ['"opens": "08:00"', '"opens": "8 Uhr"', 'd.json: hours: opens must be a time, HH:MM'],
  ['"opens": "08:00"', '"opens": "x08:00"', 'd.json: hours: opens must be a time, HH:MM'],
  ['"closes": "19:00"', '"closes": "19:000"', 'd.json: hours: closes must be a time, HH:MM'],
  ['"closes": "19:00"', '"closes": "19:60"', 'd.json: hours: closes must be a time, HH:MM'],
  ['"opens": "08:00"', '"opens": "19:00"', 'd.json: hours: must open before they close'],
  ['"opens": "08:00",', '"opens": "08:00", "lunch": "12:00",', 'd.json: hours: unknown key lunch'],
  ['"rareShare": 0.002', '"rareShare": 1.5', 'd.json: sameSurname: rareShare must lie between 0 and 1'],
  ['"rareShare": 0.002', '"rareShare": -1', 'd.json: sameSurname: rareShare must lie between 0 and 1'],
  ['"rareShare": 0.002', '"rareShare": 0.002, "common": 1', 'd.json: sameSurname: unknown key common'],
  ['"dormantDays": 60', '"dormantDays": 0', 'd.json: dormantDays must be a whole number from 1'],
  ['"dormantDays": 60', '"dormantDays": 1.5', 'd.json: dormantDays must be a whole number from 1'],
  ['"run": 8', '"runs": 8', 'd.json: enumeration: unknown key runs'],
  ['"to": 49', '"to": 9', 'd.json: bands: users: ends before it begins'],
  ['"to": 49', '"to": 49, "of": 1', 'd.json: bands: users: unknown key of'],
  ['"contracts": {', '"staff": {}, "contracts": {', 'd.json: bands: unknown key staff'],
  ['"section": "委託先",', '"section": "委託先", "floor": 2,', 'd.json.sections[1]: unknown key floor'],
  ['"dormantDays": 60', '"dormantDays": 60, "nights": 2', 'd.json: unknown key nights'],
  ['"2027-12-31"', '"2027-13-31"', 'd.json: holidaysUntil must be a day, YYYY-MM-DD'],
])('%s as %s is refused', (from, to, fault) => {
  expect(reading(from, to).faults).toContain(fault);
});

test('what is no number is told of once', () => {
  expect(reading('"dormantDays": 60', '"dormantDays": "60"').faults).toEqual([
    'd.json: dormantDays must be a number',
  ]);
});

test('a surname that everybody bears, and one that nobody does, are shares', () => {
  expect(reading('"rareShare": 0.002', '"rareShare": 1').faults).toEqual([]);
  expect(reading('"rareShare": 0.002', '"rareShare": 0').faults).toEqual([]);
  expect(reading('"closes": "19:00"', '"closes": "24:00"').rules.closes).toBe(1440);
});

test('minutes count from midnight', () => {
  const { rules, faults } = reading('"opens": "08:00"', '"opens": "08:25"');
  expect([rules.opens, faults]).toEqual([505, []]);
});
