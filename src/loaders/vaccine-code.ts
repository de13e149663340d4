import { VACCINES } from '../../adapters/health-management/codes.js';
import { nearest } from '../config/nearest.js';
import { GatewayError } from '../errors/gateway-error.js';

/** Codes shown beside an unknown one. */
const SUGGESTED = 3;
/** Nobody misspells a code at greater length; comparing costs its length. */
const COMPARED = 32;

/**
 * Refuses a code that no vaccine has, naming the codes most like it: what was typed is not repeated, for it may be
 * anything.
 */
export function checkVaccine(code: string): void {
  if (VACCINES.has(code)) return;
  const suggested = likeliest(code.slice(0, COMPARED).normalize('NFKC').toUpperCase());
  throw new GatewayError('BAD_USER_INPUT', {
    en: `Unknown vaccine code. Nearest: ${suggested.join(', ')}. Known: ${[...VACCINES.keys()].join(', ')}.`,
    ja: `予防接種の種別コードが正しくありません。近いもの: ${suggested.join('、')}。使えるもの: ${[...VACCINES.keys()].join('、')}`,
    detail: 'vaccine',
  });
}

function likeliest(code: string): readonly string[] {
  let left: readonly string[] = [...VACCINES.keys()];
  const found: string[] = [];
  while (found.length < SUGGESTED) {
    const best = nearest(code, left);
    found.push(best);
    left = left.filter((one) => one !== best);
  }
  return found;
}
