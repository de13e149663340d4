import { fold } from '../../text/fold.js';
import { MASK } from '../sealed.js';
import type { Finding } from './finding.js';
import { isAbroad } from './shapes.js';
import { findNumbers } from './tripwire.js';

/**
 * What a text is for. FREE: people wrote it, and twelve digits with a right check digit are masked. PHONE and LOT:
 * figures of a shape of their own, of which one in five would be masked by its digits alone. KEY: made by a
 * program, such as 宛名番号 and cursors.
 */
export const COLUMN_KINDS = ['PHONE', 'LOT', 'KEY'] as const;
export type ColumnKind = (typeof COLUMN_KINDS)[number];
export type TextKind = 'FREE' | ColumnKind;

export interface CleanedText {
  readonly text: string;
  readonly masked: boolean;
  /** Digits that could be an individual number were left: nothing but a check digit speaks for it. */
  readonly doubtful: boolean;
}

/** Masks the individual numbers in a text of this kind; what the digits alone suggest in a column stays and is told. */
export function cleanText(text: string, kind: TextKind): CleanedText {
  const findings = findNumbers(text);
  if (findings.length === 0) return { text, masked: false, doubtful: false };
  const certain = findings.filter((finding) => kind === 'FREE' || isCertain(text, finding, kind));
  let masked = '';
  let position = 0;
  for (const { start, end } of certain) {
    masked += text.slice(position, start) + MASK;
    position = end;
  }
  return {
    text: masked + text.slice(position),
    masked: certain.length > 0,
    doubtful: certain.length < findings.length,
  };
}

/** A name beside it, or a shape that figures of this kind do not have. */
function isCertain(text: string, { start, end, confidence }: Finding, kind: TextKind): boolean {
  if (confidence === 'HIGH') return true;
  if (kind === 'KEY') return false;
  const groups = fold(text.slice(start, end))
    .text.split(/[^0-9〇一二三四五六七八九]+/u)
    .filter((group) => group !== '');
  const asPrinted = groups.length === 3 && groups.every((group) => group.length === 4);
  if (kind === 'LOT') return asPrinted;
  return !isDialled(groups.join('')) && (asPrinted || groups.length === 1);
}

/** Country codes with which a telephone number has twelve digits: Japan, then the nationalities of the city. */
const COUNTRY = /^(?:81|82|86|84|63|62|66|95|91|92|94|44|49|55|61|886|880|977)/;

/** Whether twelve digits may be a telephone number: from abroad, or one at home with an extension behind it. */
function isDialled(digits: string): boolean {
  return isAbroad(digits) || COUNTRY.test(digits) || /^0[1-9]\d{8}/.test(digits);
}
