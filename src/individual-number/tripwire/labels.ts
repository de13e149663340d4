/** How far back a label speaks for the number that follows, in characters between the two. */
const REACH = 12;
/** A label and its reach, with room for spaced-out and half-width writing. */
const LOOK_BACK = 64;

/** Leaders and blanks between a form's label and what is filled in count once. */
const ROW = /([^\p{L}\p{N}])\1+/gu;

/** Names of the individual number and nothing else. */
const STRONG = new RegExp(
  [
    '[個箇]\\s*人\\s*番\\s*号',
    '個人ナンバー',
    '個人\\s*no\\.?',
    '個番',
    'マイ[\\s・]*ナンバ[ーァ一-]?',
    'マイナ(?:番号|\\s*no\\.?)',
    'まいなんば[ーあ]?',
    '(?:本人|世帯主|家族|父|母|夫|妻|子|児)の?番号',
    'kojin[\\s_-]?(?:bango|no)',
    'my[\\s_-]?number',
    'individual[\\s_-]?number',
    '(?<![a-z])bango(?:u)?',
    // 番号 alone, or after a particle; after another noun it names some other number (電話番号, 券番号, 受付番号).
    '(?<![\\p{Script=Han}\\p{Script=Katakana}ーa-z])番\\s*号',
  ].join('|'),
  'giu',
);
const GENERIC = /^(?:番\s*号|bangou?)$/i;
/** Between label and digits these say that the digits are something else. */
const OTHER_THING = /番号|電話|tel|fax|日時|券|ロット|lot|日付/iu;
const AFTER = /^[\s)）\]」】]{0,2}(?:は|が|\(|（|=|:|：)?\s*(?:個人番号|マイナンバー)/u;
/** Words that are commonly written against the digits without a blank. */
const ATTACHED = /(?:^|[^a-z])(?:no|id|num|number|bango|bangou|mynumber|my_number)$/i;

/** A name of the individual number before digits. */
export interface Label {
  /** What stands between the name and the digits. */
  readonly between: string;
  /** It names the individual number and nothing else; `番号` alone does not. */
  readonly specific: boolean;
}

/** The nearest name of the individual number that stands at most `REACH` characters before `start`, or null. */
export function labelBefore(text: string, start: number): Label | null {
  const before = text.slice(Math.max(0, start - LOOK_BACK), start).normalize('NFKC');
  STRONG.lastIndex = 0;
  let name = '';
  let end = -1;
  for (let match = STRONG.exec(before); match !== null; match = STRONG.exec(before)) {
    name = match[0];
    end = STRONG.lastIndex;
  }
  const between = before.slice(end).replace(ROW, '$1');
  if (end === -1 || between.length > REACH || OTHER_THING.test(between)) return null;
  return { between, specific: !GENERIC.test(name) };
}

export function isLabelled(text: string, start: number): boolean {
  return labelBefore(text, start) !== null;
}

/** `123456789018は個人番号`: the label may also follow at once. */
export function isLabelledAfter(text: string, end: number): boolean {
  return AFTER.test(text.slice(end, end + 20).normalize('NFKC'));
}

/** Whether the letters that touch the digits from the left are a word for "number" rather than part of a token. */
export function endsInNumberWord(text: string, start: number): boolean {
  return ATTACHED.test(text.slice(Math.max(0, start - 12), start));
}
