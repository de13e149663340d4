import { registerEnumType } from 'type-graphql';
import { PERMISSION_NEEDS } from '../../src/policy/own-permissions.js';
import { BUDGET_KINDS } from '../../src/request/own-budgets.js';
import { TASK_KINDS } from '../../src/request/own-tasks.js';
import { enumOf } from '../enum-of.js';

export const BudgetKindTerm = enumOf(BUDGET_KINDS);
export const TaskKindTerm = enumOf(TASK_KINDS);
export const PermissionNeedTerm = enumOf(PERMISSION_NEEDS);

registerEnumType(BudgetKindTerm, {
  name: 'BudgetKind',
  description: '1時間ごとに数えるもの / What is counted by the hour',
  valuesConfig: {
    PERSONS: {
      description: 'この利用目的で閲覧した人数 / Distinct persons seen under the purpose of the request',
    },
    DISPLAYS: { description: '個人番号の表示 / Individual numbers shown' },
    LOOK_UPS: { description: '個人番号による検索 / Persons looked up by their number' },
    VERIFICATIONS: { description: '個人番号の真正性確認 / Numbers verified' },
    SEARCHES: { description: '案件の対象者の検索 / Searches for the person of a case' },
  },
});
registerEnumType(TaskKindTerm, {
  name: 'TaskKind',
  description:
    '待っている仕事の種類。どれも一覧の1つの状態。/ What may wait; each is a list of this graph in one state',
  valuesConfig: {
    PROVISIONS_TO_APPROVE: { description: '承認を待つ情報提供 / provisionRequests' },
    INQUIRIES_ANSWERED: { description: '回答のあった情報照会 / informationRequests(states: [ANSWERED])' },
    INQUIRIES_REFUSED: { description: '拒まれた情報照会 / informationRequests(states: [REFUSED])' },
    INQUIRIES_QUARANTINED: {
      description: '回答を隔離した情報照会 / informationRequests(states: [QUARANTINED])',
    },
    CHANGES_TO_APPROVE: { description: '承認を待つ接種記録の変更 / immunizationChanges' },
    FINDINGS_OPEN: { description: '決定を提案していない突合の指摘 / reconciliationFindings' },
    FINDINGS_TO_APPROVE: {
      description: '承認を待つ突合の決定 / reconciliationFindings(filter: {states: [PROPOSED]})',
    },
    CASES_OPEN: { description: '自分が開いて、閉じていない案件 / myCases' },
    GRANTS_EXPIRING: {
      description: '30日以内に終わる権限 / Grants that are open and end within thirty days',
    },
    REVIEWS_DUE: {
      description: '署名のない月の点検 / Months that are over and that no signed review covers (reviews)',
    },
    CONTRACTS_EXPIRING: {
      description: '30日以内に終わる委託契約 / Contracts in force that end within thirty days',
    },
  },
});
registerEnumType(PermissionNeedTerm, {
  name: 'PermissionNeed',
  description: '足りないもの、又は従うべきこと / What an act still lacks, or is bound to',
  valuesConfig: {
    CASE: { description: 'この利用目的の案件 / A case of this purpose' },
    LOGIN: { description: '手のひら静脈などによる認証 / A stronger login, such as palm vein' },
    ZONE: { description: '別のネットワーク(zones) / Another network, see zones' },
    ONE_PERSON: { description: '一人ずつ / One person at a time' },
    PURPOSE: { description: '自分のメニューの別の利用目的 / Another purpose on one’s own menus' },
  },
});
