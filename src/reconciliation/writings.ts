/** How lots and places are compared: by what was meant, not by how somebody typed it. */

/** Half width, capitals, without blanks and hyphens; null where nothing is left. */
export function lotKey(written: string | null): string | null {
  const key = (written ?? '')
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐‑–—−.]+/g, '');
  return key === '' ? null : key;
}

/** Letters that are typed, or read, for a digit. */
const LOOKS_LIKE: Readonly<Record<string, string>> = { O: '0', Q: '0', I: '1', L: '1' };

const asDigits = (lot: string): string => lot.replace(/[OQIL]/g, (letter) => LOOKS_LIKE[letter] ?? letter);

/** Whether two lots that differ are one in which letters stand for digits. */
export function differInLetters(a: string, b: string): boolean {
  return a !== b && asDigits(a) === asDigits(b);
}

/** Whether letters stand where the two ends of any lot have digits. */
export function hasLettersForDigits(lot: string): boolean {
  return /\d[OQIL]|[OQIL]\d/.test(lot.slice(2)) || /^[A-Z]{2}[OQIL\d]*[OQIL][OQIL\d]*$/.test(lot);
}

export function severalLots(written: string | null): readonly string[] {
  const parts = (written ?? '').normalize('NFKC').split(/[/、,・;]+/);
  return parts.map(lotKey).filter((lot) => lot !== null);
}

/** One digit or letter apart, or letters for digits, or one of several. */
export function isNearLot(a: string | null, b: string | null): boolean {
  const [left, right] = [lotKey(a), lotKey(b)];
  if (left === null || right === null) return false;
  if (differInLetters(left, right)) return true;
  const [several, others] = [severalLots(a), severalLots(b)];
  if (several.length !== others.length) return several.some((lot) => others.includes(lot));
  return left.length === right.length && [...left].filter((letter, at) => letter !== right[at]).length === 1;
}

/** A place or a name as compared. */
export function wordKey(written: string | null): string {
  return (written ?? '').normalize('NFKC').toUpperCase().replace(/\s+/g, '');
}
