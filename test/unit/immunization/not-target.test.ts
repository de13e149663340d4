import { join } from 'node:path';
import fc from 'fast-check';
import { addDays, requirePlainDate, type PlainDate } from '../../../src/calendar/plain-date.js';
import { NOT_TARGET_REASONS, type NotTargetReason } from '../../../src/immunization/no-target.js';
import { evaluateSeries } from '../../../src/immunization/evaluate.js';
import { recommend, type Recommendation } from '../../../src/immunization/recommend.js';
import { loadSchedule, Schedule } from '../../../src/immunization/schedule.js';
import type { ScheduleVersion } from '../../../src/immunization/version.js';

const schedule = loadSchedule(join(__dirname, '..', '..', '..', 'policy', 'koganei', 'schedule.json'));

interface Facts {
  readonly birth: PlainDate;
  readonly sex: 'MALE' | 'FEMALE';
  readonly doses: readonly PlainDate[];
  readonly asOf: PlainDate;
}

const TODAY = requirePlainDate('2023-06-27');
const EARLIEST = requirePlainDate('1915-01-01');
const dayAfter = (day: PlainDate, most: number) =>
  fc.integer({ min: 0, max: most }).map((days) => addDays(day, days));
/** Births of some years, open at an end or at neither. */
const births = fc
  .record({
    from: dayAfter(EARLIEST, 25_000),
    days: fc.integer({ min: 400, max: 10_000 }),
    open: fc.constantFrom('FROM', 'TO', 'NEITHER'),
  })
  .map(({ from, days, open }) => ({
    bornFrom: open === 'FROM' ? null : from,
    bornTo: open === 'TO' ? null : addDays(from, days),
  }));

const sometimes = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.option(arbitrary, { freq: 1 });
const NO_AGES = { minAge: null, maxAge: null, schoolYears: [] };

/** Rules as the law might bring them: births instead of ages, an age that ends, a special measure beside births. */
const kinds: fc.Arbitrary<(version: ScheduleVersion) => ScheduleVersion> = fc.oneof(
  fc.constant((version: ScheduleVersion) => version),
  births.map((born) => (version: ScheduleVersion) => ({
    ...{ ...version, catchUp: [], target: { ...version.target, ...born } },
    doses: version.doses.map((dose) => ({ ...dose, ...NO_AGES })),
  })),
  fc.integer({ min: 2, max: 30 }).map((value) => (version: ScheduleVersion) => ({
    ...{ ...version, catchUp: [], target: { ...version.target, bornFrom: null, bornTo: null } },
    doses: version.doses.map((dose) => ({ ...dose, ...NO_AGES, maxAge: { unit: 'YEARS' as const, value } })),
  })),
  fc
    .record({ born: births, ago: fc.integer({ min: 10, max: 400 }) })
    .map(({ born, ago }) => (version: ScheduleVersion) => {
      const doses = version.doses.map((dose) => ({ ...dose, ...NO_AGES }));
      const late = { name: '特例', bornFrom: null, bornTo: null, firstDoseAfter: null, firstDoseBy: null };
      const days = { firstDoseFrom: null, firstDoseTo: addDays(version.effectiveFrom, -ago), until: null };
      return {
        ...{ ...version, countFrom: null, target: { ...version.target, ...born }, doses },
        catchUp: [{ ...late, ...days, doses }],
      };
    }),
);

const rules: fc.Arbitrary<ScheduleVersion> = fc
  .record({
    version: fc.constantFrom(...schedule.versions),
    kind: kinds,
    sex: sometimes(fc.constantFrom('MALE' as const, 'FEMALE' as const, null)),
    atLeastDoses: sometimes(fc.constantFrom(0, 1, 2)),
    closes: sometimes(fc.boolean()),
  })
  .map(({ version, kind, sex, atLeastDoses, closes }) => {
    const rule = kind(version);
    return {
      ...rule,
      target: { ...rule.target, ...(sex !== null && { sex }) },
      atLeastDoses: atLeastDoses ?? version.atLeastDoses,
      closes: closes ?? version.closes,
    };
  });

