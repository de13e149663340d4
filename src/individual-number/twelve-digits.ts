/** Digits with at most one separator between any two. */
const RUN = /\d(?:[._/-]?\d)*/g;
const TWELVE = /\d{12}/;

/**
 * Whether an identifier (a case number, an account, a staff number) could be an individual number by mistake.
 * Identifiers reach the log and stay there for years, so that no check digit is asked for.
 *
 * @param pieces `ANY`: twelve digits or more, whatever stands between them. `AS_PRINTED`: twelve in one or two
 *   pieces, or in fours as the card prints them; in more pieces it is a date with a running number.
 */
export function holdsTwelveDigits(text: string, pieces: 'ANY' | 'AS_PRINTED'): boolean {
  if (pieces === 'ANY') return TWELVE.test(text.replace(/\D/g, ''));
  return [...text.matchAll(RUN)].some(([run]) => isPrintedNumber(run.split(/\D/)));
}

function isPrintedNumber(pieces: readonly string[]): boolean {
  if (pieces.join('').length !== 12) return false;
  return pieces.length <= 2 || pieces.every((piece) => piece.length === 4);
}
