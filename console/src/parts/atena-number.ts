export type AtenaFault = 'NO_NUMBER' | 'INDIVIDUAL';

/**
 * What is wrong with what was typed as an address-name number; null where nothing is. Twelve digits are the length of an
 * individual number, right or mistyped: they go nowhere. Whose number has twelve of its own has them with its leading zeros.
 */
export function atenaFaultOf(typed: string): AtenaFault | null {
  const number = typed.normalize('NFKC').trim();
  if (/^\d{4}[ -]?\d{4}[ -]?\d{4}$/.test(number)) return 'INDIVIDUAL';
  return /^\d{1,15}$/.test(number) ? null : 'NO_NUMBER';
}
