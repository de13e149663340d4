import type { Logger } from '../log/logger.js';
import type { CrewState } from './crew.js';
import {
  LEAVE_PATIENCE_MS,
  OTHERS_PATIENCE_MS,
  TASK_PATIENCE_MS,
  type Served,
  type Welcome,
} from './messages.js';
import { Slot, type WorkerProcess } from './slot.js';
import { WireError, type Wire } from './wire.js';

export interface WorkersOptions {
  readonly count: number;
  /** Begins a process. */
  readonly begin: () => WorkerProcess;
  /** Answers what workers ask of the state that is kept for all of them. */
  readonly state: (what: string, args: readonly unknown[]) => Promise<unknown>;
  /** For every worker, when it begins. */
  readonly facts: unknown;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
}

/** A worker ended before it took a request, and has told why itself. */
export class StartFailed extends Error {
  override readonly name = 'StartFailed';
}

/**
 * Starts the workers of a machine and replaces those that end. It takes no request and holds nothing of a person but what
 * they ask it to keep, so that there is little that could end it; if it ends they end.
 */
export class Workers {
  private readonly slots: readonly Slot[];
  /** Who has the duty: chosen here alone, and never while another may still be at it. */
  private onDuty: Slot | null = null;
  private readonly begun = new Map<Slot, { resolve(served: Served): void; reject(error: Error): void }>();
  private readonly timers = new Set<NodeJS.Timeout>();
  /** How often each piece of news was told. */
  private readonly told = new Map<string, number>();
  private replaced = 0;
  private stopping = false;
  private nobodyLeft = false;
  private allOut: () => void = () => undefined;
  /** Resolves when no worker is there and none will come. */
  readonly out = new Promise<void>((resolve) => (this.allOut = resolve));

  constructor(private readonly options: WorkersOptions) {
    this.slots = Array.from({ length: options.count }, (_, at) => new Slot(at + 1));
  }

  /**
   * The first worker alone: it makes what a new installation lacks (keys, tables, the demo's log), which the others find.
   * Resolves when all take requests.
   * @throws StartFailed where one does not come so far
   */
  async start(): Promise<Served> {
    const [first, ...others] = this.slots as readonly [Slot, ...Slot[]];
    const served = await this.firstIn(first);
    await Promise.all(others.map((slot) => this.firstIn(slot)));
    return served;
  }

  /** SIGHUP: all read their files again. */
  reload(): void {
    for (const { wire } of this.slots) void wire?.call('reload').catch(() => undefined);
  }

