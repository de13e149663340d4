import type { KeyObject } from 'node:crypto';
import { ALONE, DutyTask, type Duty } from '../background/duty.js';
import type { Clock } from '../calendar/clock.js';
import type { Settings } from '../config/settings.js';
import type { Logger } from '../log/logger.js';
import type { LoadedPolicy } from '../policy/load.js';
import type { Sources } from '../sources/sources.js';
import { Publications } from './publications.js';
import { StatisticsStore } from './statistics-store.js';

export interface StatisticsOptions {
  readonly settings: Pick<Settings, 'store'>;
  readonly sources: Sources;
  readonly key: KeyObject;
  readonly log: Logger;
  readonly policy: () => LoadedPolicy;
  readonly clock: Pick<Clock, 'now' | 'today'>;
  /** Who publishes each new day. Default: this process. */
  readonly duty?: Duty;
  /** Milliseconds from the start to the first day that is made without a question. */
  readonly firstAfter?: number;
}

export interface OpenStatistics {
  readonly publications: Publications;
  close(): Promise<void>;
}

/** Milliseconds. The charts show the newest day first, and nobody who has just signed in is to wait for it. */
const FIRST_AFTER = 1_000;
/** A day of a large city takes some seconds of a core, and two years have twenty-five. */
const EVERY = { whole: 3_600_000, madeOne: 30_000, failed: 60_000 };

/** The published statistics, and the task that makes each new day's tables soon after the day is over. */
export async function openStatistics({
  settings,
  log,
  duty = ALONE,
  firstAfter = FIRST_AFTER,
  ...parts
}: StatisticsOptions): Promise<OpenStatistics> {
  const store = await StatisticsStore.open({ url: settings.store });
  const stop = new AbortController();
  const publications = new Publications({
    ...{ ...parts, store, signal: stop.signal },
    onMade: (day) => log.info({ day }, 'the statistics of a day are published'),
  });
  let madeOne = false;
  const task = new DutyTask(duty, 'statistics', {
    run: async () => {
      madeOne = await publications.makeMissing();
    },
    every: (failed) => (failed ? EVERY.failed : madeOne ? EVERY.madeOne : EVERY.whole),
    onFault: (err) => {
      if (err === null) log.info({}, 'statistics are published again');
      else log.warn({ err }, 'the statistics of the newest day cannot be published for the time being');
    },
  });
  task.start(firstAfter);
  const close = async () => {
    stop.abort();
    await task.close();
    await store.close();
  };
  return { publications, close };
}
