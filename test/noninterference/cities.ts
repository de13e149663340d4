import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '../../src/calendar/plain-date.js';
import { buildGraph } from '../../schema/build-schema.js';
import { printGraph } from '../../schema/print-graph.js';
import { testCity } from '../support/city.js';
import { ROOT } from '../support/gateway.js';
import { operations } from './arbitrary.js';
import type { Bench } from './bench.js';
import { prepareCity, type Cast } from './cast.js';
import { CityFiles } from './city-files.js';
import { FACT_IDS, facts, type FactId } from './facts.js';
import { readGraph, type Graph } from './graph.js';
import { Oracle } from './oracle.js';
import { readPersons } from './persons.js';
import { poolsOf } from './pools.js';

/** A base city in a temporary folder, from which a twin is made for each hidden fact. */
export class Cities {
  readonly graph: Graph = readGraph(printGraph(buildGraph()));
  readonly oracle: Oracle;
  private readonly folder = mkdtempSync(join(tmpdir(), 'sekisho-twins-'));
  private readonly base: CityFiles;
  private readonly cast: Cast;
  /** The city's day, and one a week later: nothing that either shows may differ, so that no two days tell more than one. */
  private readonly days: readonly string[];

  constructor() {
    const { directory, manifest } = testCity();
    this.base = CityFiles.copy(join(directory, '132101'), join(this.folder, 'base'));
    this.cast = prepareCity(this.base, manifest.staff);
    this.days = [manifest.asOf, addDays(manifest.asOf, 7)];
    this.oracle = new Oracle(join(ROOT, 'policy', 'koganei'), this.graph, manifest.staff);
  }

  /** The bench of one fact, on both days, or on one of them: facts take turns. */
  bench(id: FactId, days: 1 | 2 = 2): Bench {
    const fact = facts(this.cast, this.base).find((one) => one.id === id);
    if (fact === undefined) throw new Error(`no fact ${id}`);
    const twin = CityFiles.copy(this.base.folder, join(this.folder, id));
    fact.change(twin);
    const { graph, oracle, base } = this;
    const { relatives, ...players } = this.cast;
    const pools = poolsOf(base, twin, fact.player, [...Object.values(players), ...relatives]);
    return {
      graph,
      oracle,
      fact,
      cities: { base, twin },
      days: (days === 2 ? this.days : [this.dayInTurn(id)]).map((today) => ({
        today,
        persons: { base: readPersons(base.folder, today), twin: readPersons(twin.folder, today) },
      })),
      arbitrary: operations({ graph, oracle, pools, focus: fact.focus }),
    };
  }

  private dayInTurn(id: FactId): string {
    return this.days[FACT_IDS.indexOf(id) % this.days.length] as string;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
