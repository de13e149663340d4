import type { EnoughConditions } from './enough.js';
import type { RequestGuard } from '../guard/request-guard.js';
import type { ContractScope } from '../policy/terms.js';
import type { Schedule } from '../immunization/schedule.js';
import type { SourceBudget } from '../sources/source-budget.js';
import type { FileTerm } from '../policy/record-rules.js';
import type { StatisticsRules } from '../policy/statistics-rules.js';
import type { Publications } from '../statistics/publications.js';
import type { LogScope } from './log-scope.js';
import type { MovementAccess } from '../movements/movement-access.js';
import type { CursorCodec } from '../paging/cursor.js';
import type { NamedCase } from '../cases/named-case.js';
import type { Persons } from '../persons/persons.js';
import type { RecordAccess } from '../immunization-records/record-access.js';
import type { LinkageHistoriesOf, PersonsLinkage } from '../linkage/linkage-access.js';
import type { PersonsVrs } from '../vaccination-record/vrs-access.js';
import type { Sources } from '../sources/sources.js';

/** What the loaders of one request share. Loaders never outlive it: their caches hold what one caller may see. */
export interface LoaderScope {
  readonly sources: Sources;
  readonly budget: SourceBudget;
  readonly guard: RequestGuard;
  readonly schedule: Schedule;
  /** How long a vaccination record is kept. */
  readonly keepRecords: readonly FileTerm[];
  readonly statistics: StatisticsRules;
  readonly publications: Publications;
  readonly cursors: CursorCodec;
  readonly accessLog: LogScope;
  readonly linkage: PersonsLinkage & LinkageHistoriesOf;
  /** What was changed in vaccination records. */
  readonly records: Pick<RecordAccess, 'changesOf'>;
  /** What was taken in of movements. */
  readonly movements: Pick<MovementAccess, 'page' | 'change'>;
  readonly vrs: PersonsVrs;
  /** Who stands behind a number, and whose home must not be found out. */
  readonly persons: Persons;
  /** The case that the request names; null: none, and nobody is outside it. */
  readonly namedCase?: NamedCase | null;
  /** Aborted when the caller hangs up. */
  readonly signal: AbortSignal;
  /** The gateway's today, `YYYY-MM-DD`. */
  readonly today: string;
  /** 宛名番号 of the staff member who asks, where they live in the city. */
  readonly ownAtenaNumber: string | null;
  /** How many persons a question may fit at most to be about each of them (`caps.json`). */
  readonly fewPersons: number;
  /** Which conditions a search needs under the purpose. */
  readonly enough?: EnoughConditions;
  /** Whom a contractor may work on. */
  readonly contract: ContractScope | null;
}
