import type { Duty } from '../background/duty.js';
import type { Crew, CrewState } from './crew.js';
import { TASK_PATIENCE_MS, type Served, type Welcome } from './messages.js';
import { Wire, type Channel } from './wire.js';

/** The worker's end of its wire to the process that started it. */
export class WorkerCrew implements Crew {
  readonly slot: number;
  readonly writer: string | null;
  /** What the process that started this one has for every worker. */
  readonly facts: unknown;
  readonly duty: Duty;

  private constructor(
    private readonly wire: Wire,
    { slot, writer, hasDuty, facts }: Welcome,
  ) {
    this.facts = facts;
    this.slot = slot;
    this.writer = writer;
    this.duty = dutyOver(wire, hasDuty);
  }

  /** @param onStop told to take leave: by the process that started this one, or by its end */
  static async join(channel: Channel, { onStop, onReload }: Orders): Promise<WorkerCrew> {
    const wire = new Wire(channel);
    wire.answer('stop', onStop);
    wire.answer('reload', onReload);
    return new WorkerCrew(wire, (await wire.call('welcome')) as Welcome);
  }

  ask(what: string, args: readonly unknown[]): Promise<unknown> {
    return this.wire.call('state', [what, args]);
  }

  async serves(served: Served): Promise<void> {
    await this.wire.call('serves', [served]);
  }

  async state(): Promise<CrewState> {
    return (await this.wire.call('crew')) as CrewState;
  }

  async tell(news: string): Promise<void> {
    await this.wire.call('tell', [news]).catch(() => undefined);
  }

  async timesTold(news: string): Promise<number> {
    return (await this.wire.call('times told', [news])) as number;
  }

  onNews(news: string, listener: () => Promise<void>): void {
    this.wire.answer(`news ${news}`, listener);
  }

  async collect(name: string): Promise<readonly unknown[]> {
    return (await this.wire.call('collect', [name]).catch(() => [])) as readonly unknown[];
  }

  show(name: string, read: () => Promise<unknown>): void {
    this.wire.answer(`show ${name}`, read);
  }

  /** Nobody is at the other end any more. */
  lost(): void {
    this.wire.cut();
  }
}

interface Orders {
  readonly onStop: () => void;
  readonly onReload: () => void;
}

function dutyOver(wire: Wire, hasDuty: boolean): Duty {
  let isOurs = hasDuty;
  const listeners: (() => void)[] = [];
  wire.answer('take the duty', () => {
    if (isOurs) return;
    isOurs = true;
    for (const listener of listeners) listener();
  });
  return {
    isOurs: () => isOurs,
    onTaken: (listener) => void listeners.push(listener),
    offer: (task, work) => wire.answer(`task ${task}`, work),
    call: (task) => wire.call('task', [task], TASK_PATIENCE_MS),
  };
}
