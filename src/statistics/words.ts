import { birthsOf } from '../immunization/target-cohorts.js';
import type { CoverageDimension, StatisticsRules } from '../policy/statistics-rules.js';

/** What a value of a dimension is called. */
export interface ValueWords {
  readonly labelJa: string;
  readonly labelEn: string;
}

const SEXES: ReadonlyMap<string, ValueWords> = new Map([
  ['MALE', { labelJa: '男', labelEn: 'Male' }],
  ['FEMALE', { labelJa: '女', labelEn: 'Female' }],
  ['UNKNOWN', { labelJa: '不詳', labelEn: 'Unknown' }],
]);

/** A value that has no words of its own (a district that the policy no longer lists) is called by its code. */
export function wordsOf(
  dimension: CoverageDimension,
  value: string,
  { districts }: Pick<StatisticsRules, 'districts'>,
): ValueWords {
  const plain = { labelJa: value, labelEn: value };
  switch (dimension) {
    case 'COHORT':
      return cohortWords(Number(value));
    case 'AGE_BAND':
      return bandWords(value);
    case 'SEX':
      return SEXES.get(value) ?? plain;
    case 'DISTRICT': {
      const district = districts.find(({ code }) => code === value);
      return district === undefined ? plain : { labelJa: district.nameJa, labelEn: district.nameEn };
    }
  }
}

function cohortWords(cohort: number): ValueWords {
  const { from, to } = birthsOf(cohort);
  return {
    labelJa: `${cohort}年度生まれ(${from}〜${to})`,
    labelEn: `Born in school year ${cohort} (${from} to ${to})`,
  };
}

function bandWords(band: string): ValueWords {
  const text = band.endsWith('+')
    ? { ja: `${band.slice(0, -1)}歳以上`, en: `${band.slice(0, -1)} or more` }
    : { ja: `${band.replace('-', '〜')}歳`, en: band.replace('-', ' to ') };
  return { labelJa: `年度内に${text.ja}`, labelEn: `${text.en} within the fiscal year` };
}
