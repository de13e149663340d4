import { fold } from '../text/fold.js';
import { isIndividualNumber } from './check-digit.js';
import { readRuns, type Run } from './tripwire/runs.js';
import { isForeignGrouping, isTimestamp } from './tripwire/shapes.js';
import { findNumbers, mayHoldNumber } from './tripwire/tripwire.js';
import { joinsWidely, withoutCounts } from './tripwire/wide-characters.js';

const LENGTH = 12;
/** Made by programs: a UUID, or a hash of 32 digits or more with a letter among them. */
const TOKEN =
  /(?<![0-9a-z])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=[0-9]*[a-f])[0-9a-f]{32,})(?![0-9a-z])/gi;

/**
 * Whether a text that a caller leaves somewhere (a case, a reason, a key, a name) could hold an individual number.
 * It stays for years in the log, the store and their copies, so that this is stricter than what is masked in a
 * memo: twelve digits are refused whatever their check digit, in one or two pieces or in fours, also within words
 * and behind other groups; a longer figure where twelve of its digits carry a right one.
 */
export function mayBeNumber(text: string): boolean {
  if (!mayHoldNumber(text)) return false;
  const findings = findNumbers(text);
  // A name beside it makes a number of a token's digits, too.
  if (findings.some((finding) => finding.confidence === 'HIGH')) return true;
  const read = text.replace(TOKEN, ' ');
  if ((read === text ? findings : findNumbers(read)).length > 0) return true;
  for (const run of readRuns(withoutCounts(fold(read).text), LENGTH, joinsWidely))
    if (run.some((group) => isNumber(group.digits)) || isPrinted(run)) return true;
  return false;
}

/**
 * Whether a text where an 宛名番号 belongs could be an individual number: twelve digits that carry its check digit. Other
 * figures of up to 15 digits name a person by their 宛名番号, leading zeros or not; what they name is on record as a pseudonym.
 */
export function mayBeNumberForAtena(text: string): boolean {
  const digits = [fold(text).text, text.normalize('NFKC')]
    .map((read) => read.trim())
    .filter((read) => /^\d+$/.test(read));
  return digits.length === 0 ? mayBeNumber(text) : digits.some(isIndividualNumber);
}

/**
 * In which of the cells of a line, from the left, a number begins of which more than one cell has a piece; null: in none.
 * Empty ones are passed over. Its check digit decides, and a name beside it: two figures that adjoin are as a rule two.
 */
export function numberAcross(cells: readonly string[]): number | null {
  const filled = cells.flatMap((cell, at) => (cell === '' ? [] : [{ cell, at }]));
  for (let from = 0; from < filled.length; from++) {
    let text = filled[from]?.cell ?? '';
    // Each stretch by itself: whatever stands behind a number would speak against it.
    for (const { cell } of filled.slice(from + 1)) {
      const edge = text.length;
      const end = (filled[from]?.cell ?? '').length;
      text = `${text} ${cell}`;
      if (findNumbers(text).some((found) => found.start < end && found.end > edge + 1))
        return filled[from]?.at ?? null;
    }
  }
  return null;
}

function isNumber(digits: string): boolean {
  if (digits.length <= LENGTH) return digits.length === LENGTH;
  // Seconds and milliseconds behind a minute: what clocks and file names are made of.
  if (isTimestamp(digits.slice(0, LENGTH)) && [14, 17].includes(digits.length)) return false;
  for (let at = 0; at + LENGTH <= digits.length; at++) {
    const part = digits.slice(at, at + LENGTH);
    if (isIndividualNumber(part)) return true;
  }
  return false;
}

/** Three fours in a row among the groups, or twelve digits, each apart or in two pieces, and nothing beside them. */
function isPrinted(run: Run): boolean {
  const sizes = run.map((group) => group.digits.length);
  const isFour = (at: number): boolean => sizes[at] === 4;
  if (
    sizes.some(
      (_, at) =>
        isFour(at) && isFour(at + 1) && isFour(at + 2) && !isForeignGrouping(run.slice(at, at + 3), ''),
    )
  )
    return true;
  if (sizes.length === LENGTH && sizes.every((size) => size === 1)) return true;
  return sizes.length === 2 && (sizes[0] ?? 0) + (sizes[1] ?? 0) === LENGTH && !isForeignGrouping(run, '');
}
