import type { SourceSystem } from '../../adapters/adapter.js';
import type { AuditLog } from '../audit/record.js';
import type { Counter } from '../cache/counter.js';
import type { PersonLedger } from '../cache/person-ledger.js';
import type { ClassifiedSchema } from '../guard/classification.js';
import type { Identity } from '../identity/identity.js';
import type { Schedule } from '../immunization/schedule.js';
import type { CursorCodec } from '../loaders/cursor.js';
import type { Sources } from '../loaders/scope.js';
import type { CallerViews } from './caller-view.js';
import type { PolicySource } from '../policy/policy-source.js';
import type { Logger } from '../log/logger.js';

/** What every request needs and none owns: built once by the composition root. */
export interface Services {
  readonly audit: AuditLog;
  readonly policies: PolicySource;
  readonly identity: Identity;
  readonly classes: ClassifiedSchema;
  readonly views: CallerViews;
  readonly sources: Sources;
  readonly schedule: Schedule;
  readonly cursors: CursorCodec;
  readonly counter: Counter;
  readonly persons: PersonLedger;
  readonly log: Logger;
  /** The gateway's today, `YYYY-MM-DD`. */
  today(): string;
  isAvailable(system: SourceSystem): boolean;
}
