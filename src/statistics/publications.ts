import type { KeyObject } from 'node:crypto';
import { setImmediate as otherWork } from 'node:timers/promises';
import type { Clock } from '../calendar/clock.js';
import { addDays, type PlainDate } from '../calendar/plain-date.js';
import { SerialQueue } from '../database/serial-queue.js';
import { GatewayError } from '../errors/gateway-error.js';
import type { LoadedPolicy } from '../policy/load.js';
import type { Sources } from '../sources/sources.js';
import { countDay } from './count-day.js';
import { KeyedRounding, nameOfKey } from './keyed-rounding.js';
import { tablesOf, type PublishedCell, type PublishedTable } from './make-tables.js';
import { lastPublicationDay } from './publication-day.js';
import type { StatisticsStore, TableName } from './statistics-store.js';
import { targetDosesInTurns } from './target-doses.js';

/** Publication days of one answer: two years by month, and the month that they are compared with. */
export const MOST_DAYS = 25;

export interface PublicationParts {
  readonly sources: Sources;
  readonly store: StatisticsStore;
  /** Decides every rounding; whoever has it can narrow the counts. */
  readonly key: KeyObject;
  readonly policy: () => Pick<LoadedPolicy, 'statistics' | 'schedule'>;
  readonly clock: Pick<Clock, 'now' | 'today'>;
  /** Aborted when the gateway stops. */
  readonly signal: AbortSignal;
  readonly onMade?: (day: PlainDate) => void;
}

/**
 * The published tables of each publication day. All tables of a day are made in one go, from one reading, the first
 * time one of them is needed; from then on the store alone is asked, so that what is corrected in the sources later
 * changes nothing that was published. Other processes find them there; of two that make them at once one wins, and
 * both answer with its tables.
 */
export class Publications {
  /** Days being made here: who asks meanwhile waits for the same run. */
  private readonly underWay = new Map<PlainDate, Promise<void>>();
  /** A day reads the whole city, page by page: several side by side would leave no turn of the loop to anybody else. */
  private readonly oneByOne = new SerialQueue();

  constructor(private readonly parts: PublicationParts) {}

  /** The day whose tables answer a question of `asOf`; null before the first. */
  dayFor(asOf: PlainDate): PlainDate | null {
    return lastPublicationDay(this.parts.policy().statistics, asOf, this.parts.clock.today());
  }

  /** Cells of one table of a publication day; null where there is none: the dose had no target that day. */
  async cells(day: PlainDate, name: TableName): Promise<readonly PublishedCell[] | null> {
    await this.make(day);
    return this.parts.store.cells(day, name);
  }

  /** Publication days that are over, the newest up to `asOf` first. */
  *daysBackFrom(asOf: PlainDate): Generator<PlainDate> {
    for (let day = this.dayFor(asOf); day !== null; day = this.dayFor(addDays(day, -1))) yield day;
  }

  /**
   * Makes the newest day that is not there: a new one close to its end, before anything is corrected, and then one by one
   * those of the two years that charts compare, so that nobody who looks at one has to wait for them. Resolves with
   * whether it made one: then others may be missing.
   */
  async makeMissing(): Promise<boolean> {
    let left = MOST_DAYS;
    for (const day of this.daysBackFrom(this.parts.clock.today())) {
      if (!(await this.parts.store.isMade(day))) {
        await this.make(day);
        return true;
      }
      if (--left === 0) return false;
    }
    return false;
  }

  private make(day: PlainDate): Promise<void> {
    const running = this.underWay.get(day);
    if (running !== undefined) return running;
    const run = this.inItsTurn(day).finally(() => this.underWay.delete(day));
    this.underWay.set(day, run);
    return run;
  }

  /** Whoever asks for what is published already waits for nobody. */
  private async inItsTurn(day: PlainDate): Promise<void> {
    if (!(await this.parts.store.isMade(day))) await this.oneByOne.run(() => this.makeUnlessMade(day));
  }

  private async makeUnlessMade(day: PlainDate): Promise<void> {
    const { store, key, onMade } = this.parts;
    if (await store.isMade(day)) return;
    const keyName = nameOfKey(key);
    if (await store.hasOtherKey(keyName)) throw otherKey();
    const tables = await this.count(day);
    const row = { publishedOn: day, keyName, madeAt: this.parts.clock.now().toISOString() };
    if (await store.keep(row, tables)) onMade?.(day);
  }

  private async count(day: PlainDate): Promise<readonly PublishedTable[]> {
    const { sources, signal, key, policy, clock } = this.parts;
    const { schedule, statistics: rules } = policy();
    const targets = await targetDosesInTurns(schedule, day);
    const cells = await countDay({ sources, signal, day, today: clock.today(), targets });
    const making = { day, rules, rounding: new KeyedRounding(key, rules.roundTo) };
    const tables: PublishedTable[] = [];
    for (const [place, target] of targets.entries()) {
      tables.push(...tablesOf(target, place, cells, making));
      await otherWork();
    }
    return tables;
  }
}

/** Two roundings of the same people, side by side, tell more than one. */
function otherKey(): GatewayError {
  return new GatewayError('SOURCE_UNAVAILABLE', {
    detail: 'statistics key differs',
    ja:
      '公表済みの統計表が別の鍵で丸められているため、新しい表を作りません。元の鍵(SEKISHO_AUDIT_SECRET、または keys/audit.json)に戻してください。' +
      '詳しくは docs/statistics.md にあります。',
    en:
      'The published tables were rounded with another key, so no new ones are made. Bring the key back ' +
      '(SEKISHO_AUDIT_SECRET, or keys/audit.json); docs/statistics.md says more.',
  });
}
