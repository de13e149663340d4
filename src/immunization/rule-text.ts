import { notTargetInWords } from './not-target-text.js';
import type { NextDose, SeriesEvaluation } from './evaluate.js';
import type { Age, Interval, ScheduleVersion } from './version.js';

/** A sentence in both languages. */
export interface RuleText {
  readonly ja: string;
  readonly en: string;
}

type SeriesStatus = 'NOT_YET' | 'DUE' | 'OVERDUE' | 'COMPLETE' | 'PAST' | 'NOT_TARGET' | 'UNDETERMINED';

/** What the schedule says of the next dose, or why there is none; with where it was seen. */
export function ruleInWords(
  version: ScheduleVersion,
  { next, course, counted, notTarget }: SeriesEvaluation,
  status: SeriesStatus,
): RuleText {
  if (next !== null && course !== null) return nextInWords(version, next, course.catchUp?.name ?? null);
  if (status === 'UNDETERMINED') return inDoubt(version);
  if (status === 'COMPLETE')
    return withSource(version, {
      ja: `法定の回数を終えています(数えた接種 ${counted.length}回)。`,
      en: `The legal series is complete (${counted.length} doses counted).`,
    });
  if (status === 'NOT_TARGET') return withSource(version, notTargetInWords(version, notTarget));
  return withSource(version, {
    ja: '法律で定める接種の期間を過ぎています。',
    en: 'The days on which the law allows the dose have passed.',
  });
}

/** Nothing more is said of somebody whose records may say otherwise. */
function inDoubt(version: ScheduleVersion): RuleText {
  return withSource(version, {
    ja: '接種の記録、生年月日又は性別に読めないものがあり、判断できません。記録を確かめてください。',
    en: 'A record of a dose, the date of birth or the sex cannot be read. Look at the records before anything is said.',
  });
}

function nextInWords(
  version: ScheduleVersion,
  { dose, intervals }: NextDose,
  catchUp: string | null,
): RuleText {
  const { number, minAge, maxAge, standardMaxAge, schoolYears } = dose;
  const [ages, agesEn] =
    schoolYears.length > 0
      ? [
          `${schoolYears.join('、')}歳となる年度に接種できます`,
          `May be given in the fiscal years of the ages ${schoolYears.join(', ')}`,
        ]
      : [agesJa(minAge, maxAge), agesEnglish(minAge, maxAge)];
  const parts = [
    { ja: `第${number}回: ${ages}`, en: `Dose ${number}: ${agesEn}` },
    ...intervals.map((interval) => ({ ja: intervalJa(interval), en: intervalEn(interval) })),
    ...(standardMaxAge === null
      ? []
      : [
          {
            ja: `標準的には${ageJa(standardMaxAge)}に至るまで`,
            en: `by the standard before ${ageEn(standardMaxAge)}`,
          },
        ]),
    ...(catchUp === null
      ? []
      : [{ ja: `特例「${catchUp}」による`, en: `by the special measure 「${catchUp}」` }]),
  ];
  return withSource(version, {
    ja: `${parts.map(({ ja }) => ja).join('。')}。`,
    en: `${parts.map(({ en }) => en).join('; ')}.`,
  });
}

function withSource({ source }: ScheduleVersion, { ja, en }: RuleText): RuleText {
  return { ja: `${ja}(根拠: ${source})`, en: `${en} (Source: ${source})` };
}

function agesJa(from: Age | null, until: Age | null): string {
  const [first, last] = [from && `${ageJa(from)}から`, until && `${ageJa(until)}に至るまで`];
  return `${first ?? ''}${last ?? ''}接種できます`;
}

function agesEnglish(from: Age | null, until: Age | null): string {
  const [first, last] = [from && ` from ${ageEn(from)}`, until && ` until ${ageEn(until)}`];
  return `May be given${first ?? ''}${last ?? ''}`;
}

const MONTHS_OF_A_YEAR = 12;

function ageJa({ unit, value }: Age): string {
  if (unit === 'DAYS') return `生後${value}日`;
  if (unit === 'WEEKS') return `生後${value}週`;
  if (unit === 'SCHOOL_YEAR') return `${value}歳となる年度`;
  if (unit === 'YEARS') return `${value}歳`;
  return value >= MONTHS_OF_A_YEAR && value % MONTHS_OF_A_YEAR === 0
    ? `${value / MONTHS_OF_A_YEAR}歳`
    : `生後${value}月`;
}

function ageEn({ unit, value }: Age): string {
  if (unit === 'SCHOOL_YEAR') return `the fiscal year of the age ${value}`;
  if (unit === 'MONTHS' && value >= MONTHS_OF_A_YEAR && value % MONTHS_OF_A_YEAR === 0)
    return ageEn({ unit: 'YEARS', value: value / MONTHS_OF_A_YEAR });
  return `${value} ${unit.toLowerCase()} of age`;
}

function intervalJa({ days, months, from }: Interval): string {
  const length = months > 0 ? `${months}月` : `${days}日`;
  return `${from === 'FIRST' ? '第1回' : '前の接種'}から${length}以上の間隔をおきます`;
}

function intervalEn({ days, months, from }: Interval): string {
  const length = months > 0 ? `${months} months` : `${days} whole days`;
  return `at least ${length} after ${from === 'FIRST' ? 'the first dose' : 'the dose before'}`;
}
