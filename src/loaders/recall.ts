import type { RecallCandidate } from '../../adapters/health-management/model.js';
import { GatewayError } from '../errors/gateway-error.js';
import { withSubject, SUBJECT, type HasSubject } from '../guard/subject.js';
import { evaluateRecall, type RecallEvaluation } from '../immunization/evaluate.js';
import { targetWindow } from '../immunization/target-window.js';
import { checkPageSize } from '../paging/page.js';
import { type Page } from '../paging/page.js';
import type { ResidentLoader, ResidentNode } from './residents.js';
import { type LoaderScope } from './scope.js';
import { NO_ITEMS } from '../sources/sources.js';
import { dateValue, type DateValue } from './values.js';

export interface RecallNode extends HasSubject {
  readonly resident: ResidentNode;
  readonly status: RecallEvaluation['status'];
  readonly nextDose: number | null;
  readonly dosesGiven: number;
  readonly dueFrom: DateValue | null;
  readonly dueUntil: DateValue | null;
}

export interface RecallListing {
  readonly vaccine: string;
  readonly asOf: string;
  readonly first: number;
  readonly after: string | null;
}

const RECALLED: ReadonlySet<RecallEvaluation['status']> = new Set(['DUE', 'OVERDUE']);

/**
 * Who is to be reminded (R070, R071): the database finds who was born in the window and lacks a dose, the
 * schedule says whether it is due. A page may be shorter than asked for, because a candidate whose interval has
 * not passed is left out, and so is one whom the registry, which knows of a death or a move first, no longer
 * has as a resident.
 */
export async function loadRecallPage(
  scope: LoaderScope,
  residents: ResidentLoader,
  listing: RecallListing,
): Promise<Page<RecallNode>> {
  checkPageSize(listing.first);
  const list = `recallTargets ${listing.vaccine} ${listing.asOf} ${scope.account}`;
  const after = listing.after === null ? null : (scope.cursors.open(list, listing.after) as string);
  const version = scope.schedule.at(listing.vaccine, listing.asOf);
  if (version === null) throw notScheduled();
  const window = targetWindow(version, listing.asOf);
  if (window === null)
    return { nodes: [], cursors: [], endCursor: null, hasNextPage: false, hasPreviousPage: false };
  const { sources, signal } = scope;
  const query = { ...window, vaccine: listing.vaccine, asOf: listing.asOf, first: listing.first + 1, after };
  const candidates = await scope.budget.listing(signal, () =>
    sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
      sources.health.findRecallCandidates(query, { signal: live, items: NO_ITEMS }),
    ),
  );
  const page = candidates.slice(0, listing.first);
  const found = await residentsOf(scope, residents, page);
  const last = page.at(-1);
  const rows = page.flatMap((candidate, at) => {
    const resident = found[at];
    const due = evaluateRecall(version, candidate.birthDate.iso, candidate.doses, listing.asOf);
    if (resident?.status !== 'RESIDENT' || !RECALLED.has(due.status)) return [];
    // To be on the list is to lack a dose: who may not be found by that (own household) is not on it.
    if (!scope.guard.opens('Query.recallTargets', resident[SUBJECT].labels)) return [];
    return [
      {
        node: recallNode(resident, due, candidate),
        cursor: scope.cursors.seal(list, candidate.healthNumber),
      },
    ];
  });
  return {
    nodes: rows.map((row) => row.node),
    cursors: rows.map((row) => row.cursor),
    endCursor: last === undefined ? null : scope.cursors.seal(list, last.healthNumber),
    hasNextPage: candidates.length > listing.first,
    hasPreviousPage: after !== null,
  };
}

async function residentsOf(
  { sources, signal }: LoaderScope,
  residents: ResidentLoader,
  candidates: readonly RecallCandidate[],
): Promise<readonly (ResidentNode | null)[]> {
  const numbers = candidates.map((candidate) => candidate.healthNumber);
  const people = await sources.ask('ADDRESS_NAME', signal, (live) =>
    sources.address.loadByHealthNumber(numbers, { signal: live, items: NO_ITEMS }),
  );
  return Promise.all(people.map((person) => (person === null ? null : residents.load(person.atenaNumber))));
}

function recallNode(resident: ResidentNode, due: RecallEvaluation, candidate: RecallCandidate): RecallNode {
  const subject = resident[SUBJECT];
  const day = (iso: string | null) =>
    dateValue(subject, iso === null ? null : { iso, precision: 'DAY', display: null });
  return withSubject(subject, {
    resident,
    status: due.status,
    nextDose: due.nextDose,
    dosesGiven: candidate.doses.length,
    dueFrom: day(due.dueFrom),
    dueUntil: day(due.dueUntil),
  });
}

function notScheduled(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    en: 'No schedule is in force for this vaccine on this day.',
    ja: 'この予防接種には、指定された日に有効な接種計画がありません。',
    detail: 'vaccine',
  });
}
