import { faultsOf, type BusinessFault, type FaultText } from '../errors/business-fault.js';

/** Business faults of a movement, `userErrors` in the graph: what happened, and what to do. */
const TEXTS = {
  E_IDO_001: [
    'E-IDO-001: 現存する住民に対して転入(職権記載)はできません。宛名番号を確かめ、市内での異動であれば転居を選んでください。',
    'E-IDO-001: the person is resident already and cannot move in. Check the number; record a move within the city as one.',
  ],
  E_IDO_002: [
    'E-IDO-002: 転居では住所以外を更新できません。ほかの項目は、それぞれの異動事由で届け出てください。',
    'E-IDO-002: a move within the city changes the address and nothing else. Enter the rest as a movement of its own.',
  ],
  E_IDO_003: [
    'E-IDO-003: 台帳にある者の出生は登録できません。宛名番号と氏名・生年月日を確かめてください。',
    'E-IDO-003: the registry knows this person already, so that no birth is entered. Check number, name and birth date.',
  ],
  E_IDO_004: [
    'E-IDO-004: 住民でない者の死亡は登録できません。宛名番号を確かめてください。',
    'E-IDO-004: the death of somebody who is no resident is not entered. Check the number.',
  ],
  E_IDO_005: [
    'E-IDO-005: 既に転出している(転出予定がある)者です。改める場合は、先に転出を取り消してください。',
    'E-IDO-005: the person has moved out already, or has said they will. To change that, cancel it first.',
  ],
  E_IDO_006: [
    'E-IDO-006: 職権回復は、職権消除された者にだけ行えます。',
    'E-IDO-006: only somebody who was deleted ex officio can be restored.',
  ],
  E_IDO_007: [
    'E-IDO-007: 異動年月日が届出年月日より後です。日付を確かめてください。',
    'E-IDO-007: the movement is later than its notification. Check the days.',
  ],
  E_IDO_008: [
    'E-IDO-008: 異動年月日が住民となった日(再転入では前回の消除の日)より前です。日付を確かめてください。',
    'E-IDO-008: the movement is earlier than the day on which the person became resident, or last ceased to be. Check the day.',
  ],
  E_IDO_009: [
    'E-IDO-009: 住所が市外です。市外への異動は転出で届け出てください。',
    'E-IDO-009: the address lies outside the city. Record a move out of it as one.',
  ],
  E_IDO_010: [
    'E-IDO-010: 世帯にも続柄にも変更がありません。',
    'E-IDO-010: neither the household nor the relationship changes.',
  ],
  E_IDO_011: [
    'E-IDO-011: 転出確定日が転出予定日より前です。日付を確かめてください。',
    'E-IDO-011: the move was confirmed for a day before the planned one. Check the days.',
  ],
  E_IDO_012: [
    'E-IDO-012: 転入前・転出先の市区町村が本市です。市内での異動は転居で届け出てください。',
    'E-IDO-012: the other municipality is this city itself. Record a move within it as one.',
  ],
  E_IDO_013: [
    'E-IDO-013: 世帯員が残る世帯から世帯主がいなくなります。先に世帯主を変更してください。',
    'E-IDO-013: the household would be left without a head. Change the head first.',
  ],
  E_IDO_014: [
    'E-IDO-014: 現に住民である者の転入通知です。転出の届出を確かめてください。',
    'E-IDO-014: a notice of arrival elsewhere for somebody who is resident here. See whether they have moved out.',
  ],
  E_IDO_015: [
    'E-IDO-015: 以前に登録のある者の再転入では、前と同じ宛名番号を使います。氏名・生年月日・性別が同じ別人であれば、別人と確かめたことを指定してください。',
    'E-IDO-015: who was here before comes back under the same number. Where it is another person of the same name, birth date and sex, say that you have made sure of that.',
  ],
  E_IDO_016: [
    'E-IDO-016: 帰化では氏名と国籍(日本)を変更します。外国籍の住民でなければ登録できません。',
    'E-IDO-016: naturalisation changes the name, and the nationality to Japanese, of a resident who was a foreign national.',
  ],
  E_IDO_017: [
    'E-IDO-017: 出生の異動年月日は生年月日と同じ日です。生年月日は異動年月日より後にできません。',
    'E-IDO-017: a birth is entered for the day of birth, and nobody moves before being born. Check the days.',
  ],
  DATE_TO_COME: [
    '届出年月日又は転出確定日が本日より後です。日付を確かめてください。',
    'The notification, or the confirmation of a move out, lies in the future. Check the day.',
  ],
  NOT_RESIDENT: [
    '住民でない者にこの異動は登録できません。宛名番号を確かめてください。',
    'This movement is of residents, and the person is none. Check the number.',
  ],
  STATUS_UNREADABLE: [
    '台帳の住民区分が読めないため登録できません。台帳を訂正してから送り直してください。',
    'The status of the person in the registry cannot be read. Have it corrected there, then send it again.',
  ],
  DECEASED: [
    '死亡した者の異動は登録できません。死亡が誤りであれば、その取消しを届け出てください。',
    'The person is dead. Where that is a mistake, cancel the death.',
  ],
  UNKNOWN_PERSON: [
    'その宛名番号の方は台帳にありません。番号を確かめてください。',
    'The registry knows nobody by this number. Check the number.',
  ],
  ITEM_MISSING: [
    'この異動事由に必要な項目がありません: {field}',
    'The movement lacks an item that its kind needs: {field}',
  ],
  ITEM_UNEXPECTED: [
    'この異動事由では更新できない項目です: {field}',
    'The item is none that this kind of movement changes: {field}',
  ],
  MUNICIPALITY_CODE: [
    '全国地方公共団体コードではありません: {field}。検査数字を含む6桁を確かめてください。転入前・転出先が国外のときは 99999 です。',
    'This is no code of a municipality: {field}. Check its six digits, the check digit among them; another municipality abroad is 99999.',
  ],
  NUMBER_OF_ANOTHER: [
    'この宛名番号の方とは、生年月日又は性別が異なります。別の方の番号です。宛名番号を確かめてください。',
    'Whoever has this number has another birth date or sex: it is the number of somebody else. Check the number.',
  ],
  KANA_FORM: [
    'フリガナは全角カタカナです: {field}。半角カナ・ひらがな・単独の濁点は使えません。氏と名の間は全角の空白1つです。',
    'Kana are full-width katakana: {field}. No half-width kana, no hiragana, no voiced mark by itself; the parts are parted by one full-width blank.',
  ],
  ROMAN_FORM: [
    'ローマ字氏名に使えない文字があります: {field}。ローマ字(全角又は半角)と空白、ハイフンなどで書いてください。',
    'The name in Roman letters has other characters: {field}. It is written in Latin letters of either width, blanks, hyphens and the like.',
  ],
  TEXT_FORM: [
    '半角カナ又は目に見えない文字があるか、前後に空白があります: {field}。除いて書き直してください。',
    'The text has half-width kana or characters that nobody sees, or begins or ends with a blank: {field}. Leave them out.',
  ],
  NOTHING_TO_CANCEL: [
    '取り消せる異動ではありません。本人の最後の異動で、転出・死亡・職権消除などに限ります。',
    'This cannot be cancelled: only the last movement of the person, and one that ends a residence.',
  ],
  NO_MOVE_OUT: [
    '確定していない転出の届出がありません。',
    'There is no move out that waits for its confirmation.',
  ],
  MERGE_SAME: [
    '同じ人の番号です。統合するものがありません。',
    'Both numbers are the same person’s already. There is nothing to merge.',
  ],
  MERGE_UNLIKE: [
    '別人のおそれがあるため統合できません(生年月日・性別・個人番号のいずれかが異なるか、確かめられません)。',
    'Birth date, sex or individual number differ or are not known, so that these may be two persons. They are not merged.',
  ],
  MERGE_RESIDENT: [
    '住民の番号を、住民でない番号には統合できません。住民でなくなり、元に戻せません。住民である番号のほうへ統合してください。',
    'The number of a resident is not merged into one under which nobody lives here: the person would be resident no more. Merge the other way.',
  ],
  MERGE_DECEASED: [
    'この番号には死亡が登録されており、死亡でない番号に統合すると失われます。逆向きに統合するか、残る番号にも死亡を入力してください。死亡が誤りであれば取り消してください。',
    'A death stands under this number, and would be lost. Merge the other way, or enter the death under the number that stays as well; where it is a mistake, cancel it.',
  ],
  MERGE_ANNOUNCED: [
    'この番号には転出の予定があります。統合すると失われます。転出を取り消し、統合した後に、残る番号で入力し直してください。',
    'A move out is announced under this number, and would be lost. Cancel it, merge, and enter it again under the number that stays.',
  ],
  NOT_NUMBERED: [
    '宛名システムにまだこの番号の登録がないため、個人番号を比べられず統合できません。宛名システムが異動を取り込んでから送り直してください。',
    'The address-name system does not have this number yet, so that nobody can compare the individual numbers. Merge once it has followed the change.',
  ],
  KEY_REUSED: [
    'この受付キーは別の内容で使用済みです。新しい操作には新しいキーを付けてください。',
    'This idempotency key was used for something else. Give a new act a new key.',
  ],
  ABANDONED: [
    'この受付キーの操作は途中で切れ、何も行われていません。新しいキーで送り直してください。',
    'What was sent under this key was broken off and did nothing. Send it again under a new key.',
  ],
  BUSY: [
    'ほかの異動と重なり、登録できませんでした。同じキーで送り直してください。',
    'Other movements came in between each time. Send it again under the same key.',
  ],
} as const satisfies Record<string, FaultText>;

export type MovementFaultCode = keyof typeof TEXTS;
export const MOVEMENT_FAULT_CODES = Object.keys(TEXTS) as readonly MovementFaultCode[];

export type MovementFault = BusinessFault<MovementFaultCode>;
export const movementFault = faultsOf(TEXTS);
