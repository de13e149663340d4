import type { RuleReader } from './rule-reader.js';
import type { Age, CatchUp, Dose, Interval, ScheduleVersion } from './version.js';

const AGE_UNITS: Readonly<Record<string, Age['unit']>> = {
  days: 'DAYS',
  weeks: 'WEEKS',
  months: 'MONTHS',
  years: 'YEARS',
  schoolYear: 'SCHOOL_YEAR',
};

/** One entry of `versions`; faults go to the reader, the result is then not to be used. */
export function readVersion(rule: RuleReader): ScheduleVersion {
  const target = rule.object('target');
  const version: ScheduleVersion = {
    vaccine: rule.text('vaccine'),
    effectiveFrom: rule.day('effectiveFrom'),
    effectiveTo: rule.dayOrNull('effectiveTo'),
    closes: rule.has('closes') && rule.flag('closes'),
    countFrom: rule.dayOrNull('countFrom'),
    atLeastDoses: rule.has('atLeastDoses') ? rule.count('atLeastDoses') : 0,
    target: {
      bornFrom: target.dayOrNull('bornFrom'),
      bornTo: target.dayOrNull('bornTo'),
      sex: target.has('sex') ? target.oneOf<'FEMALE' | 'MALE'>('sex', ['FEMALE', 'MALE']) : null,
    },
    doses: readDoses(rule),
    catchUp: rule.has('catchUp') ? rule.objects('catchUp').map(readCatchUp) : [],
    source: rule.text('source'),
    verified: rule.flag('verified'),
    note: rule.textOrNull('note'),
  };
  if (!/^[A-Z][A-Z0-9_]*$/.test(version.vaccine)) rule.fault('vaccine must be a code such as MR');
  if (version.effectiveTo !== null && version.effectiveTo < version.effectiveFrom)
    rule.fault('ends before it begins');
  if (version.closes && version.effectiveTo === null) rule.fault('closes needs an effectiveTo');
  checkBirths(target, version.target);
  target.nothingElse();
  rule.nothingElse();
  return version;
}

function readCatchUp(rule: RuleReader): CatchUp {
  const catchUp: CatchUp = {
    name: rule.text('name'),
    bornFrom: rule.dayOrNull('bornFrom'),
    bornTo: rule.dayOrNull('bornTo'),
    firstDoseAfter: readAge(rule, 'firstDoseAfter'),
    firstDoseBy: readAge(rule, 'firstDoseBy'),
    firstDoseFrom: rule.dayOrNull('firstDoseFrom'),
    firstDoseTo: rule.dayOrNull('firstDoseTo'),
    until: rule.dayOrNull('until'),
    doses: readDoses(rule),
  };
  checkBirths(rule, catchUp);
  rule.nothingElse();
  return catchUp;
}

function checkBirths(rule: RuleReader, { bornFrom, bornTo }: Pick<CatchUp, 'bornFrom' | 'bornTo'>): void {
  if (bornFrom !== null && bornTo !== null && bornTo < bornFrom) rule.fault('bornTo lies before bornFrom');
}

function readDoses(rule: RuleReader): readonly Dose[] {
  const doses = rule.objects('doses').map(readDose);
  if (doses.length === 0) rule.fault('doses must not be empty');
  if (doses.some((dose, index) => dose.number !== index + 1))
    rule.fault('doses must be numbered 1, 2, 3, ...');
  return doses;
}

function readDose(rule: RuleReader): Dose {
  const dose: Dose = {
    number: rule.count('number'),
    minAge: readAge(rule, 'minAge'),
    maxAge: readAge(rule, 'maxAge'),
    standardMaxAge: readAge(rule, 'standardMaxAge'),
    schoolYears: rule.has('schoolYears') ? rule.counts('schoolYears') : [],
    intervals: rule.has('intervals') ? rule.objects('intervals').map(readInterval) : [],
    intervalsAfterSkip: rule.has('intervalsAfterSkip')
      ? rule.objects('intervalsAfterSkip').map(readInterval)
      : null,
    onlyIfPreviousBy: readAge(rule, 'onlyIfPreviousBy'),
  };
  if (dose.schoolYears.length > 0 && (dose.minAge !== null || dose.maxAge !== null)) {
    rule.fault('schoolYears stands for minAge and maxAge: give one or the other');
  }
  if (isAfter(dose.minAge, dose.maxAge)) rule.fault('minAge lies above maxAge');
  if (isAfter(dose.standardMaxAge, dose.maxAge)) rule.fault('standardMaxAge lies above maxAge');
  rule.nothingElse();
  return dose;
}

function readInterval(rule: RuleReader): Interval {
  const interval: Interval = {
    days: rule.has('days') ? rule.count('days') : 0,
    months: rule.has('months') ? rule.count('months') : 0,
    from: rule.has('from') ? rule.oneOf('from', ['PREVIOUS', 'FIRST']) : 'PREVIOUS',
  };
  if ((interval.days === 0) === (interval.months === 0)) rule.fault('give days or months');
  rule.nothingElse();
  return interval;
}

/** `{"months": 12}` and the like. */
function readAge(rule: RuleReader, name: string): Age | null {
  const age = rule.objectOrNull(name);
  if (age === null) return null;
  const [key = '', ...more] = age.keys();
  const unit = AGE_UNITS[key];
  if (unit === undefined || more.length > 0) {
    rule.fault(`${name} must have one of ${Object.keys(AGE_UNITS).join(', ')}`);
    return null;
  }
  return { unit, value: age.count(key) };
}

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
