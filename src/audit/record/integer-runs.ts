/**
 * A run of integers: [value, repeat, count, step, times]. It stands for `count` values from `value` on, each
 * `step` more than the one before and each said `repeat` times over; and all that `times` times. Trailing parts
 * that are 1 are left out, and a lone value is a bare number. `[0,7,100]` is 0 seven times, 1 seven times, ...
 * 99 seven times.
 */
export type Run = number | readonly number[];

interface Draft {
  value: number;
  repeat: number;
  count: number;
  step: number;
  times: number;
}

/** Packs a column of integers. Exact for any safe integers; short for the columns that lists of persons make. */
export function packIntegers(values: readonly number[]): Run[] {
  const drafts: Draft[] = [];
  for (let at = 0; at < values.length;) {
    const value = values[at] as number;
    let end = at + 1;
    while (end < values.length && values[end] === value) end += 1;
    addPlateau(drafts, value, end - at);
    at = end;
  }
  joinTwin(drafts);
  return drafts.flatMap(toRuns);
}

/** Lengthens the last run by one plateau, or begins a new one. */
function addPlateau(drafts: Draft[], value: number, repeat: number): void {
  const last = drafts.at(-1);
  if (last?.repeat === repeat && last.times === 1) {
    if (last.count === 1) last.step = value - last.value;
    if (value === last.value + last.step * last.count) {
      last.count += 1;
      return;
    }
  }
  joinTwin(drafts);
  drafts.push({ value, repeat, count: 1, step: 1, times: 1 });
}

/** A run equal to the one before it becomes one more time of it. */
function joinTwin(drafts: Draft[]): void {
  const last = drafts.at(-1);
  const before = drafts.at(-2);
  if (last === undefined || before === undefined) return;
  const { value, repeat, count, step } = before;
  if (last.value === value && last.repeat === repeat && last.count === count && last.step === step) {
    before.times += 1;
    drafts.pop();
  }
}

function toRuns(draft: Draft): Run[] {
  const { value, repeat, count, step, times } = draft;
  // Two plateaus are shorter said one by one than as a run with its step.
  if (count !== 2 || times !== 1) return [trimmed([value, repeat, count, step, times])];
  return [trimmed([value, repeat]), trimmed([value + step, repeat])];
}

function trimmed(parts: number[]): Run {
  while (parts.length > 1 && parts.at(-1) === 1) parts.pop();
  return parts.length === 1 ? (parts[0] as number) : parts;
}

/**
 * Unpacks what `packIntegers` made; it must come to exactly `length` values.
 * @throws TypeError on anything else, before growing past `length`.
 */
export function unpackIntegers(runs: unknown, length: number): number[] {
  const values: number[] = [];
  eachPlateau(runs, length, (value, repeat) => {
    for (let said = 0; said < repeat; said++) values.push(value);
  });
  return values;
}

/** Values of a column one behind the other, with how often each is said before another comes: 7, 2, 0, 1 for 7 7 0. */
export type Plateaus = readonly number[];

/**
 * What `packIntegers` made, without spelling out what is said again and again.
 * @throws TypeError as `unpackIntegers` does.
 */
export function plateausOf(runs: unknown, length: number): Plateaus {
  const plateaus: number[] = [];
  eachPlateau(runs, length, (value, repeat) => void plateaus.push(value, repeat));
  return plateaus;
}

/**
 * Checks a column that nobody reads.
 * @throws TypeError as `unpackIntegers` does.
 */
export function checkIntegers(runs: unknown, length: number): void {
  eachRun(runs, length, () => undefined);
}

function eachPlateau(runs: unknown, length: number, take: (value: number, repeat: number) => void): void {
  eachRun(runs, length, ({ value, repeat, count, step, times }) => {
    // One plateau, however it is said.
    if (count === 1 || step === 0) return take(value, repeat * count * times);
    for (let time = 0; time < times; time++)
      for (let index = 0; index < count; index++) take(value + step * index, repeat);
  });
}

function eachRun(runs: unknown, length: number, take: (run: Readonly<Draft>) => void): void {
  if (!Array.isArray(runs)) throw new TypeError('not a column of runs');
  let told = 0;
  for (const run of runs as unknown[]) {
    const parts = Array.isArray(run) ? (run as unknown[]) : [run];
    if (parts.length > 5 || !parts.every((part) => Number.isSafeInteger(part)))
      throw new TypeError('not a run');
    const [value = 0, repeat = 1, count = 1, step = 1, times = 1] = parts as number[];
    const said = repeat * count * times;
    if (repeat < 1 || count < 1 || times < 1 || told + said > length)
      throw new TypeError('a run leaves its column');
    told += said;
    take({ value, repeat, count, step, times });
  }
  if (told !== length) throw new TypeError('a column is too short');
}
