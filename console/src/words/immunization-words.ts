import { catalogue } from './catalogue.js';

/** Closed sets of the graph about records of vaccinations and their changes, as every screen calls them. */
export const immunizationWords = catalogue({
  ja: {
    changes: { RECORD: '登録', CORRECT: '訂正', WITHDRAW: '取消' },
    states: { RECORDED: '登録', CORRECTED: '訂正済み', WITHDRAWN: '取消' },
    ways: {
      HEALTH_MANAGEMENT: '健康管理システム',
      COUNTER: '窓口',
      PAPER: '紙の予診票',
      CERTIFICATE: '接種済証',
      VRS_IMPORT: 'VRSの取込み',
    },
    origins: { HERE: '市の接種', ELSEWHERE: '市外での接種', PRIVATE: '任意の接種' },
    settings: { INDIVIDUAL: '個別', GROUP: '集団', WORKPLACE: '職域' },
    exams: { VACCINATED: '接種した', PRE_EXAM_ONLY: '予診のみ(接種していない)' },
  },
  en: {
    changes: { RECORD: 'New record', CORRECT: 'Correction', WITHDRAW: 'Withdrawal' },
    states: { RECORDED: 'recorded', CORRECTED: 'corrected', WITHDRAWN: 'withdrawn' },
    ways: {
      HEALTH_MANAGEMENT: 'health management',
      COUNTER: 'counter',
      PAPER: 'paper slip',
      CERTIFICATE: 'certificate',
      VRS_IMPORT: 'VRS import',
    },
    origins: { HERE: 'the city’s', ELSEWHERE: 'given elsewhere', PRIVATE: 'voluntary' },
    settings: { INDIVIDUAL: 'individual', GROUP: 'group', WORKPLACE: 'workplace' },
    exams: { VACCINATED: 'a dose was given', PRE_EXAM_ONLY: 'examined only (no dose)' },
  },
});
