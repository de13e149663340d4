import type { MovementInput } from './movement-terms.js';
import { movementFault, type MovementFault, type MovementFaultCode } from './movement-texts.js';

/**
 * フリガナ of the registry: full-width katakana of JIS X 0208, parts parted by one full-width blank. Whatever else is
 * typed (half width, hiragana, a voiced mark by itself) is found by no search for the kana, and health management, which
 * writes it in half width, has no letters for it.
 */
const KANA = /^[ァ-ヶ][ァ-ヶー・]*(?:\u3000[ァ-ヶ][ァ-ヶー・]*)*$/u;

/** Latin letters with their marks, of either width, and what stands between the parts of such a name. */
const ROMAN = /^(?:[\p{Script=Latin}\p{M}'’\-.,\u3000 ]|[\uff07\uff0c-\uff0e])+$/u;

/** Half-width kana, and what nobody sees: two names that look the same would be two. Variation selectors are neither. */
const UNWRITTEN = /[\uff61-\uff9f\p{Cf}]/u;
const BLANK_AT_END = /^\s|\s$/u;

/** Texts that the registry's columns would take, and that nobody could read or find there again. */
export function textFaults({ name, address }: MovementInput): readonly MovementFault[] {
  const written = {
    'name.kanji': name?.kanji,
    'name.alias': name?.alias,
    'name.former': name?.former,
    'address.written': address?.written,
    'address.extra': address?.extra,
  };
  return [
    ...against('KANA_FORM', 'name.kana', name?.kana, (text) => KANA.test(text)),
    ...against('ROMAN_FORM', 'name.roman', name?.roman, (text) => ROMAN.test(text)),
    ...Object.entries(written).flatMap(([field, text]) =>
      against('TEXT_FORM', field, text, (given) => !UNWRITTEN.test(given) && !BLANK_AT_END.test(given)),
    ),
  ];
}

function against(
  code: MovementFaultCode,
  field: string,
  text: string | null | undefined,
  fits: (text: string) => boolean,
): readonly MovementFault[] {
  return text == null || fits(text) ? [] : [movementFault(code, field)];
}
