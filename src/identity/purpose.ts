import { GatewayError } from '../errors/gateway-error.js';
import { holdsTwelveDigits } from '../individual-number/twelve-digits.js';
import { mayBeNumber } from '../individual-number/typed-text.js';
import type { PurposeTable } from '../policy/purposes.js';
import { PURPOSES, type Principal, type Purpose } from '../policy/terms.js';

/** The two headers, as they came. */
export interface PurposeHeaders {
  /** `Sekisho-Purpose`. */
  readonly purpose: string | undefined;
  /** `Sekisho-Case`. */
  readonly case: string | undefined;
}

export interface StatedPurpose {
  readonly purpose: Purpose | null;
  readonly caseNumber: string | null;
}

/**
 * Why the request is made, from its headers. Throws PURPOSE_REQUIRED for an unknown purpose; FORBIDDEN where the purpose's menu is not granted to the account (R163, R174); BAD_USER_INPUT
 * for a malformed case number. A request without a purpose goes on: code tables and one's own account need none.
 */
export function readPurpose(
  headers: PurposeHeaders,
  principal: Principal,
  purposes: PurposeTable,
): StatedPurpose {
  const caseNumber = readCase(headers.case);
  if (!headers.purpose) return { purpose: null, caseNumber };
  const purpose = PURPOSES.find((term) => term === headers.purpose);
  if (purpose === undefined) throw unknownPurpose(purposes);
  const entry = purposes.get(purpose);
  if (!principal.purposes.has(purpose)) {
    throw new GatewayError('FORBIDDEN', {
      detail: `purpose ${purpose} is not granted to the account`,
      ja: `利用目的「${entry?.nameJa}」のメニュー「${entry?.menu}」を使う権限がありません。メニューを管理する職は${entry?.menuOwner}です。業務に必要なら、上長に相談してください。`,
      en: `The menu of “${entry?.nameEn}” is not granted to you. Its owner is ${entry?.menuOwner}; if the work needs it, ask your superior.`,
    });
  }
  return { purpose, caseNumber };
}

/**
 * Throws PURPOSE_REQUIRED where the purpose begins with somebody's request and none is named. Asked once it is known
 * what the operation reaches: a case is opened without one.
 */
export function requireCase(
  { purpose, caseNumber }: Pick<StatedPurpose, 'purpose' | 'caseNumber'>,
  purposes: PurposeTable,
): void {
  const entry = purpose === null ? undefined : purposes.get(purpose);
  if (caseNumber !== null || entry?.needsCase !== true) return;
  throw new GatewayError('PURPOSE_REQUIRED', {
    detail: `purpose ${purpose} without a case number`,
    ja: `利用目的「${entry.nameJa}」には案件番号(Sekisho-Case)が必要です。求めを受けたら、案件を開いてください。`,
    en: `“${entry.nameEn}” needs a case number (Sekisho-Case). Open a case where somebody asked.`,
  });
}

/**
 * Letters and digits of any script, and what stands between the parts of a file number; after NFKC. Marks alone are
 * what somebody types who has no case.
 */
const CASE_FORM = /^(?=.*[\p{L}\p{Nd}\p{Nl}])(?!ー+$)[\p{L}\p{Nd}\p{Nl}ー._/\-()・]{1,64}$/u;
/** A header carries visible ASCII (RFC 9110, 5.5): anything else comes percent-encoded, as UTF-8. */
const HEADER_FORM = /^[\x21-\x7e]{1,800}$/;

/**
 * The case number, from its header: `R5-123`, or `5%E5%B0%8F%E5%81%A5%E7%AC%AC123%E5%8F%B7` for 5小健第123号. One case
 * has one name, so full width is read as half. It goes into the log, so a text that could be an individual number is
 * refused, and not repeated in the error.
 */
function readCase(given: string | undefined): string | null {
  if (!given) return null;
  const text = decodeCase(given);
  if (text === null || !CASE_FORM.test(text)) {
    throw new GatewayError('BAD_USER_INPUT', {
      detail: 'the case number is too long or uses other characters',
      ja: '案件番号(Sekisho-Case)は64文字以内の文字・数字と . _ / - ( ) ・ で、記号だけにはできません。半角英数字でない文字は、UTF-8 をパーセント符号化して送ってください。',
      en: 'The case number (Sekisho-Case) is at most 64 letters, digits and . _ / - ( ) ・, not marks alone, percent-encoded as UTF-8 where it is not ASCII.',
    });
  }
  if (readsAsNumber(text)) {
    throw new GatewayError('BAD_USER_INPUT', {
      detail: 'the case number looks like an individual number',
      ja: '案件番号(Sekisho-Case)に12桁の番号は使えません。個人番号を入力していないか確認してください。',
      en: 'A case number (Sekisho-Case) may not hold a 12-digit number. Check that it is not an individual number.',
    });
  }
  return text;
}

/** As a clerk typed it, too: what is full width, or a digit of another script, is a digit all the same. */
const readsAsNumber = (text: string): boolean => mayBeNumber(text) || holdsTwelveDigits(text, 'AS_PRINTED');

/** A name for a case as it is given in an input, in the form that the header's is read in; null for what is none. */
export function readCaseName(given: string): string | null {
  const text = given.normalize('NFKC').trim();
  return CASE_FORM.test(text) && !readsAsNumber(text) ? text : null;
}

/** Null for what is no UTF-8 behind its per cent signs, or was sent as it is. */
function decodeCase(given: string): string | null {
  if (!HEADER_FORM.test(given)) return null;
  try {
    return decodeURIComponent(given).normalize('NFKC');
  } catch {
    return null;
  }
}

function unknownPurpose(purposes: PurposeTable): GatewayError {
  const list = PURPOSES.join(', ');
  const named = PURPOSES.map((one) => `${one}(${purposes.get(one)?.nameJa})`).join('、');
  return new GatewayError('PURPOSE_REQUIRED', {
    detail: 'unknown purpose',
    ja: `利用目的(Sekisho-Purpose)は次のいずれかです: ${named}`,
    en: `The purpose (Sekisho-Purpose) is one of ${list}.`,
  });
}
