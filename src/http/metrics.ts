import { AggregatorRegistry, Counter, Gauge, Histogram, Registry, type MetricObject } from 'prom-client';
import type { Crew } from '../workers/crew.js';
import type { RequestState } from '../request/request-state.js';
import type { PolicySource } from '../policy/policy-source.js';
import type { MeasureWatch } from '../persons/measure-watch.js';
import type { QuarantineCounts } from '../sources/quarantine-counts.js';
import type { Handler } from './server.js';
import type { Reply } from './reply.js';

interface Measured {
  readonly policies: Pick<PolicySource, 'faults' | 'differences'>;
  readonly space: { bytes(): number | null };
  readonly retention: { overdue(): number };
  readonly indexing: { lag(): number | null };
  readonly linkage: { alarms(): number } | null;
  readonly measures: Pick<MeasureWatch, 'faults'>;
  readonly quarantine: Pick<QuarantineCounts, 'all'>;
  readonly movements: { readonly follower: { overtaken(): number } };
  readonly loop: { longestDelay(): number };
  /** Of several processes on one port: figures of all, each under its `worker`. null: there is one. */
  readonly crew?: Pick<Crew, 'slot' | 'state' | 'show' | 'collect'> | null;
}

const FIGURES = 'figures';

/** Counts without persons: labels are codes of closed lists, never an account, a key or a path. */
export class GatewayMetrics {
  private readonly registry = new Registry();
  private readonly requests = new Counter({
    name: 'sekisho_requests_total',
    help: 'GraphQL requests by HTTP status',
    labelNames: ['status'] as const,
    registers: [this.registry],
  });
  private readonly errors = new Counter({
    name: 'sekisho_errors_total',
    help: 'Error codes in answers',
    labelNames: ['code'] as const,
    registers: [this.registry],
  });
  private readonly accesses = new Counter({
    name: 'sekisho_resolver_accesses_total',
    help: 'Resolver accesses recorded',
    registers: [this.registry],
  });
  private readonly executed = new Counter({
    name: 'sekisho_operations_executed_total',
    help: 'Operations carried out, by the executor that did: graphql-js where the compiled one could not',
    labelNames: ['by'] as const,
    registers: [this.registry],
  });
  private readonly seconds = new Histogram({
    name: 'sekisho_request_seconds',
    help: 'Time from the first byte of a request to its sealed answer',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  private readonly crew: Measured['crew'];

  constructor(measured: Measured) {
    const { policies, linkage, measures, movements, loop, crew = null } = measured;
    this.crew = crew;
    if (crew !== null) this.beOneOf(crew);
    this.gaugeMeasures(measures);
    this.countQuarantined(measured.quarantine);
    this.gaugeLoop(loop);
    this.gaugeMovements(movements);
    this.gaugeLog(measured);
    if (linkage !== null)
      new Counter({
        name: 'sekisho_linkage_alarms_total',
        help: 'Answers of the intermediate server that were set aside, and inquiries that could not go on',
        registers: [this.registry],
        collect() {
          this.reset();
          this.inc(linkage.alarms());
        },
      });
    new Gauge({
      name: 'sekisho_policy_faulty',
      help: '1 while the policy folder cannot be used and an older policy stays in force',
      registers: [this.registry],
      collect() {
        this.set(policies.faults().length > 0 ? 1 : 0);
      },
    });
    if (policies.differences() === null) return;
    new Counter({
      name: 'sekisho_policy_shadow_differences_total',
      help: 'Decisions that the shadow policy would have taken otherwise',
      labelNames: ['effect'] as const,
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [effect, count] of Object.entries(policies.differences() ?? {}))
          this.inc({ effect }, count);
      },
    });
  }

  observe(state: RequestState, reply: Reply, seconds: number): void {
    this.requests.inc({ status: String(reply.status) });
    for (const code of state.codes) this.errors.inc({ code });
    this.accesses.inc(state.trace.length);
    if (state.executedBy !== null) this.executed.inc({ by: state.executedBy });
    this.seconds.observe(seconds);
  }

