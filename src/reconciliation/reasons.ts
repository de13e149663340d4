/** Why a finding is one, and which side it speaks against. */
export interface ReasonFacts {
  /**
   * Evidence in log-odds: above 0 against the ledger, below 0 against VRS, 0 tells neither. How confidence comes of it:
   * `confidence.ts`.
   */
  readonly weight: number;
  readonly ja: string;
  readonly en: string;
}

const facts = (weight: number, ja: string, en: string): ReasonFacts => ({ weight, ja, en });

/**
 * All reasons. The weights are a judgement, not a measurement: what cannot be (a dose before birth) outweighs all
 * that is only unusual, and what is only unusual adds up. docs/reconciliation.md says how they were tried.
 */
export const REASONS = {
  CLEANED_UP: facts(
    1,
    'VRSの記録は2021年の一斉点検で予診票と突き合わせ済みである',
    'The records of VRS were compared with the slips in the clean-up of 2021',
  ),
  VRS_LOCKED: facts(
    3,
    'VRSの記録は手作業で訂正され、ロックされている',
    'The record of VRS was corrected by hand and is locked',
  ),
  LEDGER_BEFORE_BIRTH: facts(6, '台帳の接種日が出生前である', 'The ledger’s day is before birth'),
  VRS_BEFORE_BIRTH: facts(-6, 'VRSの接種日が出生前である', 'The day in VRS is before birth'),
  LEDGER_IN_FUTURE: facts(6, '台帳の接種日が未来である', 'The ledger’s day has not come'),
  VRS_IN_FUTURE: facts(-6, 'VRSの接種日が未来である', 'The day in VRS has not come'),
  LEDGER_BEFORE_PROGRAMME: facts(
    4,
    '台帳の接種日が接種事業の開始前である',
    'The ledger’s day is before the programme began',
  ),
  VRS_BEFORE_PROGRAMME: facts(
    -4,
    'VRSの接種日が接種事業の開始前である',
    'The day in VRS is before the programme began',
  ),
  LEDGER_ORDER_INVERTED: facts(
    3,
    '台帳では前後の回の接種日と順序が合わない',
    'In the ledger the day is out of order with the person’s other doses',
  ),
  VRS_ORDER_INVERTED: facts(
    -3,
    'VRSでは前後の回の接種日と順序が合わない',
    'In VRS the day is out of order with the person’s other doses',
  ),
  LEDGER_TOO_SOON: facts(
    1.5,
    '台帳では前の回との間隔が短すぎる',
    'In the ledger the interval to the neighbouring dose is too short',
  ),
  VRS_TOO_SOON: facts(
    -1.5,
    'VRSでは前の回との間隔が短すぎる',
    'In VRS the interval to the neighbouring dose is too short',
  ),
  LEDGER_NUMBER_TWICE: facts(
    3,
    '台帳に同じ回数が二つある',
    'The ledger has two doses of this number of the person',
  ),
  VRS_NUMBER_TWICE: facts(-4, 'VRSに同じ回数が二つある', 'VRS has two doses of this number of the person'),
  CONFUSABLE_NUMBER: facts(
    -3,
    'VRSの回数は、読み取りで取り違えやすい数字(5→3、3→8)である',
    'The number in VRS is what a camera makes of the ledger’s (5 read as 3, 3 as 8)',
  ),
  LEDGER_LOT_OF_OTHER_MAKER: facts(
    2,
    '台帳のロット番号は、記録されたメーカーの形式ではない',
    'The ledger’s lot is not of its maker’s form',
  ),
  VRS_LOT_OF_OTHER_MAKER: facts(
    -2,
    'VRSのロット番号は、記録されたメーカーの形式ではない',
    'The lot in VRS is not of its maker’s form',
  ),
  LEDGER_LIKE_OTHER_DOSES: facts(
    -2,
    '台帳のメーカーは、同じ方の隣の回と同じである',
    'The ledger’s maker is that of the neighbouring dose',
  ),
  VRS_LIKE_OTHER_DOSES: facts(
    2,
    'VRSのメーカーは、同じ方の隣の回と同じである',
    'The maker in VRS is that of the neighbouring dose',
  ),
  LOT_DIFFERS_WITH_MAKER: facts(
    0,
    'ロット番号もメーカーに合わせて異なる',
    'The lot differs with the maker: each side says another vaccine',
  ),
  LEDGER_LETTERS_FOR_DIGITS: facts(
    2,
    '台帳のロット番号に、数字と紛らわしい文字がある(O、I、l)',
    'The ledger’s lot has letters where digits belong (O, I, l)',
  ),
  VRS_LETTERS_FOR_DIGITS: facts(
    -2,
    'VRSのロット番号に、数字と紛らわしい文字がある(O、I、l)',
    'The lot in VRS has letters where digits belong (O, I, l)',
  ),
  LEDGER_SEVERAL_LOTS: facts(
    2,
    '台帳のロット番号欄に複数のロットがある',
    'The ledger has several lots in one field',
  ),
  VRS_SEVERAL_LOTS: facts(-2, 'VRSのロット番号欄に複数のロットがある', 'VRS has several lots in one field'),
  LEDGER_LOT_WRITING: facts(
    2,
    '台帳のロット番号の書き方が定めと違い、ロットの回収時に検索できない',
    'The ledger’s lot is not written as the ledger writes lots: a recall of the lot would not find it',
  ),
  LEDGER_TWICE: facts(
    3,
    '台帳に同じ日・同じ回数の行が二つあり、VRSには一つだけある',
    'The ledger has two rows of this day and number, VRS one',
  ),
  VRS_TWICE: facts(
    -5,
    'VRSに同じ日・同じ回数の記録が二つあり、台帳には一つだけある',
    'VRS has two records of this day and number, the ledger one',
  ),
  FILLS_GAP: facts(
    2,
    '台帳で欠けている回を、VRSの記録が埋める',
    'The record of VRS fills a gap between the ledger’s doses',
  ),
  NOT_IN_LEDGER: facts(
    1,
    '登録から反映の猶予期間を過ぎても台帳にない',
    'It is not in the ledger, though the time by which the ledger lags has passed',
  ),
  NOT_IN_VRS: facts(
    -2,
    '接種対象者の接種がVRSに登録されていない',
    'A dose of somebody who is a target is not in VRS',
  ),
  SAME_VACCINATION: facts(
    0,
    '別の方の記録と、日・回数・ロット番号が一致し、双方とも相手側にない',
    'Day, number and lot are those of another person’s dose, and neither has its counterpart',
  ),
  SAME_VENUE: facts(0, '会場も一致する', 'So is the venue'),
  CONFUSABLE_LINE: facts(
    -6,
    'VRSの券番号は、台帳の方の券を読み違えたもの(5→3、3→8)に当たる',
    'The coupon in VRS is what a camera makes of the other person’s (5 read as 3, 3 as 8)',
  ),
  LEDGER_ROW_UNFITTING: facts(
    2,
    '台帳の行は、その方の他の接種と合わない',
    'The ledger’s row does not fit the other doses of whoever it stands with',
  ),
  VRS_RECORD_UNFITTING: facts(
    -2,
    'VRSの記録は、その方の他の接種と合わない',
    'The record of VRS does not fit the other doses of whoever it stands with',
  ),
  BOTH_SAY_SO: facts(
    0,
    '台帳もVRSも同じことを記録しているが、あり得ない',
    'Both sides say the same, and it cannot be',
  ),
  CODE_OF_NO_VACCINE: facts(
    5,
    '台帳の予防接種コードは、どのワクチンのものでもない',
    'The ledger’s code is that of no vaccine',
  ),
} as const satisfies Readonly<Record<string, ReasonFacts>>;

export type Reason = keyof typeof REASONS;