const cases = rules.chain((version) =>
  dayAfter(version.effectiveFrom, 30).chain((asOf) =>
    fc.record({
      version: fc.constant(version),
      facts: fc.record({
        birth: dayAfter(EARLIEST, 40_500),
        sex: fc.constantFrom('MALE' as const, 'FEMALE' as const),
        // Lately, so that whoever is older has had them as well.
        doses: fc.array(
          fc.integer({ min: 0, max: 700 }).map((ago) => addDays(asOf, -ago)),
          { maxLength: 3 },
        ),
        asOf: fc.constant(asOf),
      }),
    }),
  ),
);

function judged(version: ScheduleVersion, { birth, sex, doses, asOf }: Facts): Recommendation {
  const given = doses.map((day, at) => ({ id: String(at), vaccine: version.vaccine, day, certain: true }));
  const open = { ...version, effectiveTo: version.closes ? version.effectiveTo : null };
  const [found] = recommend(new Schedule([open]), { birth, sex, doses: given }, [version.vaccine], asOf);
  if (found === undefined) throw new Error('not in force');
  return found;
}

const BY_DOSES: ReadonlySet<NotTargetReason> = new Set(['TOO_FEW_DOSES', 'FIRST_DOSE_DAY']);

/** Other facts that differ in the one that a reason is about, and in nothing else. */
function withOther(reason: NotTargetReason, version: ScheduleVersion, facts: Facts): readonly Facts[] {
  if (reason === 'SEX') return [{ ...facts, sex: facts.sex === 'MALE' ? 'FEMALE' : 'MALE' }];
  if (BY_DOSES.has(reason)) {
    const upTo = (day: PlainDate) =>
      Array.from({ length: Math.max(1, version.atLeastDoses) }, (_, at) => addDays(day, -at));
    return Array.from({ length: 100 }, (_, at) => ({
      ...facts,
      doses: upTo(addDays(facts.asOf, -120 * at)),
    }));
  }
  return Array.from({ length: 130 }, (_, at) => ({ ...facts, birth: addDays(facts.asOf, -320 * at) }));
}

test('whoever is no target is so by reasons, and each goes when the one fact that it is about is another', () => {
  const met = new Set<NotTargetReason>();
  fc.assert(
    fc.property(cases, ({ version, facts }) => {
      const { status, notTargetReasons: reasons, text } = judged(version, facts);
      expect(status === 'NOT_TARGET').toBe(reasons.length > 0);
      for (const reason of reasons) {
        met.add(reason);
        const without = withOther(reason, version, facts)
          .map((other) => judged(version, other))
          .filter(({ notTargetReasons }) => !notTargetReasons.includes(reason));
        // Nobody has had a dose before they were born.
        if (BY_DOSES.has(reason) && facts.birth > addDays(facts.asOf, -800)) continue;
        expect([reason, version, without.length > 0]).toEqual([reason, version, true]);
        if (reasons.length === 1)
          expect([reason, without.some((one) => one.status !== 'NOT_TARGET')]).toEqual([reason, true]);
        if (reason === 'SEX')
          expect(without[0]?.notTargetReasons).toEqual(reasons.filter((one) => one !== 'SEX'));
      }
      expect(text.ja.includes('対象ではありません')).toBe(reasons.length > 0);
      expect(text.en).toMatch(/^[^ぁ-ん]+/);
    }),
    { numRuns: 400, seed: 20_230_627 },
  );
  expect([...met].sort()).toEqual([...NOT_TARGET_REASONS].sort());
});

test('who had the first dose and missed the second is past its days, and a target all the same', () => {
  const version = schedule.at('MR', '2023-06-27');
  if (version === null) throw new Error('MR is not in force');
  const facts = { birth: '2010-05-10', sex: 'FEMALE', doses: ['2011-06-01'], asOf: '2023-06-27' } as const;
  const day = (text: string): PlainDate => requirePlainDate(text);
  const found = judged(version, {
    ...{ birth: day(facts.birth), sex: facts.sex, asOf: day(facts.asOf) },
    doses: facts.doses.map(day),
  });
  expect([found.status, found.notTargetReasons]).toEqual(['PAST', []]);
});

