import type { Finding } from '../finding.js';
import type { DetectorRules } from '../../policy/detector-rules.js';
import { pointedAccesses, type PersonAccess } from '../accesses.js';
import { groupsBy } from '../../collections/group-by.js';
import { findingOfAccesses } from '../finding-of.js';
import type { Detector } from '../reviewed-day.js';

/** A person's place in the order of numbers, and when they were looked at. */
interface Step {
  readonly access: PersonAccess;
  readonly rank: number;
  readonly at: number;
}

/**
 * Numbers tried one after the other. Families are registered together and so have numbers in a row: the run
 * must be longer than any of them. The order of trying does not matter, as long as it took place within the
 * minutes.
 */
export const enumeration: Detector = (day) => {
  const steps = pointedAccesses(day.operations, day).flatMap((access): Step[] => {
    const rank = day.people.of(access.subject)?.rank;
    return rank === undefined ? [] : [{ access, rank, at: Date.parse(access.operation.at) }];
  });
  return groupsBy(steps, ({ access }) => access.operation.account).flatMap((ofAccount) =>
    judge(ofAccount, day.rules),
  );
};

function judge(
  ofAccount: readonly Step[],
  { enumeration: { run, gap, minutes } }: DetectorRules,
): readonly Finding[] {
  const found = runsIn(ofAccount, gap).flatMap((steps) => densest(steps, minutes * 60_000));
  const longest = found.filter((steps) => new Set(steps.map(({ rank }) => rank)).size >= run);
  return longest.map((steps) => {
    const accesses = [...steps].sort((a, b) => a.at - b.at).map(({ access }) => access);
    const persons = new Set(accesses.map(({ subject }) => subject)).size;
    return findingOfAccesses(accesses, {
      detector: 'ENUMERATION',
      severity: 'ALARM',
      textJa: `宛名番号が連続する${persons}人を、${minutes}分以内に照会した。`,
      textEn: `Asked for ${persons} persons with numbers in a row within ${minutes} minutes.`,
    });
  });
}

/** Steps whose ranks follow each other, none further than `gap` from the one before. */
function runsIn(steps: readonly Step[], gap: number): readonly (readonly Step[])[] {
  const runs: Step[][] = [];
  for (const step of [...steps].sort((a, b) => a.rank - b.rank)) {
    const last = runs.at(-1);
    if (last !== undefined && step.rank - (last.at(-1) as Step).rank <= gap) last.push(step);
    else runs.push([step]);
  }
  return runs;
}

/** The stretch of time, no longer than `length`, that holds most of a run. */
function densest(run: readonly Step[], length: number): readonly (readonly Step[])[] {
  const inTime = [...run].sort((a, b) => a.at - b.at);
  let best: readonly Step[] = [];
  for (let from = 0, to = 0; to < inTime.length; to++) {
    while ((inTime[to] as Step).at - (inTime[from] as Step).at > length) from++;
    if (to - from + 1 > best.length) best = inTime.slice(from, to + 1);
  }
  return [best];
}
