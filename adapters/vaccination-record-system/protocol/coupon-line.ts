import { isMunicipalityCode } from '../../../src/text/municipality-code.js';
import type { COUPON_KINDS } from './terms.js';

/** What stands in the line of a coupon, which cameras read: 券種 1, 回数 1, 市町村コード 6, 券番号 10 digits. */
export interface CouponLine {
  readonly kind: keyof typeof COUPON_KINDS;
  readonly dose: number;
  readonly municipality: string;
  readonly coupon: string;
}

const LINE = /^([12])([1-9])(\d{6})(\d{10})$/;

/** null: no line, or one in which the code of the municipality has been misread. */
export function parseCouponLine(text: string): CouponLine | null {
  const [, kind, dose, municipality, coupon] = LINE.exec(text) ?? [];
  if (municipality === undefined || coupon === undefined || !isMunicipalityCode(municipality)) return null;
  return { kind: kind === '2' ? '2' : '1', dose: Number(dose), municipality, coupon };
}

export function couponLineOf({ kind, dose, municipality, coupon }: CouponLine): string {
  return `${kind}${dose}${municipality}${coupon}`;
}

/** What a camera reads for a digit that it confuses. */
const READS: Readonly<Record<string, string>> = { '5': '3', '3': '8' };
const MEANS: Readonly<Record<string, string>> = { '3': '5', '8': '3' };

/** The lines that a camera may have read so, each in one digit: 5 as 3, or 3 as 8. Nothing else is guessed. */
export function readAs(line: string): readonly string[] {
  return inOneDigit(line, MEANS);
}

/** What a camera may make of a line, each in one digit. */
export function misreadingsOf(line: string): readonly string[] {
  return inOneDigit(line, READS);
}

function inOneDigit(line: string, other: Readonly<Record<string, string>>): readonly string[] {
  return [...line].flatMap((digit, at) => {
    const instead = other[digit];
    return instead === undefined ? [] : [line.slice(0, at) + instead + line.slice(at + 1)];
  });
}
