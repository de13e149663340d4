import { PeriodicTask } from '../background/periodic-task.js';
import { NO_ITEMS } from '../sources/sources.js';
import { Persons, type PersonSources } from './persons.js';

/** Support measures that somebody has to look at in the registry. */
export interface MeasureFaults {
  /** A bound cannot be read, or contradicts the other: the measure is taken to be in force. */
  readonly unreadable: number;
  /** The 宛名番号 is no number: nobody is protected by it. */
  readonly withoutKey: number;
  /** In force, and nobody has the number, nor had it before a merge: nobody is protected by it. */
  readonly withoutPerson: number;
  /** In force, and a row that says who else the person is cannot be read: until it can, nobody's home is told. */
  readonly unfollowed: number;
  /** Protected persons of whom no row is left, as of most others: they are protected still. */
  readonly gone: number;
}

interface MeasureWatchOptions {
  readonly sources: PersonSources['sources'];
  readonly today: () => string;
  /** Told of the numbers when they change, and once of there being none after there were some. */
  readonly onFaults: (faults: MeasureFaults) => void;
  /** Told once when the sources do not answer, and again (null) when they do. */
  readonly onFault: (error: unknown) => void;
}

const HOUR_MS = 3_600_000;
const RETRY_MS = 60_000;
const NONE: MeasureFaults = { unreadable: 0, withoutKey: 0, withoutPerson: 0, unfollowed: 0, gone: 0 };

/**
 * Counts the measures that protect nobody, or whose term nobody knows, at the start and each hour: a mistake in a
 * line of the registry must not wait until the one it should have protected has been found.
 */
export class MeasureWatch {
  private readonly task: PeriodicTask;
  private seen: MeasureFaults | null = null;

  constructor(private readonly options: MeasureWatchOptions) {
    this.task = new PeriodicTask({
      run: (signal) => this.look(signal),
      every: (failed) => (failed ? RETRY_MS : HOUR_MS),
      onFault: options.onFault,
    });
  }

  /** Resolves when the first count has ended, well or not: what is amiss is said before anybody is answered. */
  async start(): Promise<void> {
    await this.task.now().catch(() => undefined);
    this.task.start();
  }

  close(): Promise<void> {
    return this.task.close();
  }

  /** As last counted; null before that. */
  faults(): MeasureFaults | null {
    return this.seen;
  }

  async look(signal: AbortSignal): Promise<void> {
    const { sources, today, onFaults } = this.options;
    const day = today();
    const { inForce, unreadable, withoutKey, gone } = await sources.ask('RESIDENT_REGISTRY', signal, (live) =>
      sources.registry.loadSupportMeasures(day, { signal: live, items: NO_ITEMS }),
    );
    const persons = new Persons({ sources, signal, today: day });
    const withoutPerson = (await persons.ofAll(inForce)).filter((person) => person === null).length;
    const { unfollowed = 0 } = inForce.length === 0 ? {} : await persons.protected();
    const now = { unreadable, withoutKey, withoutPerson, unfollowed, gone };
    const before = this.seen ?? NONE;
    this.seen = now;
    if (JSON.stringify(now) !== JSON.stringify(before)) onFaults(now);
  }
}
