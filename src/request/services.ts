import type { AccessHistory } from '../audit/index/access-history.js';
import type { FreeSpace } from '../audit/journal/free-space.js';
import type { RetentionWatch } from '../audit/retention/retention-watch.js';
import type { LogState } from '../audit/state/log-state.js';
import type { AuditLog } from '../audit/audit-log.js';
import type { Indexing } from '../audit/index/indexing.js';
import type { Clock } from '../calendar/clock.js';
import type { FieldLabels } from '../guard/field-labels.js';
import type { Counter } from '../shared-state/counter.js';
import type { PersonLedger } from '../shared-state/person-ledger.js';
import type { SharedStateProbe } from '../shared-state/shared-state-probe.js';
import type { TrustedDocuments } from '../documents/trusted-documents.js';
import type { ClassifiedSchema } from '../guard/classification.js';
import type { Identity } from '../identity/identity.js';
import type { Sessions } from '../identity/sessions.js';
import type { CursorCodec } from '../paging/cursor.js';
import type { OpenCases } from '../cases/open-cases.js';
import type { OpenReconciliation } from '../reconciliation/open-reconciliation.js';
import type { OpenRecords } from '../immunization-records/open-records.js';
import type { OpenLinkage } from '../linkage/open-linkage.js';
import type { OpenMovements } from '../movements/open-movements.js';
import type { ListingTurns } from '../sources/listing-turns.js';
import type { ReadDocuments } from '../documents/read-documents.js';
import type { Sources } from '../sources/sources.js';
import type { SourceTable } from '../sources/source-table.js';
import type { QuarantineCounts } from '../sources/quarantine-counts.js';
import type { CallerViews } from '../graph-view/caller-view.js';
import type { PolicySource } from '../policy/policy-source.js';
import type { Logger } from '../log/logger.js';
import type { MeasureWatch } from '../persons/measure-watch.js';
import type { LastInForce } from '../persons/persons.js';
import type { OpenReviews } from '../review/open-reviews.js';
import type { OpenStatistics } from '../statistics/open-statistics.js';
import type { StaffChanges } from '../staff/staff-changes.js';
import type { StaffDirectory } from '../staff/directory.js';
import type { OpenVrs } from '../vaccination-record/open-vrs.js';

/** Accounts, menus, offices and contracts: as they are, and where they are changed. */
export interface Personnel {
  readonly directory: StaffDirectory;
  readonly changes: StaffChanges;
}

/** What every request needs and none owns: built once by the composition root. */
export interface Services {
  readonly audit: AuditLog;
  /** What of the log is kept beyond its term. */
  readonly retention: RetentionWatch;
  /** Disk space for the log. */
  readonly space: FreeSpace;
  readonly indexing: Pick<Indexing, 'lag'>;
  /** How the log is: sealing, signed, witnessed, verified. */
  readonly logState: LogState;
  /** The log as people ask it: found through the index, told from the journal. */
  readonly accessHistory: AccessHistory;
  /** What each coordinate is called. */
  readonly labels: FieldLabels;
  readonly policies: PolicySource;
  readonly identity: Identity;
  readonly staff: Personnel;
  readonly sessions: Sessions;
  readonly classes: ClassifiedSchema;
  readonly views: CallerViews;
  /** The only documents that are carried out; null: any within the limits. */
  readonly documents: TrustedDocuments | null;
  readonly sources: Sources;
  /** All source systems, connected or not, and how they are. */
  readonly sourceTable: SourceTable;
  /** What could not be read in the sources. */
  readonly quarantine: QuarantineCounts;
  /** Where sessions, caps and budgets are kept, and whether that answers. */
  readonly shared: SharedStateProbe;
  /** Who asked for what. */
  readonly cases: OpenCases;
  /** Changes of vaccination records. */
  readonly records: OpenRecords;
  /** Movements of residents, and what follows from them. */
  readonly movements: OpenMovements;
  /** What the comparison of the ledger with VRS has found. */
  readonly reconciliation: OpenReconciliation;
  /** The periodic review of the log. */
  readonly reviews: OpenReviews;
  /** The exchange over the intermediate server; null: not connected. */
  readonly linkage: OpenLinkage | null;
  /** Acts at the vaccination record system; null: not connected. */
  readonly vrs: OpenVrs | null;
  /** Support measures that cannot be read, or fit nobody. */
  readonly measures: Pick<MeasureWatch, 'faults'>;
  /** Whom they covered when they were last read. */
  readonly lastInForce: LastInForce;
  /** The published tables of coverage. */
  readonly statistics: OpenStatistics;
  readonly cursors: CursorCodec;
  readonly counter: Counter;
  readonly persons: PersonLedger;
  /** Whose request is next, of whatever kind. */
  readonly requestTurns: ListingTurns;
  /** Whose search, count or statistics is next. */
  readonly listingTurns: ListingTurns;
  /** Whose long document, not known yet, is read next. */
  readonly documentTurns: ListingTurns;
  /** Documents that were parsed and validated. */
  readonly readDocuments: ReadDocuments;
  /** Whose large answer is next: of one account one at a time is formed, and of all two. */
  readonly largeTurns: ListingTurns;
  readonly log: Logger;
  readonly clock: Clock;
  /** The gateway's today, `YYYY-MM-DD`. */
  today(): string;
}