test.each([
  [
    'RUBELLA5',
    { birth: '1985-01-01', sex: 'FEMALE' },
    ['SEX', 'BIRTH_DAY'],
    /男性が対象です。対象は、1962年4月2日から1979年4月1日までに生まれた方です/,
  ],
  ['ROTA', { birth: '2010-01-01', sex: 'FEMALE' }, ['BIRTH_DAY'], /2020年8月1日以後に生まれた方/],
] as const)('%s tells whom it is for', (vaccine, { birth, sex }, reasons, words) => {
  const [found] = recommend(schedule, { birth, sex, doses: [] }, [vaccine], '2023-06-27');
  expect(found?.notTargetReasons).toEqual(reasons);
  expect(found?.text.ja).toMatch(words);
});

/**
 * By the law's own words and not by the windows that the evaluation works with: a person was a target if on some day since
 * the measure began, under the version of that day, the schedule would have given them a dose.
 */
test('of the schedule that ships, whoever was past the age when the measure began is told so, and nobody else', () => {
  const asOf = TODAY;
  const began = schedule.versions.filter((version) => version.began !== null);
  const met = new Map<string, number>();
  fc.assert(
    fc.property(fc.constantFrom(...began), dayAfter(EARLIEST, 39_000), (version, birth) => {
      const { vaccine } = version;
      const start = version.began;
      if (start === null || start > asOf) return;
      const [found] = recommend(schedule, { birth, sex: 'FEMALE', doses: [] }, [vaccine], asOf);
      if (found === undefined) return;
      const days = Math.ceil((Date.parse(asOf) - Date.parse(start)) / 86_400_000);
      const isTargetOn = (on: PlainDate): boolean => {
        const there = schedule.at(vaccine, on < version.effectiveFrom ? version.effectiveFrom : on);
        if (there === null || on < birth) return false;
        const { status } = evaluateSeries({ ...there, effectiveFrom: start }, birth, [], on);
        return status === 'DUE' || status === 'OVERDUE' || status === 'NOT_YET';
      };
      const wasTarget = (every: number): boolean => {
        for (let at = 0; at <= days; at += every) if (isTargetOn(addDays(start, at))) return true;
        return false;
      };
      const isTold = found.notTargetReasons.includes('TOO_OLD');
      if (found.notTargetReasons.some((reason) => reason !== 'TOO_OLD')) return;
      // A window of a few days may lie between two that are looked at: then each day is.
      expect([vaccine, birth, isTold]).toEqual([vaccine, birth, !(wasTarget(20) || wasTarget(1))]);
      met.set(vaccine, (met.get(vaccine) ?? 0) + (isTold ? 1 : 0));
    }),
    { numRuns: 150, seed: 20_230_627 },
  );
  for (const vaccine of ['MR', 'HIB', 'PCV', 'DPT_IPV', 'HPV'])
    expect([vaccine, (met.get(vaccine) ?? 0) > 0]).toEqual([vaccine, true]);
});

test.each([
  // Fiscal years of 13 and 18 were open from 2008 to 2013: whoever was born before 2 April 1990 had none.
  ['MR', '1990-04-01', ['TOO_OLD']],
  ['MR', '1990-04-02', []],
  // 60 months, reached on the day before the birthday, the last day of which is that of the measure's beginning.
  ['HIB', '2008-04-01', ['TOO_OLD']],
  ['HIB', '2008-04-02', []],
  // Earlier law had measures of its own for these.
  ['BCG', '1960-01-01', []],
  ['JE', '1960-01-01', []],
] as const)('%s of somebody born on %s', (vaccine, birth, reasons) => {
  const [found] = recommend(schedule, { birth, sex: 'FEMALE', doses: [] }, [vaccine], '2023-06-27');
  expect([found?.status, found?.notTargetReasons]).toEqual([
    reasons.length > 0 ? 'NOT_TARGET' : 'PAST',
    reasons,
  ]);
  if (reasons.length > 0) expect(found?.text.ja).toContain('この制度が始まる前に、対象の年齢を過ぎています');
});
