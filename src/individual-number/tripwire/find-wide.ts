import { isIndividualNumber } from '../check-digit.js';
import type { Finding } from './finding.js';
import { isLabelledAfter, labelBefore } from './labels.js';
import { bridges, readRuns, type Group, type Run } from './runs.js';
import { isForeignGrouping, isTimestamp } from './shapes.js';
import { isAsciiLetter } from './characters.js';
import { joinsWidely } from './wide-characters.js';

const LENGTH = 12;
/** Groups that are judged between two steps. */
const STEP = 32;
/** A figure with digits too many is looked through for a number up to this length. */
const LONGEST_FIGURE = 18;
const ONE_DIGIT = /^([0-9])\1{10}/;
/** Between neighbours these make a sum, a time, a ratio or a list of what the groups are. */
const OPERATOR = /[+*=:×÷/,、_|]/u;
/**
 * What parts figures of an amount, a list or a path as well as groups of a number: between groups that nothing names
 * only fours, as the card prints them, and single digits are read as one number.
 */
const LIST = /[,，、､/／_＿|｜]/u;
/** With one of these before it, or behind it before a letter, a row of groups is a path or the name of a file. */
const PATH = /[/／_＿|｜\\]/u;

/**
 * The second look, at folded text: what the first one leaves aside because the groups stand further apart or are
 * held apart by something unusual, and figures with a digit too many. It takes more to be a number here: a name
 * of one right before it, or an even grouping that nothing continues.
 */
export function* findWide(text: string): Generator<void, readonly Finding[]> {
  const findings: Finding[] = [];
  let left = STEP;
  for (const run of readRuns(text, LENGTH, joinsWidely)) {
    for (let first = 0; first < run.length; first++) {
      if (--left === 0) {
        left = STEP;
        yield;
      }
      const found = named(text, run, first) ?? evenly(text, run, first);
      if (found === null) continue;
      const [last, confidence] = found;
      findings.push({ start: run[first]?.start ?? 0, end: run[last]?.end ?? 0, confidence });
      first = last;
    }
  }
  return findings;
}

type Found = readonly [last: number, confidence: Finding['confidence']];

/** A number with its name right before it: grouped in any way, or with digits too many around it. */
function named(text: string, run: Run, first: number): Found | null {
  const start = run[first]?.start ?? 0;
  const label = labelBefore(text, start);
  if (label === null || /[0-9〇一二三四五六七八九]/u.test(label.between)) return null;
  const exact = windowOf(run, first);
  if (exact !== null) {
    const groups = run.slice(first, exact + 1);
    const digits = digitsOf(groups);
    if (!ONE_DIGIT.test(digits) && !isForeignGrouping(groups, text[start - 1] ?? '')) {
      if (isIndividualNumber(digits)) return [exact, 'HIGH'];
      // A slip of the key, written as the card prints it.
      if (!strictly(groups) && groups.length === 3 && isEven(groups)) return [exact, 'HIGH'];
    }
  }
  return label.specific ? tooLong(run, first) : null;
}

/** `1234567890180`, `1234-5678-90180`: thirteen digits of which twelve are a number disclose it. */
function tooLong(run: Run, first: number): Found | null {
  for (const size of [1, 3]) {
    const groups = run.slice(first, first + size);
    const digits = digitsOf(groups);
    if (groups.length < size || digits.length <= LENGTH || digits.length > LONGEST_FIGURE) continue;
    if (size === 3 && !groups.every((group) => /^.{4,5}$/.test(group.digits))) continue;
    for (let at = 0; at + LENGTH <= digits.length; at++) {
      const part = digits.slice(at, at + LENGTH);
      if (isIndividualNumber(part) && !ONE_DIGIT.test(part)) return [first + size - 1, 'HIGH'];
    }
  }
  return null;
}

/** `1234の5678の9018`: nothing names it, but three groups of four, parted alike, stand by themselves. */
function evenly(text: string, run: Run, first: number): Found | null {
  const last = windowOf(run, first);
  if (last === null) return null;
  const groups = run.slice(first, last + 1);
  const [head] = groups;
  const digits = digitsOf(groups);
  if (head === undefined || groups.length < 3 || !isEven(groups)) return null;
  const gap = run[first + 1]?.gap.trim() ?? '';
  if (groups.some((group, at) => at > 0 && group.gap.trim() !== gap)) return null;
  if (LIST.test(gap) ? isListed(text, groups) : strictly(groups)) return null;
  // Pairs around colons are clock times and hardware addresses.
  if (head.digits.length <= 2 && /[:.]/.test(gap)) return null;
  if (!isIndividualNumber(digits) || ONE_DIGIT.test(digits) || isTimestamp(digits)) return null;
  if (isForeignGrouping(groups, text[head.start - 1] ?? '') || touchesLetters(text, groups)) return null;
  if (continues(run[first - 1], head, gap) || continues(run[last + 1], run[last + 1], gap)) return null;
  return [last, isLabelledAfter(text, run[last]?.end ?? 0) ? 'HIGH' : 'LOW'];
}

/** Groups parted as in a list, that are no number: of another size, a day behind its year, a path, the name of a file. */
function isListed(text: string, groups: readonly Group[]): boolean {
  const [head, second] = groups;
  const [from, to] = [head?.start ?? 0, groups.at(-1)?.end ?? 0];
  const size = head?.digits.length ?? 0;
  if (size !== 4 && size !== 1) return true;
  if (size === 4 && isTimestamp(`${head?.digits ?? ''}${second?.digits ?? ''}0000`)) return true;
  return (
    PATH.test(text[from - 1] ?? '') || (PATH.test(text[to] ?? '') && /[\p{L}/]/u.test(text[to + 1] ?? '/'))
  );
}

/** Whether the row of groups goes on with this neighbour, so that the twelve digits are a part of something else. */
function continues(neighbour: Group | undefined, behind: Group | undefined, gap: string): boolean {
  if (neighbour === undefined || behind === undefined) return false;
  return behind.gap.trim() === gap || OPERATOR.test(behind.gap);
}

/** Last group of the stretch from `first` on that has exactly twelve digits; null where there is none. */
function windowOf(run: Run, first: number): number | null {
  let count = 0;
  for (let last = first; last < run.length && count < LENGTH; last++) {
    count += run[last]?.digits.length ?? 0;
    if (count === LENGTH) return last;
  }
  return null;
}

function digitsOf(groups: readonly Group[]): string {
  return groups.map((group) => group.digits).join('');
}

function isEven([head, ...others]: readonly Group[]): boolean {
  return others.every((group) => group.digits.length === head?.digits.length);
}

/** The first look has read these groups as one run, and has judged them. */
function strictly(groups: readonly Group[]): boolean {
  return groups.every((group, at) => at === 0 || bridges(group.gap));
}

function touchesLetters(text: string, groups: readonly Group[]): boolean {
  const [from, to] = [groups[0]?.start ?? 0, groups.at(-1)?.end ?? 0];
  return isAsciiLetter(text.charCodeAt(from - 1)) || isAsciiLetter(text.charCodeAt(to));
}
