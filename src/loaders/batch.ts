import DataLoader from 'dataloader';
import type { RequestGuard } from '../guard/request-guard.js';
import type { Subject } from '../guard/subject.js';
import type { Labels } from '../policy/terms.js';

/** SQL Server takes 2,100 parameters a statement; a page has at most 1,000 rows. */
const MAX_BATCH = 1000;

/**
 * A loader for one request; a batch that comes back in another length than asked is a fault of the adapter. It waits
 * for all rows of the answer that may ask for more, however many turns of the event loop they are formed in: how many
 * statements there are must not depend on how busy this process is.
 */
export function batched<Key, Value>(
  { loop }: Forming,
  load: (keys: readonly Key[]) => Promise<readonly Value[]>,
): DataLoader<Key, Value> {
  return new DataLoader<Key, Value>(load, {
    maxBatchSize: MAX_BATCH,
    batchScheduleFn: (dispatch) => loop.whenDrained(dispatch),
  });
}

/** The guard of the answer that is being formed. */
type Forming = Pick<RequestGuard, 'loop'>;

/** The same for what is asked about a person whose labels are known; an `Error` is one person's alone. */
export function batchedByPerson<Value>(
  { loop }: Forming,
  load: (subjects: readonly Subject[]) => Promise<readonly (Value | Error)[]>,
): PersonLoader<Value> {
  return new DataLoader<Subject, Value, string>(load, {
    maxBatchSize: MAX_BATCH,
    batchScheduleFn: (dispatch) => loop.whenDrained(dispatch),
    cacheKeyFn: (subject) => subject.atenaNumber,
  });
}

export type PersonLoader<Value> = DataLoader<Subject, Value, string>;

interface ItemGroup<Row, Item extends string> {
  readonly items: ReadonlySet<Item>;
  /** Positions in the batch. */
  readonly rows: Row[];
}

/**
 * Parts a batch by what may be selected for each row: rows that may show the same items share one statement.
 * There are as many statements as distinct item sets (in practice one, and one more where a label closes
 * something), however many rows there are.
 */
export function groupByItems<Row, Item extends string>(
  rows: readonly Row[],
  labelsOf: (row: Row) => Labels,
  itemsFor: (labels: Labels) => readonly Item[],
): readonly ItemGroup<Row, Item>[] {
  const groups = new Map<string, ItemGroup<Row, Item>>();
  // A page of a thousand has a few sets of labels.
  const byLabels = new Map<Labels, ItemGroup<Row, Item>>();
  for (const row of rows) {
    const labels = labelsOf(row);
    let group = byLabels.get(labels);
    if (group === undefined) {
      const items = itemsFor(labels);
      const name = items.join(' ');
      group = groups.get(name) ?? { items: new Set(items), rows: [] };
      groups.set(name, group);
      byLabels.set(labels, group);
    }
    group.rows.push(row);
  }
  return [...groups.values()];
}
