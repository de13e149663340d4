import type { DosesQuery } from './operations.generated.js';

export type Dose = NonNullable<NonNullable<DosesQuery['resident']>['immunizations']>[number];
