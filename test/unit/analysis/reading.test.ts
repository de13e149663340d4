import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { actOf } from '../../../src/audit/analysis/act.js';
import { blockOf } from '../../../src/audit/analysis/address-block.js';
import { readDetectorRules } from '../../../src/policy/detector-rules.js';
import type { IndexedOperation } from '../../../src/audit/index/access-index.js';
import { ROOT } from './simulated-month.js';

test.each(['東京都小金井市本町六丁目９６番３号', '東京都小金井市本町6-96-3', '東京都小金井市本町６丁目９６－３　みほんハイツ３０３', '東京都小金井市本町６丁目９６番地の３'])(
  '%s is in its block', (address) => {
    expect(blockOf(address)).toBe('東京都小金井市本町6-96');
  },
);

test.each(['', '東京都小金井市本町', '東京都小金井市本町六丁目', '以下余白'])('%s is in no block', (address) => {
  expect(blockOf(address)).toBeNull();
});

const operation = (given: Partial<IndexedOperation>): IndexedOperation => ({
  record: 'gw1/1', at: '2023-06-05T02:00:00.000Z', status: 'ANSWERED', account: 'clerk', role: 'clerk', purpose: 'HISTORY', case: null, zone: null,
  operationName: null, codes: [], detail: null, accesses: 1, subjects: [], aboutNobody: [], ...given,
});
const field = (coordinate: string, outcome: 'DISCLOSED' | 'ABSENT' | 'WITHHELD' | 'DENIED', reason: string | null = null) => ({ coordinate, outcome, reason, count: 2 });

test('finding a person is not showing anything of him', () => {
  const fields = [field('Query.resident', 'DISCLOSED'), field('Resident.name', 'WITHHELD', 'own-household'), field('Resident.sources', 'DISCLOSED')];
  expect(actOf(operation({ subjects: [{ subject: 'a', fields }] })).persons).toEqual([{ subject: 'a', shown: false, missed: false, verifications: 0 }]);
  const shown = actOf(operation({ subjects: [{ subject: 'a', fields: [...fields, field('Resident.sex', 'DISCLOSED')] }] }));
  expect([shown.persons[0]?.shown, [...shown.closed]]).toEqual([true, [['own-household', 2]]]);
});

test('misses are counted whether or not the log knows whose number it was', () => {
  const aboutNobody = [field('Query.residentByIndividualNumber', 'ABSENT'), field('Query.immunizationCoverage', 'DISCLOSED'), field('Query.residents', 'DENIED', 'outside-zone')];
  const act = actOf(operation({ aboutNobody, subjects: [{ subject: 'a', fields: [field('Query.resident', 'ABSENT')] }] }));
  expect([act.misses, [...act.closed]]).toEqual([3, [['outside-zone', 2]]]);
});

describe('detectors.json', () => {
  const sound = readFileSync(join(ROOT, 'policy', 'koganei', 'detectors.json'), 'utf8');
  const faultsOf = (from: string, to: string): string[] => {
    expect(sound).toContain(from);
    const faults: string[] = [];
    readDetectorRules('detectors.json', sound.replace(from, to), faults);
    return faults;
  };

  test('is without fault', () => {
    expect(faultsOf('', '')).toEqual([]);
  });

  test.each([
    ['"opens": "08:00"', '"opens": "8 Uhr"', 'detectors.json: hours: opens must be a time, HH:MM'],
    ['"opens": "08:00"', '"opens": "20:00"', 'detectors.json: hours: must open before they close'],
    ['"rareShare": 0.002', '"rareShare": 2', 'detectors.json: sameSurname: rareShare must lie between 0 and 1'],
    ['"dormantDays": 60', '"dormantDays": 0', 'detectors.json: dormantDays must be a whole number from 1'],
    ['"run": 8', '"runs": 8', 'detectors.json: enumeration: unknown key runs'],
    ['"to": 49', '"to": 9', 'detectors.json: bands: users: ends before it begins'],
    ['"households": 2', '"households": 2.5', 'detectors.json: neighbours: households must be a whole number from 1'],
  ])('%s may not become %s', (from, to, fault) => {
    expect(faultsOf(from, to)).toContain(fault);
  });
});
