import type { PersonKeys } from '../../adapters/address-name/model.js';
import type { RecallCandidate, RecallDoses } from '../../adapters/health-management/model.js';
import { GatewayError } from '../errors/gateway-error.js';
import { withSubject, SUBJECT, type HasSubject, type Subject } from '../guard/subject.js';
import { evaluateRecall, type RecallEvaluation } from '../immunization/evaluate.js';
import { targetWindow } from '../immunization/target-window.js';
import { checkPageSize } from '../paging/page.js';
import { type Page } from '../paging/page.js';
import { unknownPerson } from './named-person.js';
import type { ResidentLoader, ResidentNode } from './residents.js';
import { type LoaderScope } from './scope.js';
import { checkVaccine } from './vaccine-code.js';
import { NO_ITEMS } from '../sources/sources.js';
import { dateValue, type DateValue } from './values.js';

export interface RecallNode extends HasSubject {
  readonly resident: ResidentNode;
  /** DOUBTFUL: a dose, or a date of birth, cannot be read, so that no letter goes before somebody has looked. */
  readonly status: 'DUE' | 'OVERDUE' | 'DOUBTFUL';
  readonly nextDose: number | null;
  readonly dosesGiven: number;
  readonly doubtfulDoses: number;
  readonly dueFrom: DateValue | null;
  readonly dueUntil: DateValue | null;
}

export interface RecallListing {
  readonly vaccine: string;
  readonly asOf: string;
  readonly first: number;
  readonly after: string | null;
}

export interface RecallPage extends Page<RecallNode> {
  /**
   * How many of this page's candidates are not on it although a dose may be due: of the caller's own household, or
   * such that no system can say who they are or
   * when they were born. Somebody else has to remind them.
   */
  readonly leftOut: number;
  /** Who they are, as far as anybody can say. That they are left out tells that they lack a dose. */
  readonly leftOutPersons: readonly Subject[];
  /** Who were read for this page and are neither on it nor counted. */
  readonly unshown: readonly Subject[];
}

/**
 * Who is to be reminded (R070, R071): the database finds who was born in the window and lacks a dose, the
 * schedule says whether it is due, counting the doses under every number that health management has had for the
 * person. A page may be shorter than asked for, because a candidate whose interval has not passed is left out,
 * and so is one whom the registry, which knows of a death or a move first, no longer has as a resident.
 */
export async function loadRecallPage(
  scope: LoaderScope,
  residents: ResidentLoader,
  listing: RecallListing,
): Promise<RecallPage> {
  checkPageSize(listing.first);
  checkVaccine(listing.vaccine);
  const list = `recallTargets ${listing.vaccine} ${listing.asOf}`;
  const after = listing.after === null ? null : (scope.cursors.open(list, listing.after) as string);
  const version = scope.schedule.at(listing.vaccine, listing.asOf);
  if (version === null) throw notScheduled();
  const window = targetWindow(version, listing.asOf);
  if (window === null) return { ...NOBODY, leftOut: 0, leftOutPersons: [], unshown: [] };
  const { sources, signal } = scope;
  const query = { ...window, vaccine: listing.vaccine, asOf: listing.asOf, first: listing.first + 1, after };
  const candidates = await scope.budget.listing(signal, () =>
    sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
      sources.health.findRecallCandidates(query, { signal: live, items: NO_ITEMS }),
    ),
  );
  const page = candidates.slice(0, listing.first);
  const persons = await findPersons(scope, residents, page, listing);
  const last = page.at(-1);
  let leftOut = 0;
  const leftOutPersons: Subject[] = [];
  const unshown: Subject[] = [];
  const rows: { readonly node: RecallNode; readonly healthNumber: string }[] = [];
  await scope.guard.loop.each(persons, (person) => {
    const { candidate, resident, subject, doses } = person;
    const told = subject === null ? [] : [subject];
    const due = evaluateRecall(version, candidate.birthDate.iso, doses.doses, listing.asOf);
    const status = statusOf(due.status, doses);
    const isPresent = resident === null ? candidate.isResident : isHere(resident);
    if (person.isSuperseded || status === null || !isPresent) {
      unshown.push(...told);
      return;
    }
    // To be on the list is to lack a dose: who may not be found by that (own household) is not on it.
    const opens = resident !== null && scope.guard.opens('Query.recallTargets', resident[SUBJECT].labels);
    if (!opens || candidate.isBirthUnknown) {
      leftOut += 1;
      leftOutPersons.push(...told);
      return;
    }
    const node = recallNode(resident, { ...due, status }, doses);
    rows.push({ node, healthNumber: candidate.healthNumber });
  });
  return {
    nodes: rows.map((row) => row.node),
    cursors: await cursorsOf(scope, list, rows),
    endCursor: last === undefined ? null : scope.cursors.seal(list, last.healthNumber),
    hasNextPage: candidates.length > listing.first,
    hasPreviousPage: after !== null,
    leftOut,
    leftOutPersons,
    unshown,
  };
}

/** A cursor costs as much as a row: none is sealed that nobody asks for. */
async function cursorsOf(
  { guard, cursors }: LoaderScope,
  list: string,
  rows: readonly { readonly healthNumber: string }[],
): Promise<readonly string[]> {
  const sealed: string[] = [];
  if (ROW_CURSORS.some((coordinate) => guard.reaches(coordinate)))
    await guard.loop.each(rows, ({ healthNumber }) => sealed.push(cursors.seal(list, healthNumber)));
  return sealed;
}

const ROW_CURSORS = ['RecallTargetEdge.cursor', 'PageInfo.startCursor'];

const NOBODY: Page<RecallNode> = {
  nodes: [],
  cursors: [],
  endCursor: null,
  hasNextPage: false,
  hasPreviousPage: false,
};

