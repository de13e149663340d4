import type { Item } from './record/labels.js';
import type { DosesQuery } from './operations.generated.js';

export type Dose = NonNullable<NonNullable<DosesQuery['resident']>['immunizations']>[number];

/** What somebody has begun to do to one that is on file. */
export interface DoingTo {
  readonly kind: 'CORRECT' | 'WITHDRAW';
  readonly dose: Dose;
  /** What of it was not shown. */
  readonly closed: ReadonlySet<Item>;
}
