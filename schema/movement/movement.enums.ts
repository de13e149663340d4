import { registerEnumType } from 'type-graphql';
import { FLAG_STATES, FLAG_TARGETS } from '../../src/movements/movement-tables.js';
import { MOVEMENT_KINDS } from '../../src/movements/movement-terms.js';
import { MOVEMENT_FAULT_CODES } from '../../src/movements/movement-texts.js';
import { enumOf } from '../enum-of.js';

export const MovementKindTerm = enumOf(MOVEMENT_KINDS);
export const ChangePhaseTerm = enumOf(['ENTERED', 'TAKEN_EFFECT', 'CANCELLED'] as const);
export const FlagTargetTerm = enumOf(FLAG_TARGETS);
export const FlagActionTerm = enumOf(['SET', 'LIFT'] as const);
export const FlagStateTerm = enumOf(FLAG_STATES);
export const MovementErrorCodeTerm = enumOf(MOVEMENT_FAULT_CODES);

registerEnumType(MovementKindTerm, {
  name: 'MovementKind',
  description:
    '異動事由。MOVE_WITHIN 転居、MOVE_IN_NOTICE 転入通知、EX_OFFICIO_ 職権、MERGE 宛名番号の統合 / Kind of a movement',
});
registerEnumType(ChangePhaseTerm, {
  name: 'ChangePhase',
  description:
    '登録、転出予定日の経過、取消し / Entered; the planned day of a move out has passed; taken back',
});
registerEnumType(FlagTargetTerm, {
  name: 'FlagTarget',
  description:
    '異動に伴って変わるもの。RESIDENCE 住民区分、NUMBERS 宛名番号の統合、VRS 接種記録システムのフラグ / What follows from a movement',
});
registerEnumType(FlagActionTerm, { name: 'FlagAction', description: '閉じる・再び開く / Close, open again' });
registerEnumType(FlagStateTerm, {
  name: 'FlagState',
  description:
    '未了、連携中、済み、手作業で確認(連携先が受け付けない、又は再登録が要る)、取りやめ / Waits for its day or its system; under way; done; for somebody to look at, since its system refused it or the person has to be registered anew; withdrawn before',
});
registerEnumType(MovementErrorCodeTerm, {
  name: 'MovementErrorCode',
  description:
    '異動の誤りの種類。E_IDO_001 は現存する住民の転入 (R159)、E_IDO_002 は転居での住所以外の更新 (R160) / Kinds of faults; E_IDO_001: a resident moves in, E_IDO_002: a move within the city changes more than the address',
});