/** Whoever may be a resident: a status that nobody can read is not the end of a residence. */
function isHere({ status }: ResidentNode): boolean {
  return status === 'RESIDENT' || status === 'UNKNOWN';
}

/** null: nobody is to be reminded. A dose that cannot be read matters only where one is still lacking. */
function statusOf(due: RecallEvaluation['status'], { doubtful }: RecallDoses): RecallNode['status'] | null {
  if (due === 'UNKNOWN') return 'DOUBTFUL';
  if (due !== 'DUE' && due !== 'OVERDUE') return null;
  return doubtful > 0 ? 'DOUBTFUL' : due;
}

/** A candidate, whom the registry has for them, and all that is known of their doses. */
interface Candidate {
  readonly candidate: RecallCandidate;
  readonly resident: ResidentNode | null;
  /** Who was read, also where the registry has nobody; null where no system knows a person. */
  readonly subject: Subject | null;
  /** Another row of the person stands under the number that is theirs now. */
  readonly isSuperseded: boolean;
  readonly doses: RecallDoses;
}

/** In the order of the page. */
async function findPersons(
  scope: LoaderScope,
  residents: ResidentLoader,
  page: readonly RecallCandidate[],
  listing: RecallListing,
): Promise<readonly Candidate[]> {
  const { sources, signal } = scope;
  const numbers = page.map((candidate) => candidate.healthNumber);
  const people = await sources.ask('ADDRESS_NAME', signal, (live) =>
    sources.address.loadByHealthNumber(numbers, { signal: live, items: NO_ITEMS }),
  );
  const [found, elsewhere, superseded] = await Promise.all([
    Promise.all(people.map((person) => (person === null ? null : residents.load(person.atenaNumber)))),
    dosesElsewhere(scope, page, people, listing),
    findSuperseded(scope, page, people),
  ]);
  return page.map((candidate, at) => {
    const resident = found[at] ?? null;
    const person = people[at] ?? null;
    return {
      candidate,
      resident,
      subject: resident?.[SUBJECT] ?? (person === null ? null : unknownPerson(person.atenaNumber)),
      isSuperseded: superseded.has(candidate.healthNumber),
      doses: together(candidate, elsewhere[at] ?? []),
    };
  });
}

/** What the ledger has under the other numbers of each candidate; one statement, and none where nobody has any. */
async function dosesElsewhere(
  { sources, signal }: LoaderScope,
  page: readonly RecallCandidate[],
  people: readonly (PersonKeys | null)[],
  listing: RecallListing,
): Promise<readonly (readonly RecallDoses[])[]> {
  const others = page.map(({ healthNumber }, at) =>
    (people[at]?.healthNumbers ?? []).filter((number) => number !== healthNumber),
  );
  const asked = [...new Set(others.flat())];
  if (asked.length === 0) return [];
  const loaded = await sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
    sources.health.loadRecallDoses(asked, listing, { signal: live, items: NO_ITEMS }),
  );
  const byNumber = new Map(asked.map((number, at) => [number, loaded[at] ?? null]));
  return others.map((own) => own.flatMap((number) => byNumber.get(number) ?? []));
}

/** Old numbers that still have a row of their own although the person has one under the number that stands. */
async function findSuperseded(
  { sources, signal }: LoaderScope,
  page: readonly RecallCandidate[],
  people: readonly (PersonKeys | null)[],
): Promise<ReadonlySet<string>> {
  const old = page.flatMap(({ healthNumber }, at) => {
    const [current] = people[at]?.healthNumbers ?? [];
    return current === undefined || current === healthNumber ? [] : [{ healthNumber, current }];
  });
  if (old.length === 0) return new Set();
  const current = old.map((one) => one.current);
  const rows = await sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
    sources.health.loadMany(current, { signal: live, items: NO_ITEMS }),
  );
  return new Set(old.flatMap(({ healthNumber }, at) => (rows[at] == null ? [] : [healthNumber])));
}

/**
 * Two rows of one day are one dose, entered twice. Nobody is vaccinated before they are born: such a day is somebody’s
 * mistake, and the dose one of doubt.
 */
function together(candidate: RecallCandidate, elsewhere: readonly RecallDoses[]): RecallDoses {
  const all = [candidate, ...elsewhere];
  const days = all.flatMap(({ doses }) => doses);
  const possible = days.filter((day) => day >= (candidate.birthDate.iso ?? ''));
  const unread = all.reduce((sum, { doubtful }) => sum + doubtful, 0);
  return { doses: [...new Set(possible)].sort(), doubtful: unread + days.length - possible.length };
}

function recallNode(
  resident: ResidentNode,
  due: Omit<RecallEvaluation, 'status'> & Pick<RecallNode, 'status'>,
  { doses, doubtful }: RecallDoses,
): RecallNode {
  const subject = resident[SUBJECT];
  const day = (iso: string | null) =>
    dateValue(subject, iso === null ? null : { iso, precision: 'DAY', display: null });
  // Which dose would be the next, and when, rests on the ones that cannot be read.
  const isCertain = due.status !== 'DOUBTFUL';
  return withSubject(subject, {
    resident,
    status: due.status,
    nextDose: isCertain ? due.nextDose : null,
    dosesGiven: doses.length,
    doubtfulDoses: doubtful,
    dueFrom: day(isCertain ? due.dueFrom : null),
    dueUntil: day(isCertain ? due.dueUntil : null),
  });
}

function notScheduled(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    en: 'No schedule is in force for this vaccine on this day.',
    ja: 'この予防接種には、指定された日に有効な接種計画がありません。',
    detail: 'vaccine',
  });
}
