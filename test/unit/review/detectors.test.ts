import { detect } from '../../../src/review/detect.js';
import type { ReviewedOperation } from '../../../src/review/reviewed-operation.js';
import { spreadOf } from '../../../src/review/detectors/unlike-section.js';
import type { ReviewPeriod } from '../../../src/review/review-period.js';
import { RULES } from './simulated-month.js';
import { act, MONDAY, town, workOf } from './small-work.js';

/** `DETECTOR severity account count` of all that is found. */
const found = (acts: readonly ReviewedOperation[], given: Partial<ReviewPeriod> = {}): string[] =>
  detect(workOf(acts, given)).map(
    ({ detector, severity, account, count }) => `${detector} ${severity} ${account} ${count}`,
  );

const many = (length: number, make: (place: number) => ReviewedOperation): ReviewedOperation[] =>
  Array.from({ length }, (_, place) => make(place));
const minute = (place: number): string =>
  `${String(9 + Math.floor(place / 60)).padStart(2, '0')}:${String(place % 60).padStart(2, '0')}`;

test('usual work is not found', () => {
  expect(found([act('09:00', ['stranger']), act('10:00', ['n100', 'n900'], { case: 'T-2' })])).toEqual([]);
});

describe('persons one stands near to', () => {
  test('the own household is an alarm where something of it was shown, and never unnoticed', () => {
    expect(found([act('09:00', ['wife'])])).toEqual(['OWN_HOUSEHOLD ALARM clerk 1']);
    expect(found([act('09:00', [{ subject: 'me', shown: false }])])).toEqual([
      'OWN_HOUSEHOLD ATTENTION clerk 1',
    ]);
  });

  test('a list that they stand on is not a look at them', () => {
    const list = many(20, (place) => act('09:00', [], { record: `gw1/${place}` }))[0] as ReviewedOperation;
    expect(
      found([
        {
          ...list,
          persons: [
            ...act('09:00', ['wife', 'boss', 'hidden', 'next']).persons,
            ...act(
              '09:00',
              Array.from({ length: 7 }, (_, at) => `x${at}`),
            ).persons,
          ],
        },
      ]),
    ).toEqual([]);
  });

  test('one household next door is chance, two within the span are not', () => {
    expect(found([act('09:00', ['next'])])).toEqual(['NEIGHBOUR INFO clerk 1']);
    expect(found([act('09:00', ['next']), act('10:00', ['afterNext'], { case: 'T-2' })])).toEqual([
      'NEIGHBOUR ATTENTION clerk 2',
    ]);
  });

  test('a colleague is found, the own person is no colleague', () => {
    expect(found([act('09:00', ['boss'])])).toEqual(['COLLEAGUE ATTENTION clerk 1']);
  });

  test('the own surname is told where it is rare, and an alarm where the person is protected', () => {
    expect(found([act('09:00', ['cousin'])])).toEqual(['SAME_SURNAME INFO clerk 1']);
    expect(found([act('09:00', ['cousin'])], { people: town({ surnameShare: () => 0.02 }) })).toEqual([]);
    const people = town({
      surnameShare: () => 0.02,
      isUnderSupportMeasures: (subject) => subject === 'cousin',
    });
    expect(found([act('09:00', ['cousin'])], { people })).toEqual([
      'SAME_SURNAME ALARM clerk 1',
      'SUPPORT_MEASURES ATTENTION clerk 1',
    ]);
  });

  test('support measures count on the day of the look, in Japan', () => {
    const late = { at: '2023-06-05T15:00:00.000Z' };
    expect(found([act('09:00', ['hidden'])])).toEqual(['SUPPORT_MEASURES ATTENTION clerk 1']);
    expect(found([act('', ['hidden'], late)])).toEqual(['OUT_OF_HOURS ATTENTION clerk 1']);
  });
});

