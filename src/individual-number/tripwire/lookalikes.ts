import { isIndividualNumber } from '../check-digit.js';
import type { Finding } from './finding.js';
import { labelBefore } from './labels.js';

/**
 * Letters that are typed, or read by a scanner, for digits: `4O17` for 4017. They are letters of every word and
 * token, too, so that only a name of the individual number right before them makes digits of them.
 */
const LOOKS: readonly string[] = [
  'OoQDＯｏОоΟο',
  'IilLＩｌ|!іІ',
  'ZzＺ',
  '',
  '',
  'SsＳ',
  'Gb',
  '',
  'BＢ',
  'gq',
];

/** Letters in one number at the most: with more of them it is a word or a token. */
export const MAX_LETTERS = 5;

export const LETTERS = LOOKS.join('');
export const LOOKALIKE = new RegExp(`^[${LETTERS}]$`, 'u');
const VALUE: ReadonlyMap<string, string> = new Map(
  LOOKS.flatMap((letters, value) => [...letters].map((letter) => [letter, String(value)] as const)),
);

const SIGN = `[0-9${LETTERS}]`;
/** In one piece or in fours. */
const CANDIDATE = new RegExp(
  `(?<![0-9A-Za-z])(?:${SIGN}{12}|${SIGN}{4}(?<gap>[-\\s._・/,:]{1,3})${SIGN}{4}\\k<gap>${SIGN}{4})(?![0-9A-Za-z])`,
  'gu',
);

/** Numbers with letters for some of their digits, in a folded text; the check digit may be wrong as in any other. */
export function findLookalikes(text: string): readonly Finding[] {
  const findings: Finding[] = [];
  for (const match of text.matchAll(CANDIDATE)) {
    const signs = match[0].replace(/[-\s._・/,:]/g, '');
    const letters = signs.replace(/[0-9]/g, '').length;
    const label = letters === 0 || letters > MAX_LETTERS ? null : labelBefore(text, match.index);
    if (label === null) continue;
    const digits = [...signs].map((sign) => VALUE.get(sign) ?? sign).join('');
    if (label.specific || isIndividualNumber(digits))
      findings.push({ start: match.index, end: match.index + match[0].length, confidence: 'HIGH' });
  }
  return findings;
}
