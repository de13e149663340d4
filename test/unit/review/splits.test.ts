import fc from 'fast-check';
import type {
  IndexedEvent,
  IndexedOperation,
  OpenIntent,
  Span,
} from '../../../src/audit/index/access-index.js';
import type { Outcome } from '../../../src/audit/record/record.js';
import { endOfDay, startOfDay } from '../../../src/calendar/japan-time.js';
import { addDays } from '../../../src/calendar/plain-date.js';
import { detect } from '../../../src/review/detect.js';
import { DETECTORS, type Finding } from '../../../src/review/finding.js';
import { findingId } from '../../../src/review/finding-id.js';
import { readReviewPeriod, type ReviewSource } from '../../../src/review/read-review-period.js';
import { effort } from '../../support/effort.js';
import { RULES } from './simulated-month.js';
import { town, workOf } from './small-work.js';

/** docs/attacks.md U11: whoever reviews a month in parts finds what a review of the month finds, and nothing less. */

/** Low, so that generated work comes to them. */
const RULES_OF_FEW = {
  ...RULES,
  ...{ dormantDays: 9, bulk: new Map([['INQUIRY', { personsPerHour: 3, personsPerDay: 5 }]]) },
  misses: { perHour: 2, verificationsOfOnePerson: 2 },
  cases: { personsPerCase: 4, accountsPerCase: 2, missingPerDay: 1 },
  unlikeSection: { score: 1, persons: 3, samples: 4 },
  enumeration: { run: 3, gap: 2, minutes: 120 },
};

const FIRST = '2023-03-20';
const DAYS = 90;
const day = fc.nat(DAYS - 1).map((at) => addDays(FIRST, at));
/** A moment of a day; the first and the last ones as often as all others. */
const moment = fc
  .tuple(day, fc.oneof(fc.constantFrom(0, 599_999, 86_399_999), fc.nat(86_399_999)))
  .map(([of, ms]) => new Date(Date.parse(startOfDay(of)) + ms).toISOString());

const field = (coordinate: string, outcome: Outcome) => ({ coordinate, outcome, reason: null, count: 1 });
const SEEN = [field('Query.resident', 'DISCLOSED'), field('Resident.sex', 'DISCLOSED')];
const VERIFIED = [{ ...field('Query.verifyIndividualNumber', 'DISCLOSED'), count: 2 }];
const subject = fc.oneof(
  fc.constantFrom('me', 'wife', 'cousin', 'boss', 'next', 'afterNext', 'hidden'),
  fc.nat(12).map((at) => `n${at}`),
);
const operation = fc
  .record({
    at: moment,
    account: fc.constantFrom('clerk', 'manager', 'number-clerk', 'dashboard'),
    case: fc.constantFrom(null, 'T-1', 'T-2', 'T-3'),
    codes: fc.constantFrom<readonly string[]>([], [], [], ['PURPOSE_REQUIRED'], ['RATE_LIMITED']),
    misses: fc.constantFrom(0, 0, 0, 2),
    subjects: fc.array(fc.record({ subject, fields: fc.constantFrom(SEEN, SEEN, SEEN, VERIFIED) }), {
      maxLength: 4,
    }),
  })
  .map(({ misses, ...given }): Omit<IndexedOperation, 'record'> => ({
    ...{ status: 'ANSWERED', role: given.account, purpose: 'INQUIRY', zone: null, operationName: null },
    ...{ detail: null, accesses: 1, ...given },
    aboutNobody: misses === 0 ? [] : [{ ...field('Query.resident', 'ABSENT'), count: misses }],
  }));
const intent = fc.record({
  at: moment,
  account: fc.constantFrom('clerk', 'manager'),
  purpose: fc.constant(null),
});
const event = fc.record({ at: moment, account: fc.constantFrom('clerk', 'manager', 'number-clerk') });

const log = fc
  .record({
    operations: fc.array(operation, { maxLength: 80 }),
    intents: fc.array(intent, { maxLength: 6 }),
    events: fc.array(event, { maxLength: 4 }),
  })
  .map(({ operations, intents, events }) => ({
    operations: named<Omit<IndexedOperation, 'record'>>(operations, 'o'),
    intents: named<Omit<OpenIntent, 'record'>>(intents, 'i'),
    events: named(
      events.map((one) => ({ ...one, kind: 'LOGIN', body: {} })),
      'e',
    ),
  }));
