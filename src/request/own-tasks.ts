import type { CaseAccess } from '../cases/case-access.js';
import { toGatewayError } from '../errors/to-gateway-error.js';
import type { ClassifiedSchema } from '../guard/classification.js';
import type { Subject } from '../guard/subject.js';
import type { RecordAccess } from '../immunization-records/record-access.js';
import type { LinkageAccess } from '../linkage/linkage-access.js';
import type { Page } from '../paging/page.js';
import {
  LABEL,
  PURPOSES,
  type Labels,
  type PolicySnapshot,
  type Principal,
  type Purpose,
  type Zone,
} from '../policy/terms.js';
import type { PurposeTable } from '../policy/purposes.js';
import type { AuditAccess } from '../review/audit-access.js';
import { monthsToReview } from '../review/months-to-review.js';
import type { FindingAccess } from '../reconciliation/finding-access.js';
import type { StaffAccess } from '../staff/access.js';
import type { ExpiryKind } from '../staff/expiry.js';

/** What may wait for an account. Each kind is a list of the graph, in a state. */
export const TASK_KINDS = [
  'PROVISIONS_TO_APPROVE', // provisionRequests
  'INQUIRIES_ANSWERED', // informationRequests(states: [ANSWERED])
  'INQUIRIES_REFUSED', // informationRequests(states: [REFUSED])
  'INQUIRIES_QUARANTINED', // informationRequests(states: [QUARANTINED])
  'CHANGES_TO_APPROVE', // immunizationChanges
  'FINDINGS_OPEN', // reconciliationFindings
  'FINDINGS_TO_APPROVE', // reconciliationFindings(filter: {states: [PROPOSED]})
  'CASES_OPEN', // myCases
  'GRANTS_EXPIRING', // accounts { grants }: open, and ending within thirty days
  'REVIEWS_DUE', // months without a signature in reviews
  'CONTRACTS_EXPIRING', // contracts: in force, and ending within thirty days
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

export interface OwnTask {
  readonly kind: TaskKind;
  /** Under which of the account's purposes the list opens and its rows are done; at least one. */
  readonly purposes: readonly Purpose[];
  /** Rows of the list for this account, 1,000 at most; null where its system does not answer. */
  readonly count: number | null;
  /** There are more than were counted. */
  readonly more: boolean;
  /** Of them, those whose time is over; null where nothing has a time, and where there is no count. */
  readonly overdue: number | null;
  /** Instant or day of the one that has waited longest; null where there is none. */
  readonly oldest: string | null;
}

/** Where the lists come from. */
export interface TaskDesks {
  readonly cases: Pick<CaseAccess, 'mine'>;
  readonly records: Pick<RecordAccess, 'waiting'>;
  readonly findings: Pick<FindingAccess, 'list'>;
  readonly linkage: Pick<LinkageAccess, 'requests' | 'provisions'>;
  readonly reviews: Pick<AuditAccess, 'reviews'>;
}

interface TaskScope {
  readonly claims: { readonly principal: Principal; readonly zone: Zone | null };
  readonly policy: PolicySnapshot & { readonly purposes: PurposeTable };
  readonly classes: ClassifiedSchema;
  readonly staff: StaffAccess;
  readonly desks: TaskDesks;
  readonly subjects: (numbers: readonly string[]) => Promise<readonly Subject[]>;
  /** `YYYY-MM-DD`, and UTC: by the gateway's clock. */
  readonly today: string;
  readonly now: string;
}

/** One row of a list, as far as counting goes. */
interface Waiting {
  /** Whoever is closed to the caller takes the row along. Empty: it is in the list whoever it is about. */
  readonly persons: readonly string[];
  /** Since when it waits, instant or day. */
  readonly since: string;
  /** Until when it may; undefined where nothing says. */
  readonly until?: string;
}

interface Place {
  readonly first: number;
  readonly after: string | null;
}

interface TaskList {
  /** Coordinates that must all open: that of the list, and of what is done about its rows. */
  readonly opensBy: readonly string[];
  read(scope: TaskScope, place: Place): Promise<Page<Waiting>>;
}

/** The largest page, and what is counted at most: Home is asked for once a minute. */
const MOST = 1_000;
const EXPIRING_DAYS = 30;

const inquiries = (state: 'ANSWERED' | 'REFUSED' | 'QUARANTINED'): TaskList => ({
  opensBy: ['Query.informationRequests', 'Mutation.requestInformation'],
  read: async ({ desks }, place) =>
    mapped(await desks.linkage.requests({ ...place, states: [state] }), ({ changedAt }) => ({
      ...{ persons: [], since: changedAt },
    })),
});

const findings = (state: 'OPEN' | 'PROPOSED', act: string): TaskList => ({
  opensBy: ['Query.reconciliationFindings', act],
  read: async ({ desks }, place) =>
    mapped(
      await desks.findings.list({
        ...place,
        ...{ states: [state], kinds: [], suspected: [], leastConfidence: 0, atenaNumber: null },
      }),
      ({ atenaNumber, otherNumber, foundAt, proposedAt }) => ({
        persons: otherNumber === null ? [atenaNumber] : [atenaNumber, otherNumber],
        since: proposedAt ?? foundAt,
      }),
    ),
});

const LISTS: Readonly<Record<TaskKind, TaskList>> = {
  PROVISIONS_TO_APPROVE: {
    opensBy: ['Query.provisionRequests', 'Mutation.approveProvision'],
    read: async ({ desks }, place) =>
      mapped(
        await desks.linkage.provisions({ ...place, states: ['AWAITING_APPROVAL'], order: 'RECEIVED' }),
        ({ receivedAt, expiresAt }) => ({ persons: [], since: receivedAt, until: expiresAt }),
      ),
  },
  INQUIRIES_ANSWERED: inquiries('ANSWERED'),
  INQUIRIES_REFUSED: inquiries('REFUSED'),
  INQUIRIES_QUARANTINED: inquiries('QUARANTINED'),
  CHANGES_TO_APPROVE: {
    opensBy: ['Query.immunizationChanges', 'Mutation.decideImmunizationChange'],
    read: async ({ desks }, place) =>
      mapped(await desks.records.waiting('AWAITING_APPROVAL', place), ({ atenaNumber, at }) => ({
        ...{ persons: [atenaNumber], since: at },
      })),
  },
  FINDINGS_OPEN: findings('OPEN', 'Mutation.decideFinding'),
  FINDINGS_TO_APPROVE: findings('PROPOSED', 'Mutation.approveFinding'),
  CASES_OPEN: {
    opensBy: ['Query.myCases', 'Mutation.closeCase'],
    read: async ({ desks }, place) =>
      mapped(await desks.cases.mine({ ...place, open: true }), ({ persons, openedAt, openUntil }) => ({
        ...{ persons, since: openedAt, until: openUntil },
      })),
  },
  GRANTS_EXPIRING: {
    opensBy: ['Query.accounts'],
    read: async (scope) => expiring(scope, 'GRANT'),
  },
  REVIEWS_DUE: {
    opensBy: ['Query.reviews', 'Mutation.signReview'],
    // A month waits from the day after it, and is due by the end of the next.
    read: async ({ desks, today }) =>
      whole(
        monthsToReview(await desks.reviews.reviews(), today).map(({ since, until }) => ({
          ...{ persons: [], since, until },
        })),
      ),
  },
  CONTRACTS_EXPIRING: {
    opensBy: ['Query.contracts'],
    read: async (scope) => expiring(scope, 'CONTRACT'),
  },
};

/**
 * What waits for whoever asks: for each list that opens to them from here, under any of their purposes, as many as it
 * shows them. Who is closed to them is in no count either, or the difference would tell of that person.
 */
export async function countTasks(scope: TaskScope): Promise<readonly OwnTask[]> {
  const tasks = await Promise.all(TASK_KINDS.map((kind) => taskOf(scope, kind)));
  return tasks.filter((task) => task !== null);
}

async function taskOf(scope: TaskScope, kind: TaskKind): Promise<OwnTask | null> {
  const { opensBy } = LISTS[kind];
  const purposes = PURPOSES.filter(
    (purpose) =>
      scope.claims.principal.purposes.has(purpose) &&
      opensBy.every((coordinate) => opens(scope, { purpose, coordinate, labels: 0 })),
  );
  const [purpose] = purposes;
  if (purpose === undefined) return null;
  try {
    const { rows, more } = await shownRows(scope, kind, purpose);
    const timed = rows.flatMap(({ until }) => until ?? []);
    return {
      ...{ kind, purposes, count: rows.length, more },
      overdue:
        timed.length === rows.length && rows.length > 0
          ? timed.filter((end) => isOver(end, scope)).length
          : null,
      oldest: rows.map(({ since }) => since).sort()[0] ?? null,
    };
  } catch (error) {
    const { code } = toGatewayError(error);
    // No user of the intermediate server, or nobody who may be told: there is no such work for them.
    if (code === 'FORBIDDEN') return null;
    if (code !== 'SOURCE_UNAVAILABLE') throw error;
    return { kind, purposes, count: null, more: false, overdue: null, oldest: null };
  }
}

interface Opening {
  readonly purpose: Purpose;
  readonly coordinate: string;
  readonly labels: Labels;
}

/** As the guard would decide it of a request under that purpose. */
function opens({ claims, policy, classes }: TaskScope, { purpose, coordinate, labels }: Opening): boolean {
  const field = classes.get(coordinate);
  if (field === undefined) throw new TypeError(`${coordinate} is not classified`);
  const { principal, zone } = claims;
  const { verb, classification } = field;
  // A purpose that needs a case is begun with one, and no other is: what is only done under a case, is under those alone.
  const hasCase = policy.purposes.get(purpose)?.needsCase === true;
  const asked = { principal, zone, purpose, hasCase, severalPersons: false };
  return policy.decide({ ...asked, verb, classification, labels }).permit;
}

async function shownRows(
  scope: TaskScope,
  kind: TaskKind,
  purpose: Purpose,
): Promise<{ readonly rows: readonly Waiting[]; readonly more: boolean }> {
  const { read, opensBy } = LISTS[kind];
  const coordinate = opensBy[0] ?? '';
  const rows: Waiting[] = [];
  let after: string | null = null;
  for (;;) {
    const page: Page<Waiting> = await read(scope, { first: MOST, after });
    rows.push(...(await open(page.nodes)));
    if (!page.hasNextPage || rows.length > MOST) break;
    after = page.endCursor;
  }
  return { rows: rows.slice(0, MOST), more: rows.length > MOST };

  async function open(all: readonly Waiting[]): Promise<readonly Waiting[]> {
    const numbers = [...new Set(all.flatMap(({ persons }) => persons))];
    const found = await scope.subjects(numbers);
    const isOpen = new Map(
      numbers.map((number, at) => {
        // The list is asked for by itself, whatever case this request names.
        const labels = (found[at]?.labels ?? 0) & ~LABEL.NOT_IN_CASE;
        return [number, opens(scope, { purpose, coordinate, labels })];
      }),
    );
    return all.filter(({ persons }) => persons.every((number) => isOpen.get(number)));
  }
}

function mapped<Row>(page: Page<Row>, of: (row: Row) => Waiting): Page<Waiting> {
  return { ...page, nodes: page.nodes.map(of) };
}

/** Of the directory's own list, those of one kind. */
function expiring({ staff }: TaskScope, kind: ExpiryKind): Page<Waiting> {
  const nodes = staff
    .expiring(EXPIRING_DAYS)
    .filter((one) => one.kind === kind)
    .map(({ begins, ends }) => ({ persons: [], since: begins, until: ends }));
  return whole(nodes);
}

/** A list that is read in one piece. */
function whole(nodes: readonly Waiting[]): Page<Waiting> {
  return { nodes, cursors: [], endCursor: null, hasNextPage: false, hasPreviousPage: false };
}

/** Days are over when they are past, instants when they have come. */
function isOver(end: string, { today, now }: TaskScope): boolean {
  return end.includes('T') ? Date.parse(end) <= Date.parse(now) : end < today;
}
