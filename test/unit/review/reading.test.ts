import { reviewedOperation } from '../../../src/review/reviewed-operation.js';
import { blockOf } from '../../../src/review/address-block.js';
import type { IndexedOperation } from '../../../src/audit/index/access-index.js';

test.each([
  '東京都小金井市本町六丁目９６番３号',
  '東京都小金井市本町6-96-3',
  '東京都小金井市本町６丁目９６－３　みほんハイツ３０３',
  '東京都小金井市本町６丁目９６番地の３',
])('%s is in its block', (address) => {
  expect(blockOf(address)).toBe('東京都小金井市本町6-96');
});

test.each(['', '東京都小金井市本町', '東京都小金井市本町六丁目', '以下余白'])(
  '%s is in no block',
  (address) => {
    expect(blockOf(address)).toBeNull();
  },
);

const operation = (given: Partial<IndexedOperation>): IndexedOperation => ({
  record: 'gw1/1',
  at: '2023-06-05T02:00:00.000Z',
  status: 'ANSWERED',
  account: 'clerk',
  role: 'clerk',
  purpose: 'HISTORY',
  case: null,
  zone: null,
  operationName: null,
  codes: [],
  detail: null,
  accesses: 1,
  subjects: [],
  aboutNobody: [],
  ...given,
});
const field = (
  coordinate: string,
  outcome: 'DISCLOSED' | 'ABSENT' | 'WITHHELD' | 'DENIED',
  reason: string | null = null,
) => ({ coordinate, outcome, reason, count: 2 });

test('finding a person is not showing anything of them', () => {
  const fields = [
    field('Query.resident', 'DISCLOSED'),
    field('Resident.name', 'WITHHELD', 'own-household'),
    field('Resident.sources', 'DISCLOSED'),
  ];
  expect(reviewedOperation(operation({ subjects: [{ subject: 'a', fields }] })).persons).toEqual([
    { subject: 'a', shown: false, missed: false, verifications: 0 },
  ]);
  const shown = reviewedOperation(
    operation({ subjects: [{ subject: 'a', fields: [...fields, field('Resident.sex', 'DISCLOSED')] }] }),
  );
  expect([shown.persons[0]?.shown, [...shown.closed]]).toEqual([true, [['own-household', 2]]]);
});

test('misses are counted whether or not the log knows whose number it was', () => {
  const aboutNobody = [
    field('Query.residentByIndividualNumber', 'ABSENT'),
    field('Query.immunizationCoverage', 'DISCLOSED'),
    field('Query.residents', 'DENIED', 'outside-zone'),
  ];
  const act = reviewedOperation(
    operation({ aboutNobody, subjects: [{ subject: 'a', fields: [field('Query.resident', 'ABSENT')] }] }),
  );
  expect([act.misses, [...act.closed]]).toEqual([3, [['outside-zone', 2]]]);
});
