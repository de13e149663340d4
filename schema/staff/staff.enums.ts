import { registerEnumType } from 'type-graphql';
import { PURPOSES, WORKS, ZONES } from '../../src/policy/terms.js';
import { END_REASONS } from '../../src/staff/account-rules.js';
import { GRANT_STATES } from '../../src/staff/menu-grants.js';
import { ACCOUNT_STATUSES } from '../../src/staff/account-status.js';
import { USER_FAULT_CODES } from '../../src/staff/user-fault.js';
import { enumOf } from '../enum-of.js';

export const PurposeTerm = enumOf(PURPOSES);
export const ZoneTerm = enumOf(ZONES);
export const WorkTerm = enumOf(WORKS);
export const AccountStatusTerm = enumOf(ACCOUNT_STATUSES);
export const GrantStateTerm = enumOf(GRANT_STATES);
export const EndReasonTerm = enumOf(END_REASONS);
export const UserErrorCodeTerm = enumOf(USER_FAULT_CODES);
export const AccountKindTerm = enumOf(['person', 'service'] as const);

registerEnumType(PurposeTerm, {
  name: 'Purpose',
  description: '利用目的 / Purpose (header Sekisho-Purpose)',
});
registerEnumType(ZoneTerm, {
  name: 'Zone',
  description: 'ネットワーク領域。接続元から決まる。/ Network zone, from the peer address',
});
registerEnumType(WorkTerm, {
  name: 'ContractWork',
  description:
    '委託の業務。保守は何も開かず、VRSはVRSのみ (R104-R106, R109) / What a contract is about, and so what it opens',
});
registerEnumType(AccountStatusTerm, {
  name: 'AccountStanding',
  description:
    'アカウントを使えるか、使えない理由 (R107, R129, R173, R178, R179) / Whether an account may be used, else why not',
});
registerEnumType(GrantStateTerm, {
  name: 'GrantState',
  description: '権限の状態。OPEN のみ有効 (R174) / What a grant does today; it opens its menu when OPEN only',
});
registerEnumType(EndReasonTerm, {
  name: 'EndReason',
  description: '廃棄の理由 (R175) / Why an account ends',
});
registerEnumType(UserErrorCodeTerm, {
  name: 'UserErrorCode',
  description: '業務上の誤り / Business fault of a change',
});
registerEnumType(AccountKindTerm, { name: 'AccountKind', description: '人又は機械 / Person or machine' });
