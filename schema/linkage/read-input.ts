import { GatewayError, type ErrorFacts } from '../../src/errors/gateway-error.js';
import { mayBeNumber } from '../../src/individual-number/typed-text.js';
import { userErrors } from './nodes.js';

const MAX_ITEMS = 20;
/**
 * Persons in one act: the intermediate server takes 200 lines, and each person has one line for each of the
 * city's two items.
 */
export const MAX_COPIES = 100;

/**
 * A key chosen by the client. It is stored and logged, so that one which reads as an individual number is refused.
 */
export function readKey(text: string): string {
  return numberless(text, /^[\w-]{8,64}$/, {
    en: 'An idempotency key has 8 to 64 of A-Z, a-z, 0-9, - and _, and no digits that read as an individual number.',
    ja: '受付キーは8–64文字の英数字と - _ です。個人番号と読める数字は使えません。',
    ...{ detail: 'idempotencyKey', place: 'idempotencyKey' },
  });
}

export function readReason(text: string): string {
  return numberless(text, /^[\w-]{1,40}$/, {
    en: 'A reason is a mark such as a file number: 1 to 40 of A-Z, a-z, 0-9, - and _, no individual number.',
    ja: '理由は起案番号などの符号です。1–40文字の英数字と - _ で、個人番号は使えません。',
    detail: 'reason',
  });
}

/** 項番 as cited; full-width digits are read as they are meant. */
export function readRow(text: string): string {
  return checked(text.normalize('NFKC').trim(), /^[0-9の]{1,8}$/, {
    en: 'A row is written like 16の2.',
    ja: '項番は 16の2 のように指定してください。',
    detail: 'row',
  });
}

export function readInstitution(text: string): string {
  const [en, ja] = ['The code of a body has 16 digits.', '機関コードは16桁の数字です。'];
  return checked(text, /^\d{16}$/, { en, ja, detail: 'provider' });
}

export function readItems(codes: readonly string[]): readonly string[] {
  const known = new Set(codes);
  const fits =
    codes.length >= 1 &&
    codes.length <= MAX_ITEMS &&
    known.size === codes.length &&
    codes.every((code) => /^TM\d{14}$/.test(code));
  if (fits) return codes;
  throw invalid({
    en: `Items are 1 to ${MAX_ITEMS} codes of TM and 14 digits, each once.`,
    ja: `項目は TM と14桁の数字のコードを1–${MAX_ITEMS}件、重複なく指定してください。`,
    detail: 'items',
  });
}

export function readPeriod(
  from: string | null,
  to: string | null,
): { readonly from: string; readonly to: string } | null {
  if (from === null && to === null) return null;
  if (from !== null && to !== null && from <= to) return { from, to };
  throw invalid({
    en: 'A period has a first and a last day, in this order.',
    ja: '期間は始めと終わりの日を、この順に指定してください。',
    detail: 'period',
  });
}

/** Canonical hash of a content. */
export function readContentHash(text: string): string {
  const [en, ja] = [
    'This is not the mark of a content that was read. Read what would be sent again, and approve that.',
    '読んだ内容の符号ではありません。送信内容を読み直し、その内容を承認してください。',
  ];
  return checked(text, /^[\w-]{43}$/, { en, ja, detail: 'contentHash', place: 'contentHash' });
}

interface Words extends Pick<ErrorFacts, 'place'> {
  readonly en: string;
  readonly ja: string;
  readonly detail: string;
}

function checked(text: string, form: RegExp, words: Words): string {
  if (form.test(text)) return text;
  throw invalid(words);
}

function numberless(text: string, form: RegExp, words: Words): string {
  if (!mayBeNumber(text)) return checked(text, form, words);
  throw invalid(words);
}

export function invalid(words: Words): GatewayError {
  return new GatewayError('BAD_USER_INPUT', words);
}

/** The registry knows nobody by what stands in this field of the input. */
export function unknownPersonErrors(field: string) {
  return userErrors([{ code: 'UNKNOWN_PERSON', field, row: null, article: null }]);
}
