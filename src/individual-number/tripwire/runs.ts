import {
  MAX_GAP,
  digitValue,
  isInvisible,
  isKanjiDigit,
  isSpace,
  isWeakSeparator,
  mayStandBetween,
} from './characters.js';

/** Unbroken digits of one script. Positions are UTF-16 code units, `end` exclusive. */
export interface Group {
  readonly start: number;
  readonly end: number;
  /** Half-width, e.g. `0123`. */
  readonly digits: string;
  readonly kanji: boolean;
  /** What parts it from the group before, empty where only the script changes. */
  readonly gap: string;
  readonly spaceBefore: boolean;
  /** The gap holds a comma, slash or the like. */
  readonly weakBefore: boolean;
}

/** Groups that may belong together: between any two neighbours at most `MAX_GAP` separators and nothing else. */
export type Run = readonly Group[];

/**
 * All runs of at least `least` digits, in order. `joins` says whether two groups with this between them belong
 * together; as a rule they do with at most `MAX_GAP` separators.
 */
export function* readRuns(
  text: string,
  least: number,
  joins: (gap: string) => boolean = bridges,
): Generator<Run> {
  let run: Group[] = [];
  let count = 0;
  let position = 0;
  while (position < text.length) {
    const start = nextDigit(text, position);
    if (start === -1) break;
    const gap = run.length === 0 ? '' : text.slice(position, start);
    if (run.length > 0 && !joins(gap)) {
      if (count >= least) yield run;
      run = [];
      count = 0;
    }
    const group = readGroup(text, start, run.length === 0 ? '' : gap);
    run.push(group);
    count += group.digits.length;
    position = group.end;
  }
  if (count >= least) yield run;
}

/** Position in the text of every digit of a run: invisible characters may stand inside a group. */
export function digitOffsets(text: string, run: Run): readonly number[] {
  const offsets: number[] = [];
  for (const group of run) {
    for (let i = group.start; i < group.end; i++) if (digitValue(text.charCodeAt(i)) >= 0) offsets.push(i);
  }
  return offsets;
}

function nextDigit(text: string, from: number): number {
  for (let i = from; i < text.length; i++) if (digitValue(text.charCodeAt(i)) >= 0) return i;
  return -1;
}

function readGroup(text: string, start: number, gap: string): Group {
  const kanji = isKanjiDigit(text.charCodeAt(start));
  let digits = '';
  let end = start;
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const value = digitValue(code);
    if (value >= 0) {
      if (isKanjiDigit(code) !== kanji) break;
      digits += String(value);
      end = i + 1;
    } else if (!isInvisible(code)) break;
  }
  return {
    start,
    end,
    digits,
    kanji,
    gap,
    spaceBefore: some(gap, isSpace),
    weakBefore: some(gap, isWeakSeparator),
  };
}

/** At most `MAX_GAP` of the separators in common use, and what nobody sees. */
export function bridges(gap: string): boolean {
  let visible = 0;
  for (let i = 0; i < gap.length; i++) {
    const code = gap.charCodeAt(i);
    if (!mayStandBetween(code)) return false;
    if (!isInvisible(code) && ++visible > MAX_GAP) return false;
  }
  return true;
}

function some(text: string, test: (code: number) => boolean): boolean {
  for (let i = 0; i < text.length; i++) if (test(text.charCodeAt(i))) return true;
  return false;
}
