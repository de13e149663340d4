import { catalogue } from '../../words/catalogue.js';

export const doseWords = catalogue({
  ja: {
    grid: '種別と回数',
    vaccine: '種別',
    nth: (dose: number) => `${dose}回`,
    noNumber: '回数なし',
    list: '接種の記録、古い順',
    timeline: '年齢順の時間軸',
    date: '接種日',
    age: '年齢',
    product: '会社・ロット',
    volume: '量',
    place: '場所・医療機関・医師',
    origin: '経路',
    state: '状態',
    none: '接種の記録はありません。',
    notGiven: '予診のみ(接種していない)',
    toCheck: '要確認',
    unknownVaccine: '種別不明',
    ml: (volume: number) => `${volume} mL`,
    locked: '確定',
    changeWaits: (kind: string) => `${kind}の承認待ち`,
    sentBack: (kind: string) => `${kind}は差戻し`,
    sentBackBy: (who: string, at: string) => `${who} が ${at} に差し戻しました。理由:`,
    dueList: '次の接種',
    dueGroups: {
      OVERDUE: '期限超過',
      DUE: 'いま接種できる',
      NOT_YET: 'これから',
      COMPLETE: '完了',
      PAST: '期間を過ぎた',
      NOT_TARGET: '対象外',
      UNDETERMINED: '判断できない',
    },
    period: '期間',
    between: (from: string | null, until: string | null) =>
      from === null
        ? until === null
          ? ''
          : `${until}まで`
        : until === null
          ? `${from}から`
          : `${from}–${until}`,
    latest: (day: string) => `接種できる最後の日 ${day}`,
    rule: '規則と根拠',
    unverified: '未検証の規則',
    noRecommendations: '予定はありません(住民でない方、又は対象の予防接種がない方)。',
  },
  en: {
    grid: 'Vaccines and doses',
    vaccine: 'Vaccine',
    nth: (dose) => `Dose ${dose}`,
    noNumber: 'no number',
    list: 'Vaccinations, oldest first',
    timeline: 'Timeline by age',
    date: 'Date',
    age: 'Age',
    product: 'Maker, lot',
    volume: 'Volume',
    place: 'Place, institution, doctor',
    origin: 'Way',
    state: 'State',
    none: 'No vaccination is on file.',
    notGiven: 'examined only (no dose was given)',
    toCheck: 'to be checked',
    unknownVaccine: 'kind unknown',
    ml: (volume) => `${volume} mL`,
    locked: 'settled',
    changeWaits: (kind) => `${kind} waits for approval`,
    sentBack: (kind) => `${kind} sent back`,
    sentBackBy: (who, at) => `${who} sent it back, ${at}, because:`,
    dueList: 'Next doses',
    dueGroups: {
      OVERDUE: 'Overdue',
      DUE: 'May be given now',
      NOT_YET: 'Still to come',
      COMPLETE: 'Complete',
      PAST: 'The period is over',
      NOT_TARGET: 'No target',
      UNDETERMINED: 'Cannot be determined',
    },
    period: 'Period',
    between: (from, until) =>
      from === null
        ? until === null
          ? ''
          : `until ${until}`
        : until === null
          ? `from ${from}`
          : `${from}–${until}`,
    latest: (day) => `last legal day ${day}`,
    rule: 'Rule and source',
    unverified: 'unverified rule',
    noRecommendations: 'Nothing is due (no resident, or no target of a programme).',
  },
});
