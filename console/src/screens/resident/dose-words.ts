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
    states: { RECORDED: '登録', CORRECTED: '訂正済み', WITHDRAWN: '取消' },
    locked: '確定',
    changes: { RECORD: '登録', CORRECT: '訂正', WITHDRAW: '取消' },
    changeWaits: (kind: string) => `${kind}の承認待ち`,
    sentBack: (kind: string) => `${kind}は差戻し`,
    sentBackBy: (who: string, at: string) => `${who} が ${at} に差し戻しました。理由:`,
    settings: { GROUP: '集団', INDIVIDUAL: '個別', WORKPLACE: '職域' },
    ways: {
      HEALTH_MANAGEMENT: '健康管理システム',
      COUNTER: '窓口',
      PAPER: '紙の予診票',
      CERTIFICATE: '接種済証',
      VRS_IMPORT: 'VRS取込み',
    },
    origins: { HERE: '市の接種', ELSEWHERE: '市外での接種', PRIVATE: '任意の接種' },
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
    states: { RECORDED: 'recorded', CORRECTED: 'corrected', WITHDRAWN: 'withdrawn' },
    locked: 'settled',
    changes: { RECORD: 'record', CORRECT: 'correction', WITHDRAW: 'withdrawal' },
    changeWaits: (kind) => `${kind} waits for approval`,
    sentBack: (kind) => `${kind} sent back`,
    sentBackBy: (who, at) => `${who} sent it back, ${at}, because:`,
    settings: { GROUP: 'group', INDIVIDUAL: 'individual', WORKPLACE: 'workplace' },
    ways: {
      HEALTH_MANAGEMENT: 'health management',
      COUNTER: 'counter',
      PAPER: 'paper slip',
      CERTIFICATE: 'certificate',
      VRS_IMPORT: 'VRS import',
    },
    origins: { HERE: 'the city’s', ELSEWHERE: 'given elsewhere', PRIVATE: 'voluntary' },
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
