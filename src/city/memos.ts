import { civil, pad, type Day } from './calendar.js';
import { fullWidthDigits } from './kana-forms.js';
import { Pace, type Random } from './random.js';

/** How staff type an individual number into a memo. */
export type NumberForm = 'PLAIN' | 'FULL_WIDTH' | 'HYPHEN' | 'SPACED';
/** What only looks like one. */
export type Lookalike = 'PHONE' | 'CORPORATE_NUMBER' | 'TIMESTAMP';

export interface Memo {
  readonly text: string;
  readonly numberForm: NumberForm | null;
  readonly lookalike: Lookalike | null;
}

const FORMS: readonly NumberForm[] = ['PLAIN', 'FULL_WIDTH', 'HYPHEN', 'SPACED'];
const AROUND: readonly ((number: string) => string)[] = [
  (number) => `個人番号 ${number} 本人申出により確認済`,
  (number) => `窓口でマイナンバーカード提示。${number}`,
  (number) => `転入前の市から照会あり（番号:${number}）。回答済。`,
];
const HARMLESS: readonly string[] = [
  '卵アレルギーあり',
  '里帰り中。予診票は郵送',
  '保護者へ電話連絡済',
  '接種間隔について説明済',
  '英語版の予診票を希望',
  '次回は集団接種を希望',
];

/** Free-text memos: 0.3 % hold the person's own number as typed, another 2 % something harmless. */
export class MemoMaker {
  private readonly withNumber = new Pace(0.003, 6);
  private readonly harmless = new Pace(0.02, 15);
  private formsUsed = 0;

  constructor(
    private readonly asOf: Day,
    private readonly random: Random,
  ) {}

  next(individualNumber: string | null): Memo | null {
    if (individualNumber !== null && this.withNumber.due()) {
      const form = FORMS[this.formsUsed % FORMS.length] ?? 'PLAIN';
      this.formsUsed += 1;
      return {
        text: this.random.pick(AROUND)(typed(individualNumber, form)),
        numberForm: form,
        lookalike: null,
      };
    }
    return this.harmless.due() ? this.harmlessMemo() : null;
  }

  private harmlessMemo(): Memo {
    const kind = this.random.next();
    if (kind < 0.2) {
      return {
        text: `日中の連絡先 042-3${this.random.digits(2)}-0${this.random.digits(3)}`,
        numberForm: null,
        lookalike: 'PHONE',
      };
    }
    if (kind < 0.35)
      return {
        text: '医療機関の法人番号 3000020132101 を確認',
        numberForm: null,
        lookalike: 'CORPORATE_NUMBER',
      };
    // One minute stamp in ten carries a valid check digit (B1): masking it would destroy the memo.
    if (kind < 0.6) return { text: `受付 ${this.minuteStamp()}`, numberForm: null, lookalike: 'TIMESTAMP' };
    return { text: this.random.pick(HARMLESS), numberForm: null, lookalike: null };
  }

  private minuteStamp(): string {
    if (this.random.chance(0.1)) return '202306270933';
    const { year, month, day } = civil(this.asOf - this.random.between(0, 900));
    return `${year}${pad(month)}${pad(day)}${pad(this.random.between(8, 17))}${pad(this.random.between(0, 59))}`;
  }
}

function typed(number: string, form: NumberForm): string {
  const groups = [number.slice(0, 4), number.slice(4, 8), number.slice(8)];
  switch (form) {
    case 'PLAIN':
      return number;
    case 'FULL_WIDTH':
      return fullWidthDigits(number);
    case 'HYPHEN':
      return groups.join('-');
    case 'SPACED':
      return groups.join(' ');
  }
}
