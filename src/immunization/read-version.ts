import { z } from 'zod';
import { isPlainDate } from '../calendar/plain-date.js';
import {
  fieldIssue,
  flag,
  isObject,
  items,
  kind,
  list,
  ofField,
  oneOf,
  optional,
  readBy,
  reading,
  section,
  text,
} from '../json/kinds.js';
import {
  VACCINE_CATEGORIES,
  type Age,
  type CatchUp,
  type Dose,
  type Interval,
  type ScheduleVersion,
} from './version.js';

const A_DAY = 'must be a day of the calendar, YYYY-MM-DD';
const countOf = (line: string): z.ZodType<number> =>
  z.number(line).refine((value) => Number.isInteger(value) && value >= 0, line);

/** A whole number of at least 0. */
const count = kind(countOf('must be a whole number'), 0);
const day = kind(z.string(A_DAY).refine(isPlainDate, A_DAY), '1900-01-01');
/** Left out, or null. */
const dayOrNull = optional(day.nullable(), null);

const AGE_UNITS = new Map<string, Age['unit']>([
  ['days', 'DAYS'],
  ['weeks', 'WEEKS'],
  ['months', 'MONTHS'],
  ['years', 'YEARS'],
  ['schoolYear', 'SCHOOL_YEAR'],
]);
const AGES = new Map(
  [...AGE_UNITS].map(([key, unit]) => {
    const read = reading(section({ [key]: count }));
    return [key, (value: unknown) => ({ unit, count: read(value) })];
  }),
);

/** `{"months": 12}` and the like. */
const age = optional(
  readBy((value, tell): Age | null => {
    if (!isObject(value)) tell({ code: 'custom', message: 'must be an object' });
    const [key = '', ...more] = Object.keys(isObject(value) ? value : {});
    const readAge = AGES.get(key);
    if (readAge === undefined || more.length > 0) {
      tell(fieldIssue(`must have one of ${[...AGE_UNITS.keys()].join(', ')}`));
      return null;
    }
    const { unit, count } = readAge(value);
    count.issues.forEach(tell);
    return { unit, value: count.value[key] ?? 0 };
  }),
  null,
);

const interval: z.ZodType<Interval> = section({
  days: optional(count, 0),
  months: optional(count, 0),
  from: optional(oneOf(['PREVIOUS', 'FIRST']), 'PREVIOUS' as const),
}).refine(({ days, months }) => (days === 0) !== (months === 0), 'give days or months');

const dose: z.ZodType<Dose> = section({
  number: count,
  minAge: age,
  maxAge: age,
  standardMaxAge: age,
  schoolYears: optional(items(countOf('must hold whole numbers')), []),
  intervals: optional(list(interval), []),
  intervalsAfterSkip: optional(list(interval), null),
  onlyIfPreviousBy: age,
})
  .refine(
    ({ schoolYears, minAge, maxAge }) => schoolYears.length === 0 || (minAge === null && maxAge === null),
    'schoolYears stands for minAge and maxAge: give one or the other',
  )
  .refine(({ minAge, maxAge }) => !isAfter(minAge, maxAge), 'minAge lies above maxAge')
  .refine(
    ({ standardMaxAge, maxAge }) => !isAfter(standardMaxAge, maxAge),
    'standardMaxAge lies above maxAge',
  );

const doses = list(dose)
  .refine((all) => all.length > 0, ofField('must not be empty'))
  .refine(
    (all) => all.every(({ number }, index) => number === index + 1),
    ofField('must be numbered 1, 2, 3, ...'),
  );

const inOrder = ({ bornFrom, bornTo }: Pick<CatchUp, 'bornFrom' | 'bornTo'>): boolean =>
  bornFrom === null || bornTo === null || bornFrom <= bornTo;
const BIRTHS = 'bornTo lies before bornFrom';

const catchUp: z.ZodType<CatchUp> = section({
  name: text,
  bornFrom: dayOrNull,
  bornTo: dayOrNull,
  firstDoseAfter: age,
  firstDoseBy: age,
  firstDoseFrom: dayOrNull,
  firstDoseTo: dayOrNull,
  until: dayOrNull,
  doses,
}).refine(inOrder, BIRTHS);

/** One entry of `versions`. */
export const scheduleVersion: z.ZodType<ScheduleVersion> = section({
  vaccine: text.refine((code) => /^[A-Z][A-Z0-9_]*$/.test(code), ofField('must be a code such as MR')),
  category: optional(oneOf(VACCINE_CATEGORIES), null),
  effectiveFrom: day,
  effectiveTo: dayOrNull,
  began: dayOrNull,
  closes: optional(flag, false),
  countFrom: dayOrNull,
  atLeastDoses: optional(count, 0),
  doses,
  catchUp: optional(list(catchUp), []),
  source: text,
  verified: flag,
  note: optional(text, null),
  target: section({
    bornFrom: dayOrNull,
    bornTo: dayOrNull,
    sex: optional(oneOf(['FEMALE', 'MALE']), null),
  }).refine(inOrder, BIRTHS),
})
  .refine(
    ({ effectiveFrom, effectiveTo }) => effectiveTo === null || effectiveTo >= effectiveFrom,
    'ends before it begins',
  )
  .refine(
    ({ began, effectiveFrom }) => began === null || began <= effectiveFrom,
    'began lies after effectiveFrom',
  )
  .refine(({ closes, effectiveTo }) => !closes || effectiveTo !== null, 'closes needs an effectiveTo');

const APPROXIMATE_DAYS: Readonly<Record<Age['unit'], number>> = {
  DAYS: 1,
  WEEKS: 7,
  MONTHS: 30.4,
  YEARS: 365,
  SCHOOL_YEAR: 365,
};

/** Rough, for typing errors only: a school year may begin almost a year before its age. */
function isAfter(low: Age | null, high: Age | null): boolean {
  if (low === null || high === null) return false;
  return low.value * APPROXIMATE_DAYS[low.unit] > high.value * APPROXIMATE_DAYS[high.unit] + 31;
}
