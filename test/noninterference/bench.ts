import fc from 'fast-check';
import { compare, readAnswer, type Comparison, type Pair } from './compare.js';
import type { Fact, Steering } from './facts.js';
import { Side } from './gateway-pair.js';
import type { CityFiles } from './city-files.js';
import type { Graph } from './graph.js';
import { cursorVariable, pages, printOperation, responseKey, type Operation } from './operation.js';
import type { Oracle } from './oracle.js';
import type { Persons } from './persons.js';
import { ranges, tellsOfOthers, type Range } from './ranges.js';
import { faultsOf, recordFaults } from './truth.js';
import { nextCursor } from './walk.js';

export interface Bench {
  readonly graph: Graph;
  readonly oracle: Oracle;
  readonly fact: Fact;
  readonly cities: { readonly base: CityFiles; readonly twin: CityFiles };
  readonly days: readonly Day[];
  readonly arbitrary: fc.Arbitrary<Operation>;
}

/** A day of the gateways, `YYYY-MM-DD`, and everybody on it. */
export interface Day {
  readonly today: string;
  readonly persons: { readonly base: Persons; readonly twin: Persons };
}

/** What became of the operations, so that a test can see that the fact was at stake. */
export interface Tally {
  asked: number;
  answered: number;
  followed: number;
  known: number;
  /** Fields of the fact's person, on the way to the fact, shown or closed. */
  reached: number;
  recordsRead: number;
}

/** A counterexample, shrunk, with all it takes to ask again. */
export class Interference extends Error {
  override readonly name = 'Interference';
}

const AT_ONCE = 12;
const RECORDS_PER_PAIR = 15;
const SHRINK_MS = 60_000;

export async function runBench(bench: Bench, runs: number, seed: number): Promise<Tally> {
  const all = fc.sample(bench.arbitrary, { numRuns: runs, seed });
  const tally: Tally = { asked: 0, answered: 0, followed: 0, known: 0, reached: 0, recordsRead: 0 };
  for (const range of ranges(bench, all)) {
    const run = await Run.open(bench, range.day, tally);
    try {
      const failed = await run.all(all, range);
      if (failed !== null) throw new Interference(await run.shrunk(seed, failed));
    } finally {
      await run.close();
    }
  }
  return tally;
}

interface Failed {
  readonly at: number;
  readonly operation: Operation;
  readonly fault: string;
}

/** One pair of gateways and the operations it is asked. */
class Run {
  private readonly numbers: ReadonlySet<string>;
  private recordsLeft = RECORDS_PER_PAIR;

  private constructor(
    private readonly bench: Bench,
    private readonly day: Day,
    private readonly sides: { readonly base: Side; readonly twin: Side },
    private readonly tally: Tally,
  ) {
    const { base, twin } = day.persons;
    this.numbers = new Set([...base.values(), ...twin.values()].flatMap(({ number }) => number ?? []));
  }

  static async open(bench: Bench, day: Day, tally: Tally): Promise<Run> {
    const { player, asked } = bench.fact;
    const open = (side: 'base' | 'twin') =>
      Side.open(
        bench.cities[side],
        day.today,
        asked === undefined ? null : { about: player, provider: asked[side] },
      );
    const [base, twin] = await Promise.all([open('base'), open('twin')]);
    return new Run(bench, day, { base, twin }, tally);
  }

  async close(): Promise<void> {
    await Promise.all([this.sides.base.close(), this.sides.twin.close()]);
  }

  /** The first operation found to fail, null when none does. Some are under way at once. */
  async all(operations: readonly Operation[], { from, to }: Range<Day>): Promise<Failed | null> {
    for (let at = from; at < to;) {
      const alone = operations.findIndex((operation, place) => place >= at && tellsOfOthers(operation));
      const end = alone === -1 ? to : Math.min(alone, to);
      const failed =
        (await this.atOnce(operations, at, end)) ??
        (await this.atOnce(operations, end, Math.min(end + 1, to)));
      if (failed !== null) return failed;
      at = end + 1;
    }
    return null;
  }

