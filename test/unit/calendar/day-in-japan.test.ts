import { join } from 'node:path';
import type { DoseRecord } from '../../../adapters/vaccination-record-system/protocol/doses.js';
import { dayInJapan } from '../../../src/calendar/japan-time.js';
import { vrsDose } from '../../../src/reconciliation/read-sides.js';
import { ROOT } from '../../architecture/sources.js';

let dayOf: (iso: string) => string;
beforeAll(async () => {
  ({ dayOf } = (await import(join(ROOT, 'console/src/words/times.ts'))) as { dayOf: typeof dayOf });
});

/** Around midnight in Japan and in UTC: an instant is nine hours further in Japan. */
const DAYS = [
  ['2023-06-26T14:59:59.999Z', '2023-06-26'],
  ['2023-06-26T15:00:00.000Z', '2023-06-27'],
  ['2023-06-26T21:43:00.000Z', '2023-06-27'],
  ['2023-06-26T23:59:59.999Z', '2023-06-27'],
  ['2023-06-27T00:00:00.000Z', '2023-06-27'],
  ['2023-12-31T15:00:00.000Z', '2024-01-01'],
] as const;

test.each(DAYS)('%s is %s, for the gateway, the page and the comparison with VRS', (instant, day) => {
  expect(dayInJapan(instant)).toBe(day);
  expect(dayOf(instant)).toBe(day);
  const record: DoseRecord = {
    ...{ id: 'd', dose: 1, day: '2023-06-01', maker: '', lot: '', venue: '', doctor: '', coupon: '' },
    ...{ givenIn: '132101', reading: 'HAND', registeredAt: instant, version: 1, locked: false },
  };
  expect(vrsDose(record, '1').enteredOn).toBe(day);
});

test('a day is its own for the page, which is told of either', () => {
  expect(dayOf('2023-06-27')).toBe('2023-06-27');
});