describe('out of hours', () => {
  test.each([
    ['2023-06-04T23:00:00.000Z', false, 'opens at eight on Monday'],
    ['2023-06-04T22:59:59.000Z', true, 'one second before'],
    ['2023-06-05T09:59:00.000Z', false, 'closes at seven'],
    ['2023-06-05T10:00:00.000Z', true, 'at seven'],
    ['2023-06-03T03:00:00.000Z', true, 'on a Saturday'],
    ['2023-07-17T03:00:00.000Z', true, 'on 海の日'],
    ['2023-12-29T03:00:00.000Z', true, 'at the end of the year'],
  ])('%s: %s (%s)', (at, shut) => {
    const year = { from: '2022-12-31T15:00:00.000Z', to: '2023-12-31T15:00:00.000Z' };
    expect(found([act('', ['stranger'], { at })], { span: year, accounts: new Map() })).toEqual(
      shut ? ['OUT_OF_HOURS ATTENTION clerk 1'] : [],
    );
  });

  test('machines know no hours', () => {
    expect(found([act('03:00', [], { account: 'dashboard' })])).toEqual([]);
  });
});

describe('how much', () => {
  const persons = (first: number, count: number): string[] =>
    Array.from({ length: count }, (_, place) => `p${first + place}`);

  test('an hour is any sixty minutes', () => {
    const half = (time: string, first: number): ReviewedOperation =>
      act(time, persons(first, 31), { case: time });
    expect(
      found([half('09:40', 0), half('10:20', 100)], {
        rules: { ...RULES, cases: { ...RULES.cases, personsPerCase: 99 } },
      }),
    ).toEqual(['BULK ATTENTION clerk 62']);
    expect(
      found([half('09:10', 0), half('10:20', 100)], {
        rules: { ...RULES, cases: { ...RULES.cases, personsPerCase: 99 } },
      }),
    ).toEqual([]);
  });

  test('what is bulk depends on the purpose', () => {
    const page = persons(0, 500);
    expect(found([act('09:00', page, { purpose: 'RECOMMEND', case: null })])).toEqual([]);
    expect(found([act('09:00', page, { purpose: 'HISTORY', case: null })])).toEqual([
      'BULK ATTENTION clerk 500',
    ]);
  });

  test('median and deviation do not move with the day that is looked for', () => {
    expect(spreadOf([10, 11, 12, 13, 14])).toEqual({ median: 12, spread: 1.4826 });
    expect(spreadOf([10, 11, 12, 13, 1000])).toEqual({ median: 12, spread: 1.4826 });
    expect(spreadOf([5, 5, 5, 5])).toEqual({ median: 5, spread: 1 });
  });

  test('a day unlike all others of the section is found', () => {
    const day = (number: number, count: number): ReviewedOperation[] =>
      many(count, (place) =>
        act('', [`d${number}-${place}`], {
          at: `2023-06-${String(number).padStart(2, '0')}T02:${String(place % 60).padStart(2, '0')}:00.000Z`,
          case: `${number}-${place}`,
        }),
      );
    const usual = [1, 2, 5, 6, 7, 8, 9, 12, 13].flatMap((number) => day(number, 10 + (number % 3)));
    expect(found([...usual, ...day(14, 50)])).toEqual(['UNLIKE_SECTION ATTENTION clerk 50']);
    expect(found([...usual, ...day(14, 30)])).toEqual([]);
  });
});