  /**
   * Lets all finish what they are at, and begins nobody any more. Resolves when all have ended: one that has not in its time
   * (it stands still, and hears nothing) is ended as by a crash, which the next start mends.
   */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const timer of this.timers) clearTimeout(timer);
    for (const { wire } of this.slots) void wire?.call('stop').catch(() => undefined);
    this.ifOut();
    const late = setTimeout(() => this.endThoseLeft(), LEAVE_PATIENCE_MS);
    await this.out;
    clearTimeout(late);
  }

  private endThoseLeft(): void {
    for (const slot of this.slots.filter(({ isEmpty }) => !isEmpty)) {
      const { number, pid } = slot;
      this.options.log.error({ slot: number, process: pid }, 'a worker has not ended in time and is killed');
      slot.kill();
    }
  }

  /** Whether there is nobody left to replace anybody. */
  get gaveUp(): boolean {
    return this.nobodyLeft;
  }

  state(): CrewState {
    const serving = this.slots.filter(({ isServing }) => isServing).length;
    return { slots: this.slots.length, serving, replaced: this.replaced };
  }

  private firstIn(slot: Slot): Promise<Served> {
    return new Promise((resolve, reject) => {
      this.begun.set(slot, { resolve, reject });
      this.begin(slot);
    });
  }

  private begin(slot: Slot): void {
    if (this.stopping) return;
    const worker = this.options.begin();
    const wire = slot.take(worker);
    if (this.onDuty === null && !this.slots.some(({ isServing }) => isServing)) this.onDuty = slot;
    this.answerOn(wire, slot);
    worker.onExit((how) => this.left(slot, { how, pid: worker.pid }));
  }

  private answerOn(wire: Wire, slot: Slot): void {
    const { state, facts } = this.options;
    const { number, writer } = slot;
    wire.answer('welcome', (): Welcome => {
      // A process that had only begun heard of no stop.
      if (this.stopping) void wire.call('stop').catch(() => undefined);
      return { ...{ slot: number, writer, facts }, hasDuty: this.onDuty === slot };
    });
    wire.answer('state', state);
    wire.answer('crew', () => this.state());
    wire.answer('serves', (served: Served) => this.serves(slot, served));
    wire.answer('task', (task: string) => this.carryOut(task));
    wire.answer('tell', (news: string) => this.tell(slot, news));
    wire.answer('times told', (news: string) => this.told.get(news) ?? 0);
    wire.answer('collect', (name: string) => this.ofOthers(slot, `show ${name}`));
  }

  private serves(slot: Slot, served: Served): void {
    slot.serves(served.writer);
    const { number, pid } = slot;
    this.options.log.info({ slot: number, process: pid, writer: served.writer }, 'a worker takes requests');
    this.giveDuty();
    this.begun.get(slot)?.resolve(served);
    this.begun.delete(slot);
  }

  private carryOut(task: string): Promise<unknown> {
    const wire = this.onDuty?.wire ?? null;
    if (wire === null) throw new WireError('nobody has the duty');
    return wire.call(`task ${task}`, [], TASK_PATIENCE_MS);
  }

  /** Counted first: whoever asks from then on knows of it, whatever becomes of the telling. */
  private tell(telling: Slot, news: string): Promise<readonly unknown[]> {
    this.told.set(news, (this.told.get(news) ?? 0) + 1);
    return this.ofOthers(telling, `news ${news}`);
  }

  private async ofOthers(asking: Slot, name: string): Promise<readonly unknown[]> {
    const others = this.slots.filter((slot) => slot !== asking && slot.isServing);
    const answers = await Promise.allSettled(
      others.map(async ({ wire }) => wire?.call(name, [], OTHERS_PATIENCE_MS)),
    );
    return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  }

  private left(slot: Slot, { how, pid }: { readonly how: string; readonly pid: number }): void {
    const wait = slot.leave();
    if (this.onDuty === slot) this.onDuty = null;
    const begun = this.begun.get(slot);
    if (begun !== undefined) {
      this.begun.delete(slot);
      begun.reject(new StartFailed());
      this.ifOut();
      return;
    }
    this.giveDuty();
    if (!this.stopping) this.replace(slot, { how, pid, wait });
    this.ifOut();
  }

  private replace(
    slot: Slot,
    { how, pid, wait }: { readonly how: string; readonly pid: number; readonly wait: number | null },
  ): void {
    const { log } = this.options;
    const { number } = slot;
    if (wait === null) {
      log.error(
        { slot: number, process: pid, how },
        'workers of this slot end again and again: none is begun any more; see why, and restart the gateway',
      );
      return;
    }
    log.error({ slot: number, process: pid, how, wait }, 'a worker has ended and is replaced');
    this.replaced += 1;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.begin(slot);
    }, wait);
    this.timers.add(timer);
  }

  /** To the first that takes requests, where nobody has it. */
  private giveDuty(): void {
    if (this.onDuty !== null || this.stopping) return;
    const next = this.slots.find(({ isServing }) => isServing) ?? null;
    if (next === null) return;
    this.onDuty = next;
    this.options.log.info({ slot: next.number }, 'a worker takes over what one of them does for all');
    // One that does not hear of it is gone, and its end gives the duty on.
    void next.wire?.call('take the duty').catch(() => undefined);
  }

  private ifOut(): void {
    const waiting = !this.stopping && this.timers.size > 0;
    if (waiting || !this.slots.every(({ isEmpty }) => isEmpty)) return;
    this.nobodyLeft = !this.stopping;
    this.allOut();
  }
}
