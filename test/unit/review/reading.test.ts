import { reviewedOperation } from '../../../src/review/reviewed-operation.js';
import { detect } from '../../../src/review/detect.js';
import { blockOf } from '../../../src/review/address-block.js';
import { LEFT_OUT, OUTCOMES } from '../../../src/audit/record/outcomes.js';
import type { Outcome } from '../../../src/audit/record/record.js';
import type { IndexedOperation } from '../../../src/audit/index/access-index.js';
import { workOf } from './small-work.js';

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
const field = (coordinate: string, outcome: Outcome, reason: string | null = null) => ({
  coordinate,
  outcome,
  reason,
  count: 2,
});

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

describe('whom a list by itself kept back nobody looked at', () => {
  const seenWith = (...fields: readonly ReturnType<typeof field>[]) =>
    reviewedOperation(operation({ subjects: [{ subject: 'wife', fields }] }));

  test.each([
    ['read for the list and left out', field('Query.recallTargets', 'UNSHOWN', LEFT_OUT)],
    ['one of so many that are not on it', field('RecallTargetConnection.leftOut', 'DISCLOSED')],
    ['a row of which all is withheld', field('ImmunizationChange.lot', 'WITHHELD', 'own-household')],
    ['a row whose source was away', field('Resident.name', 'UNAVAILABLE', 'address-name')],
    ['a row that came when the answer was full', field('Resident.name', 'UNREAD', 'too many fields')],
  ])('%s', (_, kept) => {
    const act = seenWith(kept);
    expect([act.persons, found(act)]).toEqual([[], []]);
    // Of the same person something else was shown.
    expect(found(seenWith(kept, field('Resident.sex', 'DISCLOSED')))).toEqual(['OWN_HOUSEHOLD ALARM']);
  });

  test.each([
    ['by number, and told to be nobody', field('Query.resident', 'DENIED', 'own-household')],
    ['by number, and found', field('Query.resident', 'DISCLOSED')],
    ['by number, in an answer that was never sent', field('Query.resident', 'UNSHOWN', 'caller left')],
    ['by name or birth', field('Query.residents', 'WITHHELD', 'own-household')],
    ['by how many have that name', field('ResidentConnection.totalCount', 'WITHHELD', 'own-household')],
    ['as one of the persons of an act', field('Mutation.openCase', 'DENIED', 'own-household')],
  ])('and whoever is asked for was looked at, refused or not: %s', (_, asked) => {
    expect(found(seenWith(asked))).toEqual(['OWN_HOUSEHOLD ATTENTION']);
    expect(found(seenWith(asked, field('Query.recallTargets', 'UNSHOWN', LEFT_OUT)))).toHaveLength(1);
  });

  test.each(OUTCOMES)('at a root %s is about whom it names, whatever it came to', (outcome) => {
    expect(seenWith(field('Query.resident', outcome, 'ground')).persons).toHaveLength(1);
  });

  test('no detector counts them; who asks for them by number is counted, refused or not', () => {
    const kept = Array.from({ length: 3_000 }, (_, at) => ({
      subject: `n${at}`,
      fields: [field('RecallTargetConnection.leftOut', 'DISCLOSED')],
    }));
    const near = ['wife', 'cousin', 'next', 'afterNext', 'boss', 'hidden'].map((subject) => ({
      subject,
      fields: [field('Query.recallTargets', 'UNSHOWN', LEFT_OUT)],
    }));
    const list = (subjects: IndexedOperation['subjects']) => reviewedOperation(operation({ subjects }));
    expect([...found(list(kept)), ...found(list(near))]).toEqual([]);
    expect(detect(workOf([seenWith(field('Query.resident', 'DENIED', 'own-household'))]))).not.toEqual([]);
  });
});

const found = (act: ReturnType<typeof reviewedOperation>): readonly string[] =>
  detect(workOf([act])).map(({ detector, severity }) => `${detector} ${severity}`);
