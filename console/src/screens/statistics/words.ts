import { catalogue } from '../../words/catalogue.js';

export const statisticsWords = catalogue({
  ja: {
    intro: '公表日ごとに固定した表です。個人を識別できる数は秘匿しています。',
    vaccine: '予防接種',
    dose: '回数',
    nth: (dose: number) => `${dose}回目まで`,
    by: '区分',
    dimension: { COHORT: '生年度', DISTRICT: '地区', SEX: '性別', AGE_BAND: '年齢階級' },
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
    chartOf: (title: string) => `${title}のグラフ。同じ数が表にあります。`,
  },
  en: {
    intro:
      'Tables that are made once for each publication day. Counts by which a person might be told are hidden.',
    vaccine: 'Vaccine',
    dose: 'Doses',
    nth: (dose) => `up to dose ${dose}`,
    by: 'By',
    dimension: { COHORT: 'school year of birth', DISTRICT: 'district', SEX: 'sex', AGE_BAND: 'age band' },
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
    chartOf: (title) => `Chart: ${title}. The table has the same numbers.`,
  },
});