  private gaugeLog({ indexing, retention, space }: Measured): void {
    new Gauge({
      name: 'sekisho_audit_index_lag_records',
      help: 'Sealed records that the index of the access log does not hold yet',
      registers: [this.registry],
      collect() {
        this.set(indexing.lag() ?? NaN);
      },
    });
    new Gauge({
      name: 'sekisho_audit_overdue_segments',
      help: 'Segments of the access log kept beyond their term',
      registers: [this.registry],
      collect() {
        this.set(retention.overdue());
      },
    });
    new Gauge({
      name: 'sekisho_audit_free_bytes',
      help: 'Bytes left on the scarcest disk of the access log',
      registers: [this.registry],
      collect() {
        this.set(space.bytes() ?? NaN);
      },
    });
  }

  private gaugeMovements({ follower }: Measured['movements']): void {
    new Gauge({
      name: 'sekisho_movements_overtaken',
      help: 'Residences whose end is due, and that other movements came in before each time; tried again every ten minutes',
      registers: [this.registry],
      collect() {
        this.set(follower.overtaken());
      },
    });
  }

  private gaugeMeasures(measures: Measured['measures']): void {
    new Gauge({
      name: 'sekisho_support_measures_faulty',
      help: 'Support measures whose term cannot be read, whose number is none or nobody’s, whose merges cannot be read, or whose rows are gone',
      labelNames: ['fault'] as const,
      registers: [this.registry],
      collect() {
        const {
          unreadable = NaN,
          withoutKey = NaN,
          withoutPerson = NaN,
          unfollowed = NaN,
          gone = NaN,
        } = measures.faults() ?? {};
        this.set({ fault: 'unreadable' }, unreadable);
        this.set({ fault: 'without_key' }, withoutKey);
        this.set({ fault: 'without_person' }, withoutPerson);
        this.set({ fault: 'unfollowed' }, unfollowed);
        this.set({ fault: 'gone' }, gone);
      },
    });
  }

  private countQuarantined(quarantine: Measured['quarantine']): void {
    new Counter({
      name: 'sekisho_source_values_set_aside_total',
      help: 'Values and rows read from a source that nobody can read; each reading counts',
      labelNames: ['system', 'reason'] as const,
      registers: [this.registry],
      collect() {
        this.reset();
        for (const { system, reason, count } of quarantine.all()) this.inc({ system, reason }, count);
      },
    });
  }

  private gaugeLoop(loop: Measured['loop']): void {
    new Gauge({
      name: 'sekisho_event_loop_delay_max_seconds',
      help: 'Longest time since the last reading in which the process came to nothing: neither disk nor source is meant',
      registers: [this.registry],
      collect() {
        this.set(loop.longestDelay());
      },
    });
  }

  /** A sum over processes would fall when one of them ends: whoever sums does so over rates. */
  private beOneOf(crew: NonNullable<Measured['crew']>): void {
    this.registry.setDefaultLabels({ worker: String(crew.slot) });
    crew.show(FIGURES, () => this.registry.getMetricsAsJSON());
  }

  private async text(): Promise<string> {
    const { crew, registry } = this;
    if (crew === null || crew === undefined) return registry.metrics();
    const [own, others] = [await registry.getMetricsAsJSON(), await crew.collect(FIGURES)];
    const all = [own, ...(others as MetricObject[][])];
    return `${await AggregatorRegistry.aggregate(all).metrics()}\n${await textOf(crew)}`;
  }

  readonly handler: Handler = async () => ({
    status: 200,
    headers: { 'content-type': this.registry.contentType },
    body: await this.text(),
  });
}

/** What only the process that started the workers knows. */
async function textOf(crew: Pick<Crew, 'state'>): Promise<string> {
  const state = await crew.state().catch(() => null);
  const registry = new Registry();
  const registers = [registry];
  new Gauge({
    ...{ name: 'sekisho_workers', help: 'Processes on the one port that there are to be', registers },
  }).set(state?.slots ?? NaN);
  new Gauge({
    ...{ name: 'sekisho_workers_serving', help: 'Processes on the one port that take requests', registers },
  }).set(state?.serving ?? NaN);
  new Counter({
    name: 'sekisho_workers_replaced_total',
    help: 'Processes begun in the place of one that had ended, since the start',
    registers,
  }).inc(state?.replaced ?? 0);
  return registry.metrics();
}
