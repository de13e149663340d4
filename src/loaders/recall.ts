import { GatewayError } from '../errors/gateway-error.js';
import type { Subject } from '../guard/subject.js';
import { targetWindow, type TargetWindow } from '../immunization/target-window.js';
import type { ScheduleVersion } from '../immunization/version.js';
import { checkPageSize, type Page } from '../paging/page.js';
import { NO_ITEMS } from '../sources/sources.js';
import {
  isCalled,
  judge,
  mayFit,
  type LeftOutReason,
  type RecallConditions,
  type RecallNode,
} from './recall-judgement.js';
import { findDoses, findResidents, type KnownDoses } from './recall-persons.js';
import type { ResidentLoader } from './residents.js';
import { type LoaderScope } from './scope.js';
import { checkVaccine } from './vaccine-code.js';

export interface RecallQuestion {
  readonly vaccine: string;
  readonly asOf: string;
  readonly where: RecallConditions;
}

export interface RecallListing extends RecallQuestion {
  readonly first: number;
  readonly after: string | null;
}

export interface RecallPage extends Page<RecallNode> {
  /** Who were read for this page and are not on it. */
  readonly unshown: readonly Subject[];
}

/** The whole list, whatever page is asked for. */
export interface RecallTotals {
  readonly total: number;
  /** By reason; whom it is about where any system knows them, for their being left out tells that they lack a dose. */
  readonly leftOut: ReadonlyMap<LeftOutReason, number>;
  readonly leftOutPersons: readonly Subject[];
  /** All on the list, where they are few; else none. */
  readonly few: readonly Subject[];
}

export const createRecall = (scope: LoaderScope, residents: ResidentLoader) => ({
  recallPage: (listing: RecallListing) => loadRecallPage(scope, residents, listing),
  recallTotals: (question: RecallQuestion) => countRecall(scope, residents, question),
});

/** What the schedule says of the day; null where it calls nobody. */
interface Recall {
  readonly version: ScheduleVersion;
  readonly window: TargetWindow;
}

/**
 * Who is to be reminded (R070, R071): the database finds who was born in the window and lacks a dose, the
 * schedule says whether it is due, counting the doses under every number that health management has had for the
 * person. A page may be shorter than asked for, because a candidate whose interval has not passed is left out,
 * and so is one whom the registry, which knows of a death or a move first, no longer has as a resident.
 */
async function loadRecallPage(
  scope: LoaderScope,
  residents: ResidentLoader,
  listing: RecallListing,
): Promise<RecallPage> {
  const { vaccine, asOf, where, first } = listing;
  checkPageSize(first);
  const recall = recallOn(scope, listing);
  const list = `recallTargets ${vaccine} ${asOf} ${JSON.stringify(where)}`;
  let after = listing.after === null ? null : (scope.cursors.open(list, listing.after) as string);
  const hasPreviousPage = after !== null;
  if (recall === null) return { ...NOBODY, hasPreviousPage, unshown: [] };
  const unshown: Subject[] = [];
  const rows: { readonly node: RecallNode; readonly healthNumber: string }[] = [];
  let hasMore = true;
  // Under conditions most candidates fall away: what ends the search is what is shown, and nothing of anybody who is not.
  for (let turn = 0; hasMore && rows.length === 0 && turn < MOST_TURNS; turn++) {
    const found = await readCandidates(scope, {
      ...{ recall, question: listing, first, after, withDistrict: where.districts !== undefined },
      isFirst: turn === 0,
    });
    ({ hasMore } = found);
    after = found.last ?? after;
    await scope.guard.loop.each(await findResidents(residents, found.candidates), (person) => {
      const judged = judge(scope, recall.version, listing, person);
      if (judged.is === 'ROW') rows.push({ node: judged.node, healthNumber: person.candidate.healthNumber });
      else if (person.subject !== null) unshown.push(person.subject);
    });
  }
  return {
    nodes: rows.map((row) => row.node),
    cursors: await cursorsOf(scope, list, rows),
    endCursor: after === null ? null : scope.cursors.seal(list, after),
    hasNextPage: hasMore,
    hasPreviousPage,
    unshown,
  };
}