  private async atOnce(operations: readonly Operation[], from: number, to: number): Promise<Failed | null> {
    let next = from;
    let failed: Failed | null = null;
    const worker = async (): Promise<void> => {
      while (next < to && failed === null) {
        const at = next++;
        const operation = operations[at] as Operation;
        const fault = await this.fault(operation);
        if (fault !== null) failed ??= { at, operation, fault };
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return failed;
  }

  /** Asks smaller and smaller operations, one at a time, for as long as they fail. */
  async shrunk(seed: number, { at, operation: first, fault: amongOthers }: Failed): Promise<string> {
    const { arbitrary, fact } = this.bench;
    const property = fc.asyncProperty(arbitrary, async (operation) => {
      const fault = await this.fault(operation);
      if (fault !== null) throw new Error(fault);
    });
    const outcome = await fc.check(property, {
      seed,
      path: String(at),
      numRuns: 1,
      interruptAfterTimeLimit: SHRINK_MS,
    });
    const head = `${fact.id} (${fact.title}), seed ${seed}, operation ${at}`;
    const [operation] = outcome.counterexample ?? [];
    if (operation === undefined)
      return this.told(`${head}: failed among others, but not when asked alone`, first, amongOthers);
    const cause = outcome.errorInstance instanceof Error ? outcome.errorInstance.message : '';
    return this.told(head, operation, cause);
  }

  private told(head: string, operation: Operation, cause: string): string {
    const { roots: _roots, ...asker } = operation;
    const { query, variables } = printOperation(this.bench.graph, operation);
    return [head, JSON.stringify(asker), query, JSON.stringify(variables), cause].join('\n');
  }

  private async fault(operation: Operation): Promise<string | null> {
    const steering = this.steering(operation);
    let cursors: { base: Record<string, string>; twin: Record<string, string> } = { base: {}, twin: {} };
    for (let page = 0; page < (operation.follow === 'NONE' ? 1 : 2); page++) {
      const pair = await this.ask(operation, cursors);
      const comparison = compare(pair, this.bench.fact, steering);
      const fault = await this.judged(pair, comparison, steering);
      if (fault !== null) return page === 0 ? fault : `on the next page: ${fault}`;
      const onward = this.next(pair, comparison);
      if (onward === null) break;
      this.tally.followed++;
      cursors = onward;
    }
    return null;
  }

  private steering(operation: Operation): Steering {
    const { oracle, fact } = this.bench;
    const { persons } = this.day;
    const base = oracle.asker(operation, persons.base);
    const twin = oracle.asker(operation, persons.twin);
    const mayInBoth: Steering['mayInBoth'] = (verb, classification) =>
      [base, twin].every((asker) =>
        asker.may(verb, classification, asker.persons.get(fact.player.atenaNumber) ?? null),
      );
    return { base, twin, mayInBoth };
  }

  private async ask(
    operation: Operation,
    cursors: { base: Record<string, string>; twin: Record<string, string> },
  ): Promise<Pair> {
    const { graph } = this.bench;
    const [base, twin] = await Promise.all(
      (['base', 'twin'] as const).map((side) =>
        this.sides[side].ask(operation, printOperation(graph, operation, cursors[side])),
      ),
    );
    if (base === undefined || twin === undefined) throw new Error('no answer');
    return {
      graph,
      operation,
      base: readAnswer(graph, operation, base),
      twin: readAnswer(graph, operation, twin),
    };
  }

  private async judged(pair: Pair, comparison: Comparison, steering: Steering): Promise<string | null> {
    this.count(pair, comparison);
    if (comparison.kind === 'INTERFERENCE') return difference(comparison);
    const faults = [
      ...faultsOf(pair.base, steering.base, this.numbers),
      ...faultsOf(pair.twin, steering.twin, this.numbers),
      ...(await this.recordFaults(pair)),
    ];
    return faults.length === 0 ? null : faults.slice(0, 5).join('\n');
  }

  private async recordFaults({ base }: Pair): Promise<readonly string[]> {
    if (base.body.data == null || base.body.errors !== undefined || this.recordsLeft === 0) return [];
    this.recordsLeft--;
    this.tally.recordsRead++;
    return recordFaults(this.sides.base, base);
  }

  private count({ base }: Pair, comparison: Comparison): void {
    const { focus, player } = this.bench.fact;
    this.tally.asked++;
    if (base.body.data != null) this.tally.answered++;
    if (comparison.kind === 'KNOWN') this.tally.known++;
    this.tally.reached += base.visits.filter(
      ({ who, field }) => who === player.atenaNumber && focus.has(field.coordinate),
    ).length;
  }

  /** Each side's own cursors for the next page; null where there is none, or where the lists differ as they may. */
  private next({ operation, base, twin }: Pair, comparison: Comparison) {
    const { graph } = this.bench;
    const steered = comparison.kind === 'KNOWN' ? comparison.roots : new Set<string>();
    const listed = operation.roots.filter((root) => pages(graph, root));
    if (operation.follow === 'NONE' || listed.some((root) => steered.has(responseKey(root)))) return null;
    const found = listed.flatMap((root) => {
      const one = nextCursor(base.visits, root, operation.follow);
      const other = nextCursor(twin.visits, root, operation.follow);
      return one === null || other === null ? [] : [{ name: cursorVariable(root), one, other }];
    });
    if (found.length === 0) return null;
    return {
      base: Object.fromEntries(found.map(({ name, one }) => [name, one])),
      twin: Object.fromEntries(found.map(({ name, other }) => [name, other])),
    };
  }
}

/** Both answers from a little before the first character that differs. */
function difference({ base, twin }: { readonly base: string; readonly twin: string }): string {
  let at = 0;
  while (at < base.length && base[at] === twin[at]) at++;
  const from = Math.max(0, at - 120);
  return `base: …${base.slice(from, at + 200)}\ntwin: …${twin.slice(from, at + 200)}`;
}
