import type { AdministrationDesk } from '../administration/administration-desk.js';
import type { People, SubjectLoader } from '../guard/person-argument.js';
import type { RequestGuard } from '../guard/request-guard.js';
import type { SessionControl } from '../identity/session-control.js';
import type { CaseAccess } from '../cases/case-access.js';
import type { NamedCase } from '../cases/named-case.js';
import type { FindingAccess } from '../reconciliation/finding-access.js';
import type { RecordAccess } from '../immunization-records/record-access.js';
import type { LinkageAccess } from '../linkage/linkage-access.js';
import type { MovementAccess } from '../movements/movement-access.js';
import type { Loaders } from '../loaders/loaders.js';
import type { AttemptCaps } from '../policy/caps.js';
import type { CityFacts } from './city-facts.js';
import type { ViewerAccess } from './viewer-access.js';
import type { Principal, Purpose, Zone } from '../policy/terms.js';
import type { SourceState } from '../sources/source-table.js';
import type { AuditAccess } from '../review/audit-access.js';
import type { StaffAccess } from '../staff/access.js';
import type { VrsAccess } from '../vaccination-record/vrs-access.js';

/** Who asks, from where, and why: settled before the document is read. */
export interface Claims {
  readonly principal: Principal;
  readonly zone: Zone | null;
  readonly purpose: Purpose | null;
  /** Number of the case that the request names: found open at the door, of the caller's division. */
  readonly caseNumber: string | null;
  /** The case itself; null where none was named. */
  readonly namedCase: NamedCase | null;
}

/** What a resolver may use. Data comes through the loaders only, and every field passes the guard. */
export interface RequestContext {
  readonly claims: Claims;
  readonly guard: RequestGuard;
  /** For the guard, which finds by it the persons that a field's arguments name. */
  readonly subjects: SubjectLoader;
  readonly loaders: Loaders;
  /** For the guard: what resolvers get that begin when the answer is formed already. */
  readonly afterwards?: RequestContext;
  /** The gateway's today, `YYYY-MM-DD`. */
  readonly today: string;
  /**
   * The connected source systems, and whether each answers; waits until every other field has been, so that none
   * is called available that did not answer in this operation.
   */
  readonly sourceStates: () => Promise<readonly SourceState[]>;
  readonly sessions: SessionControl;
  /** Master data of the city. */
  readonly city: CityFacts;
  /** What whoever asks may know about themselves. */
  readonly viewer: ViewerAccess;
  /** The auditor's desk. */
  readonly auditDesk: AuditAccess;
  /** Terms, ends, and the policy with its reasons, for administrators. */
  readonly administration: AdministrationDesk;
  readonly staff: StaffAccess;
  /** Who asked for what: cases of the caller's division. */
  readonly cases: CaseAccess;
  /** Vaccination records, to be entered, corrected and withdrawn. */
  readonly records: RecordAccess;
  /** What the comparison of the ledger with VRS has found. */
  readonly findings: FindingAccess;
  /** Counts one search for the person of a case; rejects with RATE_LIMITED beyond the cap. */
  readonly countSearch: () => Promise<void>;
  /** Movements of residents (庁内連携). */
  readonly movements: MovementAccess;
  /** Inquiries and provisions over the intermediate server. */
  readonly linkage: LinkageAccess;
  /** The vaccination record system, from LGWAN. */
  readonly vrs: VrsAccess;
  /** Counts one attempt against the caller's cap; rejects with RATE_LIMITED beyond it. */
  readonly countAttempt: (what: keyof AttemptCaps) => Promise<void>;
  /** The graph as this caller may know it, in SDL. */
  readonly sdl: () => Promise<string>;
}

/** What the resolver of a field may use that declares its person: the guard has found and judged everybody. */
export interface ActContext extends RequestContext {
  /** Of the argument that is declared first, in its order, each once. The act is open for all, and for who else is named. */
  readonly people: People;
}
