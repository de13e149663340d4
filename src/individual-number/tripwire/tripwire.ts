import { atOnce } from '../../background/loop-turns.js';
import { foldInSteps } from '../../text/fold.js';
import { isIndividualNumber } from '../check-digit.js';
import { MASK } from '../sealed.js';
import { isAsciiLetter } from './characters.js';
import { mergeFindings, type Confidence, type Finding } from './finding.js';
import { findWide } from './find-wide.js';
import { endsInNumberWord, isLabelled, isLabelledAfter, labelBefore } from './labels.js';
import { readRuns, type Group, type Run } from './runs.js';
import { isCorporateNumber, isForeignGrouping, isOtherFigure, isTimestamp, uuidRanges } from './shapes.js';
import { findLookalikes } from './lookalikes.js';
import { mayHoldDigits, withoutCounts } from './wide-characters.js';

const LENGTH = 12;
/** Candidates that are judged between two steps. */
const STEP = 32;
/** A second number of an enumeration follows the first at this distance at most. */
const LIST_REACH = 12;
/**
 * Groups looked at on either side for the letter that makes the digits part of a token: unbounded, it is quadratic.
 */
const TOKEN_REACH = 32;
const FIGURE = /^[0-9]+$/;
const ONE_DIGIT = /^([0-9])\1{10}/;

/**
 * Cheapest possible no, asked of every string that leaves: allocates nothing and stops at the twelfth digit of
 * a run.
 */
export function mayHoldNumber(text: string): boolean {
  return text.length >= LENGTH && mayHoldDigits(text, LENGTH);
}

/**
 * Individual numbers in free text, in order and without overlap: in any script's digits and in kanji, with
 * separators, line ends or what nobody sees between the digits, escaped or not (`src/text/fold.ts`). Recognised are
 * the official and the test check digit; next to a label also a wrong one, because a slip of the key discloses
 * eleven digits out of twelve.
 */
export function findNumbers(text: string): readonly Finding[] {
  return atOnce(findNumbersInSteps(text));
}

/** The same in steps, for a text that is long and comes from whoever sends it. */
export function* findNumbersInSteps(text: string): Generator<void, readonly Finding[]> {
  // 宛名番号 and their like: a figure of another length that nothing names.
  if (!mayHoldNumber(text) || (text.length !== LENGTH && FIGURE.test(text))) return [];
  const folded = yield* foldInSteps(text);
  const read = withoutCounts(folded.text);
  yield;
  const seen = mergeFindings(yield* findStrictly(read), yield* findWide(read));
  yield;
  const findings = mergeFindings(seen, findLookalikes(read));
  return findings.map(({ start, end, confidence }) => ({
    start: folded.start(start),
    end: folded.end(end - 1),
    confidence,
  }));
}

/** The first look: what is written as people usually write a number. `text` is folded. */
function* findStrictly(text: string): Generator<void, readonly Finding[]> {
  const uuids = uuidRanges(text);
  const findings: Finding[] = [];
  let next = 0;
  let left = STEP;
  for (const run of readRuns(text, LENGTH)) {
    for (const [first, last] of windows(run)) {
      if (--left === 0) {
        left = STEP;
        yield;
      }
      const start = run[first]?.start ?? 0;
      const end = run[last]?.end ?? 0;
      // Both are in order: a UUID that ends before this place is never asked again.
      while ((uuids[next]?.[1] ?? Infinity) <= start) next++;
      const uuid = uuids[next];
      const previous = findings.at(-1);
      const confidence =
        uuid === undefined || end <= uuid[0]
          ? judge({ text, run, first, last, start, end, previous })
          : judgeInUuid(text, uuid, [start, end]);
      if (confidence === null) continue;
      if (previous === undefined || previous.end <= start) findings.push({ start, end, confidence });
      else if (previous.confidence === 'LOW' && confidence === 'HIGH')
        findings[findings.length - 1] = { start, end, confidence };
    }
  }
  return findings;
}

/**
 * Replaces what `findNumbers` finds by `MASK`.
 * @param threshold `HIGH` masks labelled numbers only, `LOW` (for memo fields) every candidate.
 * @returns the text, unchanged when `hits` is 0, and how many numbers were masked.
 */
