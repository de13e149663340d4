import type { CoverageDimension } from '../../../src/policy/statistics-rules.js';
import { wordsOf } from '../../../src/statistics/words.js';

/** What the values of a table are called, to whoever reads it. */

const districts = [
  { code: '01', nameJa: '本町', nameEn: 'Honcho', tile: null },
  { code: '02', nameJa: '前原町', nameEn: 'Maeharacho', tile: null },
];

test.each<[CoverageDimension, string, string, string]>([
  [
    ...(['COHORT', '2017', '2017年度生まれ(2017-04-02〜2018-04-01)'] as const),
    'Born in school year 2017 (2017-04-02 to 2018-04-01)',
  ],
  ['AGE_BAND', '0-4', '年度内に0〜4歳', '0 to 4 within the fiscal year'],
  ['AGE_BAND', '100+', '年度内に100歳以上', '100 or more within the fiscal year'],
  ['SEX', 'MALE', '男', 'Male'],
  ['SEX', 'FEMALE', '女', 'Female'],
  ['SEX', 'UNKNOWN', '不詳', 'Unknown'],
  ['SEX', 'OTHER', 'OTHER', 'OTHER'],
  ['DISTRICT', '02', '前原町', 'Maeharacho'],
  // The policy no longer lists it, and the tables that were published still hold it.
  ['DISTRICT', '11', '11', '11'],
])('%s %s is %s, %s', (dimension, value, labelJa, labelEn) => {
  expect(wordsOf(dimension, value, { districts })).toEqual({ labelJa, labelEn });
});