/** Candidates in one read of the whole list. */
const AT_ONCE = 1_000;
/** Reads for a page that nobody is found for; reads for a whole list. */
const MOST_TURNS = 20;
const MOST_READS = 30;

/**
 * How many the list has, and who is not on it. Of the whole list and not of a page: by pages of one row a number that is
 * kept quiet could be counted out. null where there are more candidates than are looked through at once.
 */
async function countRecall(
  scope: LoaderScope,
  residents: ResidentLoader,
  question: RecallQuestion,
): Promise<RecallTotals | null> {
  const recall = recallOn(scope, question);
  const leftOut = new Map<LeftOutReason, number>();
  const leftOutPersons: Subject[] = [];
  const few: Subject[] = [];
  let total = 0;
  let after: string | null = null;
  for (let read = 0, hasMore = recall !== null; hasMore && recall !== null; read++) {
    if (read === MOST_READS) return null;
    const { version } = recall;
    const found = await readCandidates(scope, {
      ...{ recall, question: { ...question, where: {} }, first: AT_ONCE, after },
      ...{ withDistrict: question.where.districts !== undefined, isFirst: read === 0 },
    });
    ({ hasMore, last: after } = found);
    const called: KnownDoses[] = [];
    await scope.guard.loop.each(found.candidates, (one) => {
      if (isCalled(version, question.asOf, one)) called.push(one);
    });
    await scope.guard.loop.each(await findResidents(residents, called), (person) => {
      const judged = judge(scope, version, question, person);
      if (judged.is === 'GONE') return;
      if (judged.is === 'LEFT_OUT') {
        leftOut.set(judged.reason, (leftOut.get(judged.reason) ?? 0) + 1);
        if (person.subject !== null) leftOutPersons.push(person.subject);
        return;
      }
      total += 1;
      if (person.subject !== null && few.length <= scope.fewPersons) few.push(person.subject);
    });
  }
  return { total, leftOut, leftOutPersons, few: total > scope.fewPersons ? [] : few };
}

/** Throws BAD_USER_INPUT for a vaccine that there is not, or that nothing is scheduled for. */
function recallOn({ schedule }: LoaderScope, { vaccine, asOf }: RecallQuestion): Recall | null {
  checkVaccine(vaccine);
  const version = schedule.at(vaccine, asOf);
  if (version === null) throw notScheduled();
  const window = targetWindow(version, asOf);
  return window && { version, window };
}

interface Part {
  readonly recall: Recall;
  readonly question: RecallQuestion;
  readonly first: number;
  readonly after: string | null;
  readonly withDistrict: boolean;
  /** A list that is read in parts is one list of the operation's. */
  readonly isFirst: boolean;
}

/** Whoever cannot fit the conditions by what the ledger alone has is not read any further. */
async function readCandidates(
  scope: LoaderScope,
  { recall, question, first, after, withDistrict, isFirst }: Part,
): Promise<{
  readonly candidates: readonly KnownDoses[];
  readonly hasMore: boolean;
  readonly last: string | null;
}> {
  const { sources, signal } = scope;
  const { vaccine, asOf, where } = question;
  const query = { ...recall.window, vaccine, asOf, first: first + 1, after, withDistrict };
  if (isFirst) scope.budget.countListing();
  const found = await scope.budget.inTurn(signal, () =>
    sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
      sources.health.findRecallCandidates(query, { signal: live, items: NO_ITEMS }),
    ),
  );
  const page = found.slice(0, first);
  const fitting = page.filter((candidate) => mayFit(candidate, where));
  const candidates = fitting.length === 0 ? [] : await findDoses(scope, fitting, question);
  return { candidates, hasMore: found.length > first, last: page.at(-1)?.healthNumber ?? null };
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

function notScheduled(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    en: 'No schedule is in force for this vaccine on this day.',
    ja: 'この予防接種には、指定された日に有効な接種計画がありません。',
    detail: 'vaccine',
  });
}
