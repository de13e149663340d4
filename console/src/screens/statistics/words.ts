import { catalogue } from '../../words/catalogue.js';

export const statisticsWords = catalogue({
  ja: {
    intro: '公表日ごとに固定した表です。個人を識別できる数は秘匿しています。',
    vaccine: '予防接種',
    dose: '回数',
    nth: (dose: number) => `${dose}回目まで`,
    by: '区分',
    dimension: { COHORT: '生年度', DISTRICT: '地区', SEX: '性別', AGE_BAND: '年齢階級' },
    views: '表の種類',
    view: { parts: '区分別', tiles: '生年度と地区の地図', series: '前年との比較' },
    byBirthAndDistrict: '生年度・地区',
    tilesSentence:
      '地区ごとの升に、生年度ごとの接種率(その生年度の地区の住民のうち接種した者の割合)を棒の高さで示します。斜線は秘匿(10人未満など)です。',
    yearsShown: '表示する生年度',
    bornIn: (cohort: string) => `${cohort}年度生まれ`,
    bornBetween: (first: string, last: string) => `${first}年度から${last}年度生まれ`,
    share: (vaccinated: number, population: number) => `${vaccinated}/${population}人`,
    notPublished: '公表なし',
    seriesTitle: (name: string, dose: number) => `${name} ${dose}回目までの接種率、前年同月との比較`,
    seriesSentence:
      '各公表日に対象となる生年度の住民のうち、その日までに接種した者の割合です。対象の生年度は公表日によって変わります。斜線は秘匿(10人未満など)です。',
    yearOfSeries: { now: '直近の12か月', before: '前年同月' },
    month: '公表月',
    methodOfSeries: '人数は5人単位に丸めています。それぞれ公表日に固定した表の数で、後から変わりません。',
    nothingPublished: 'この予防接種の公表された表はまだありません。',
    title: (name: string, dose: number, by: string) => `${name} ${dose}回目まで、${by}別の接種率`,
    of: (day: string, name: string, dose: number) => `${day} 公表: ${name} ${dose}回目まで。`,
    sentence: (of: string, population: number, vaccinated: number, rate: string) =>
      `${of}対象となる生年度の住民 ${population}人のうち、接種した者は ${vaccinated}人(${rate})です。`,
    hiddenSentence: (of: string) => `${of}全体の数は、対象が少ないため秘匿しています。`,
    method:
      '人数は5人単位に丸めています。支援措置の対象者と同居者は地区別の表に数えないため、地区の合計は全体と一致しません。',
    part: '区分',
    population: '対象者',
    vaccinated: '接種した者',
    rate: '接種率',
    people: (count: number) => `${count}人`,
    hidden: '秘匿(10人未満など)',
    hiddenShort: '秘匿',
    hiddenPart: (label: string) => `${label} 秘匿(10人未満など)`,
    partSaid: (label: string, population: number, vaccinated: number, rate: string) =>
      `${label} 対象者 ${population}人、接種した者 ${vaccinated}人、接種率 ${rate}`,
    chartOf: (title: string) => `${title}のグラフ。同じ数が表にあります。矢印キーで1つずつ読めます。`,
  },
  en: {
    intro:
      'Tables that are made once for each publication day. Counts by which a person might be told are hidden.',
    vaccine: 'Vaccine',
    dose: 'Doses',
    nth: (dose) => `up to dose ${dose}`,
    by: 'By',
    dimension: { COHORT: 'school year of birth', DISTRICT: 'district', SEX: 'sex', AGE_BAND: 'age band' },
    views: 'Kinds of tables',
    view: { parts: 'By part', tiles: 'Map by birth and district', series: 'Against last year' },
    byBirthAndDistrict: 'school year of birth and district',
    tilesSentence:
      'In the tile of each district the bars are the coverage of each school year of birth: of its residents in the district, the share that have had it. Hatched is hidden (fewer than ten, or such).',
    yearsShown: 'School years of birth',
    bornIn: (cohort) => `born in ${cohort}`,
    bornBetween: (first, last) => `born in ${first} to ${last}`,
    share: (vaccinated, population) => `${vaccinated} of ${population}`,
    notPublished: 'not published',
    seriesTitle: (name, dose) => `${name}, up to dose ${dose}: coverage against the year before`,
    seriesSentence:
      'Of the residents whose school year of birth it is for on each publication day, the share that had had it by then. The school years differ from day to day. Hatched is hidden (fewer than ten, or such).',
    yearOfSeries: { now: 'last twelve months', before: 'a year before' },
    month: 'Month',
    methodOfSeries:
      'Counts are rounded to multiples of five. Each is the figure of the table that was frozen on its day, and never changes.',
    nothingPublished: 'No table of this vaccine has been published yet.',
    title: (name, dose, by) => `${name}, up to dose ${dose}, by ${by}`,
    of: (day, name, dose) => `Published ${day}: ${name}, up to dose ${dose}. `,
    sentence: (of, population, vaccinated, rate) =>
      `${of}Of ${population} residents whose school year of birth it is for, ${vaccinated} have had it (${rate}).`,
    hiddenSentence: (of) => `${of}The whole is hidden, for it is small.`,
    method:
      'Counts are rounded to multiples of five. Nobody under support measures, nor who shares their home, is counted by district, so that districts do not add up to the whole.',
    part: 'Part',
    population: 'Residents',
    vaccinated: 'Vaccinated',
    rate: 'Coverage',
    people: (count) => String(count),
    hidden: 'hidden (fewer than ten, or such)',
    hiddenShort: 'hidden',
    hiddenPart: (label) => `${label}: hidden (fewer than ten, or such)`,
    partSaid: (label, population, vaccinated, rate) =>
      `${label}: ${population} residents, ${vaccinated} vaccinated, ${rate}`,
    chartOf: (title) =>
      `Chart: ${title}. The table has the same numbers. Arrow keys read one after the other.`,
  },
});