describe('trying', () => {
  test('numbers in a row are found, whatever their order and however long the family', () => {
    const inARow = (count: number): ReviewedOperation[] =>
      many(count, (place) => act(minute(place), [`n${(place * 3) % 8}`], { case: `T-${place}` }));
    expect(found(inARow(8))).toEqual(['ENUMERATION ALARM clerk 8']);
    expect(found(inARow(7))).toEqual([]);
    expect(found(many(8, (place) => act(minute(place), [`n${place * 5}`], { case: `T-${place}` })))).toEqual(
      [],
    );
    expect(found(many(8, (place) => act(minute(place * 20), [`n${place}`], { case: `T-${place}` })))).toEqual(
      [],
    );
  });

  test('look-ups that find nobody, verifications of one person, and whoever was stopped by a cap', () => {
    const miss = (count: number): ReviewedOperation[] =>
      many(count, (place) => act(minute(place), [], { misses: 1 }));
    expect(found(miss(7))).toEqual([]);
    expect(found(miss(8))).toEqual(['REPEATED_MISSES ATTENTION clerk 8']);
    expect(found(many(8, (place) => act(minute(place * 10), [], { misses: 1 })))).toEqual([]);
    expect(found(many(3, (place) => act(minute(place), [{ subject: 'a', verifications: 1 }])))).toEqual([
      'REPEATED_MISSES ATTENTION clerk 3',
    ]);
    expect(
      found(many(3, (place) => act(minute(place), [{ subject: `a${place}`, verifications: 1 }]))),
    ).toEqual([]);
    expect(found([act('09:00', [], { status: 'REFUSED', codes: ['RATE_LIMITED'] })])).toEqual([
      'REPEATED_MISSES ATTENTION clerk 1',
    ]);
  });

  test('a case that serves for everything, or for everybody, and no case at all', () => {
    const one = (place: number): ReviewedOperation =>
      act(minute(place), [`c${place}`], { purpose: 'CERTIFICATE', case: 'T-9' });
    expect(found(many(12, one))).toEqual([]);
    expect(found(many(13, one))).toEqual(['CASE_NUMBERS ATTENTION clerk 13']);
    expect(found(many(3, (place) => ({ ...one(place), account: `clerk-${place}`, role: null })))).toEqual([
      'CASE_NUMBERS ATTENTION null 3',
    ]);
    const refused = { case: null, purpose: null, status: 'REFUSED', codes: ['PURPOSE_REQUIRED'] } as const;
    expect(found(many(2, (place) => act(minute(place), [], refused)))).toEqual([]);
    expect(found(many(3, (place) => act(minute(place), [], refused)))).toEqual(['CASE_NUMBERS INFO clerk 3']);
  });
});

describe('what is left over', () => {
  test('an account in force that nobody uses', () => {
    const used = (day: string) => ({
      activeOn: new Map(
        ['clerk', 'dashboard', 'manager'].map((id) => [id, new Set([id === 'manager' ? day : MONDAY])]),
      ),
    });
    expect(found([], used('2023-05-01'))).toEqual(['DORMANT_ACCOUNT INFO manager 60']);
    expect(found([], used('2023-05-02'))).toEqual([]);
    // In force to the end of May: nobody's any more when the month of June ends.
    const days = { from: '2023-05-31T15:00:00.000Z', to: '2023-06-29T15:00:00.000Z' };
    expect(found([], { ...used('2023-05-01'), span: days })).toEqual([]);
  });

  test('an intent without an outcome, unless it may still be running', () => {
    const open = (at: string) => ({ record: 'gw1/1', at, account: 'clerk', purpose: null });
    expect(found([], { openIntents: [open('2023-06-05T02:00:00.000Z')] })).toEqual([
      'OPEN_INTENT ATTENTION clerk 1',
    ]);
    expect(found([], { openIntents: [open('2023-06-30T14:51:00.000Z')] })).toEqual([]);
    // The span is not over: what began last is under way, as the question for the review itself.
    const readUpTo = '2023-06-05T02:09:00.000Z';
    expect(found([], { openIntents: [open('2023-06-05T02:00:00.000Z')], readUpTo })).toEqual([]);
    expect(found([], { openIntents: [open('2023-06-05T01:58:00.000Z')], readUpTo })).toEqual([
      'OPEN_INTENT ATTENTION clerk 1',
    ]);
  });
});

test('gravest first, each with its records and when it began', () => {
  const [first, second] = detect(workOf([act('09:00', ['boss']), act('09:30', ['wife'])]));
  expect([first?.detector, second?.detector]).toEqual(['OWN_HOUSEHOLD', 'COLLEAGUE']);
  expect(second).toMatchObject({ at: `${MONDAY}T00:00:00.000Z`, records: ['gw1/09:00'], subjects: ['boss'] });
});