export function maskNumbers(
  text: string,
  options: { threshold: Confidence },
): { text: string; hits: number } {
  const findings = findNumbers(text).filter(
    (finding) => options.threshold === 'LOW' || finding.confidence === 'HIGH',
  );
  if (findings.length === 0) return { text, hits: 0 };
  let masked = '';
  let position = 0;
  for (const { start, end } of findings) {
    masked += text.slice(position, start) + MASK;
    position = end;
  }
  return { text: masked + text.slice(position), hits: findings.length };
}

/**
 * Stretches of whole groups with exactly twelve digits: a thirteenth digit that touches makes it something else.
 */
function* windows(run: Run): Generator<readonly [first: number, last: number]> {
  for (let first = 0; first < run.length; first++) {
    let count = 0;
    for (let last = first; last < run.length && count < LENGTH; last++) {
      count += run[last]?.digits.length ?? 0;
      if (count === LENGTH) yield [first, last];
    }
  }
}

interface Candidate {
  readonly text: string;
  readonly run: Run;
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly end: number;
  readonly previous: Finding | undefined;
}

function judge(candidate: Candidate): Confidence | null {
  const { text, run, first, last, start, end, previous } = candidate;
  const groups = run.slice(first, last + 1);
  const digits = groups.map((group) => group.digits).join('');
  if (ONE_DIGIT.test(digits) || isForeignGrouping(groups, text[start - 1] ?? '')) return null;

  const fits = isIndividualNumber(digits);
  const labelled = isLabelled(text, start);
  if (labelled && fits) return 'HIGH';
  if (isPartOfToken(candidate) || isTimestamp(digits)) return null;
  const natural = isNatural(run, first, last);
  if (labelled) return natural || first === 0 ? 'HIGH' : null;

  if (!fits || !natural || groups.some((group, index) => index > 0 && group.weakBefore)) return null;
  if (isCorporateNumber(run[first - 1]?.digits ?? '', digits)) return null;
  const enumerated =
    previous?.confidence === 'HIGH' && start - previous.end <= LIST_REACH && previous.end <= start;
  if (enumerated || isLabelledAfter(text, end)) return 'HIGH';
  return groups.length === 1 && isOtherFigure(text, start, end) ? null : 'LOW';
}

/** The last part of a UUID is no number, but where the UUID is called one: somebody has written it so. */
function judgeInUuid(
  text: string,
  [from, to]: readonly [number, number],
  [start, end]: readonly [number, number],
): Confidence | null {
  const digits = text.slice(start, end);
  if (end !== to || digits.length !== LENGTH || ONE_DIGIT.test(digits)) return null;
  const label = labelBefore(text, from);
  if (label === null) return null;
  return label.specific || isIndividualNumber(digits) ? 'HIGH' : null;
}

/**
 * Whether somebody would write one number so: everything that stands together, or groups of one size with no
 * more of the kind beside them.
 */
function isNatural(run: Run, first: number, last: number): boolean {
  const head = run[first];
  const before = run[first - 1];
  const after = run[last + 1];
  if (head === undefined) return false;
  const alone =
    (before === undefined || before.kanji !== head.kanji) &&
    (after === undefined || after.kanji !== run[last]?.kanji);
  if (alone) return true;
  const size = head.digits.length;
  const even = run.slice(first, last + 1).every((group) => group.digits.length === size);
  if (!even) return false;
  if (size === LENGTH) return true;
  const gap = run[first + 1]?.gap;
  const continues = (group: Group | undefined, itsGap: string | undefined) =>
    group?.digits.length === size && itsGap === gap;
  return !continues(before, head.gap) && !continues(after, after?.gap);
}

/**
 * A letter touches the digits, or digits joined to them by a hyphen or dot: serial numbers, hashes, base64,
 * part codes.
 */
function isPartOfToken({ text, run, first, last }: Candidate): boolean {
  let left = first;
  while (left > 0 && first - left < TOKEN_REACH && run[left]?.spaceBefore === false) left--;
  let right = last;
  while (right + 1 < run.length && right - last < TOKEN_REACH && run[right + 1]?.spaceBefore === false)
    right++;
  const from = run[left]?.start ?? 0;
  const to = run[right]?.end ?? 0;
  if (to < text.length && isAsciiLetter(text.charCodeAt(to))) return true;
  return from > 0 && isAsciiLetter(text.charCodeAt(from - 1)) && !endsInNumberWord(text, from);
}
