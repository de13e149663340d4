import { fieldWords } from '../../src/errors/field-words.js';
import { GatewayError } from '../../src/errors/gateway-error.js';
import { addressKey, katakanaKey, nameKey } from '../../src/text/search-keys.js';

/** Longer than any reading or address the registry can hold. */
const MAX_TEXT = 100;
/**
 * What no name or address is written with: control characters, halves of a pair, what means nothing, pictures, what
 * stands for a character that was lost on the way, and the signs that stand for any character elsewhere.
 */
const UNREADABLE = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\p{Emoji_Presentation}\ufffd%％_＿*＊?？\\＼]/u;
/** Private-use characters stand for 外字 in names: they are read. Unassigned ones are nobody's. */
const UNASSIGNED = /\p{Cn}/u;

interface SearchTexts {
  readonly kanaPrefix?: string | null;
  readonly name?: string | null;
  readonly address?: string | null;
}

/** A text that is read, and what is said of one that is not. */
interface Reading {
  readonly field: keyof SearchTexts;
  readonly key: (text: string) => string;
  readonly refusals: readonly (readonly [form: RegExp, en: string, ja: string])[];
}

const READ: readonly Reading[] = [
  {
    field: 'kanaPrefix',
    key: katakanaKey,
    // Letters and digits are in no reading: the registry writes those of foreign names in kana, too.
    refusals: [
      [
        /[^ァ-ヺヽヾー・]/u,
        'takes the reading in kana; kanji and Roman letters are searched for as the name itself',
        'カナで入力してください。漢字とローマ字は「氏名」で検索できます',
      ],
    ],
  },
  {
    field: 'name',
    key: nameKey,
    refusals: [
      [
        /[0-9]/,
        'holds digits; names have none. Address-name numbers and dates of birth have fields of their own',
        '氏名に数字は使われません。宛名番号と生年月日には、それぞれの欄があります',
      ],
    ],
  },
  {
    field: 'address',
    key: addressKey,
    // The registry holds neither postal codes nor readings of towns.
    refusals: [
      [
        /^〒|^[0-9]{3}-?[0-9]{4}$/u,
        'is a postal code, which the registry does not hold; search by the town and its numbers, such as 緑町1-97',
        '郵便番号では検索できません。緑町1-97 のように町名と番地で入力してください',
      ],
      [
        /^[ぁ-ゖァ-ヺー]+(?:町|ちょう|チョウ|まち)(?![ぁ-ゖァ-ヺー])/u,
        'has the town in kana; write it in kanji, such as 緑町1-97',
        '町名がかなです。緑町1-97 のように漢字で入力してください',
      ],
      [
        /^(?:[0-9-]+,?)?[A-Z'-]+(?:CHO|CHOU|MACHI|SHI|CITY)(?![A-Z])/,
        'has the town in Roman letters; write it in kanji, such as 緑町1-97',
        '町名がローマ字です。緑町1-97 のように漢字で入力してください',
      ],
    ],
  },
];

/** A search that would find nobody because its text was not understood is refused, by the field that holds it. */
export function checkSearchTexts(where: SearchTexts): void {
  for (const { field, key, refusals } of READ) {
    const text = where[field];
    if (text == null) continue;
    if (text.length > MAX_TEXT)
      throw refused(
        field,
        `A search text has at most ${MAX_TEXT} characters`,
        `検索する文字列は${MAX_TEXT}文字までです`,
      );
    if (UNREADABLE.test(text) || UNASSIGNED.test(text))
      throw refused(
        field,
        'holds characters that no name or address is written with (control characters, emoji, wildcards)',
        '氏名や住所に使えない文字(制御文字、絵文字、ワイルドカードなど)があります',
      );
    const read = key(text);
    if (!/[\p{L}\p{N}\p{Co}]/u.test(read))
      throw refused(field, 'holds no letter to search by', '検索できる文字がありません');
    for (const [form, en, ja] of refusals) if (form.test(read)) throw refused(field, en, ja);
  }
}

function refused(field: string, en: string, ja: string): GatewayError {
  const [called, calledEn] = fieldWords(field);
  return new GatewayError('BAD_USER_INPUT', {
    place: `where.${field}`,
    detail: `ResidentFilter.${field}`,
    en: `“${calledEn}”: ${en}.`,
    ja: `${called}: ${ja}。`,
  });
}