type Log = typeof log extends fc.Arbitrary<infer One> ? One : never;

/** Oldest first, each under a name of its own. */
function named<One extends { readonly at: string }>(all: readonly One[], letter: string) {
  return all
    .toSorted((one, other) => (one.at < other.at ? -1 : 1))
    .map((one, place) => ({ ...one, record: `gw1/${letter}${place}` }));
}

function sourceOf({ operations, intents, events }: Log): ReviewSource {
  async function* within<One extends { readonly at: string }>(all: readonly One[], span: Span) {
    for (const one of all) if (one.at >= span.from && one.at < span.to) yield one;
  }
  const people = {
    ...town({ isUnderSupportMeasures: (of) => of === 'hidden' }),
    judge: async () => undefined,
  };
  return {
    index: {
      operations: (span) => within<IndexedOperation>(operations, span),
      events: (span) => within<IndexedEvent>(events, span),
      openIntents: async ({ from, to }) => intents.filter(({ at }) => at >= from && at < to),
      progress: async () => [{ writer: 'gw1', seq: 1, at: endOfDay(addDays(FIRST, DAYS + 1)) }],
    },
    people: people as unknown as ReviewSource['people'],
    accounts: workOf([]).accounts,
    rules: RULES_OF_FEW,
  };
}

const findingsOf = async (given: Log, from: string, to: string): Promise<readonly Finding[]> =>
  detect(await readReviewPeriod(sourceOf(given), { from: startOfDay(from), to: endOfDay(to) }));

/** Each under its name, with all that is said of it. */
const told = (findings: readonly Finding[]): readonly string[] =>
  findings.map((one) => `${findingId(one)} ${JSON.stringify(one)}`).toSorted();

test('any parts of a span find what the whole finds', async () => {
  const found = new Set<string>();
  await fc.assert(
    fc.asyncProperty(log, fc.array(day, { minLength: 2, maxLength: 6 }), async (given, edges) => {
      const [from = FIRST, ...last] = [...new Set(edges)].toSorted();
      const parts: Finding[] = [];
      let first = from;
      for (const to of last) {
        parts.push(...(await findingsOf(given, first, to)));
        first = addDays(to, 1);
      }
      const whole = last.length === 0 ? [] : await findingsOf(given, from, last.at(-1) ?? from);
      for (const { detector } of whole) found.add(detector);
      expect(told(parts)).toEqual(told(whole));
    }),
    { numRuns: effort({ short: 150, full: 3_000 }) },
  );
  // Nothing was compared with nothing.
  expect(DETECTORS.filter((detector) => !found.has(detector))).toEqual([]);
});

const MAY = { from: '2023-05-01', to: '2023-05-31' };
const HALVES_OF_MAY = [
  { from: '2023-05-01', to: '2023-05-07' },
  { from: '2023-05-08', to: '2023-05-31' },
];

test.each([
  ['two households of the own block', 'NEIGHBOUR ATTENTION', ['next', 'afterNext'], 'T-1'],
  ['a case that serves for too many', 'CASE_NUMBERS ATTENTION', ['n0', 'n4', 'n8', 'n12', 'n20'], 'T-9'],
])('what only a month comes to is found in its halves: %s', async (_, finding, subjects, number) => {
  const operations = subjects.map((one, at) => ({
    ...{
      at: `2023-05-${String(4 + at * 6).padStart(2, '0')}T02:00:00.000Z`,
      account: 'clerk',
      role: 'clerk',
    },
    ...{ case: number, subjects: [{ subject: one, fields: SEEN }], status: 'ANSWERED' as const, codes: [] },
    ...{ purpose: 'INQUIRY', zone: null, operationName: null, detail: null, accesses: 1, aboutNobody: [] },
  }));
  const given: Log = { operations: named(operations, 'o'), intents: [], events: [] };
  for (const parts of [[MAY], HALVES_OF_MAY]) {
    const found: string[] = [];
    for (const { from, to } of parts)
      for (const { detector, severity } of await findingsOf(given, from, to))
        found.push(`${detector} ${severity}`);
    expect(found).toContain(finding);
  }
});
