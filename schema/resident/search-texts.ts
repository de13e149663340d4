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

const READ = [
  // Letters and digits are in no reading: the registry writes those of foreign names in kana, too.
  { field: 'kanaPrefix', key: katakanaKey, form: /^[ァ-ヺヽヾー・]+$/u },
  { field: 'name', key: nameKey, form: /./u },
  { field: 'address', key: addressKey, form: /./u },
] as const;

/** A search that would find nobody because its text was not understood is refused, by the field that holds it. */
export function checkSearchTexts(where: SearchTexts): void {
  for (const { field, key, form } of READ) {
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
    if (!form.test(read))
      throw refused(
        field,
        'takes the reading in kana; search kanji and Roman letters by name',
        'カナで入力してください。漢字とローマ字は name で検索できます',
      );
  }
}

function refused(field: string, en: string, ja: string): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: `ResidentFilter.${field}`,
    en: `${field}: ${en}.`,
    ja: `${field}: ${ja}。`,
  });
}
