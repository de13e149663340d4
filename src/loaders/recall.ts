import type { Subject } from '../guard/subject.js';
import { checkPageSize, type Page } from '../paging/page.js';
import { findCandidates, recallOn, type RecallQuestion } from './recall-candidates.js';
import { callOf, judge, mayFit, recallNode, type RecallNode } from './recall-judgement.js';
import { findDoses, findResidents } from './recall-persons.js';
import { countRecall } from './recall-totals.js';
import type { ResidentLoader } from './residents.js';
import type { LoaderScope } from './scope.js';

export interface RecallListing extends RecallQuestion {
  readonly first: number;
  readonly after: string | null;
}

export interface RecallPage extends Page<RecallNode> {
  /** Who were read for this page and are not on it. */
  readonly unshown: readonly Subject[];
}

export const createRecall = (scope: LoaderScope, residents: ResidentLoader) => ({
  recallPage: (listing: RecallListing) => loadRecallPage(scope, residents, listing),
  recallTotals: (question: RecallQuestion) => countRecall(scope, residents, question),
});

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
  const isAsked = OF_A_PAGE.some((coordinate) => scope.guard.reaches(coordinate));
  if (recall === null || !isAsked) return { ...NOBODY, hasPreviousPage, unshown: [] };
  const unshown: Subject[] = [];
  const rows: { readonly node: RecallNode; readonly healthNumber: string }[] = [];
  let hasMore = true;
  scope.budget.countListing();
  // Under conditions most candidates fall away: what ends the search is what is shown, and nothing of anybody who is not.
  for (let turn = 0; hasMore && rows.length === 0 && turn < MOST_TURNS; turn++) {
    const found = await findCandidates(scope, { recall, question: listing, first, after });
    ({ hasMore } = found);
    after = found.last ?? after;
    // Whoever cannot fit the conditions by what the ledger alone has is not read any further.
    const fitting = found.candidates.filter((candidate) => mayFit(candidate, where));
    const known = await findDoses(scope, fitting, listing);
    await scope.guard.loop.each(await findResidents(residents, known), (person) => {
      const { version } = recall;
      const call = callOf(version, asOf, person);
      const judged = judge(scope, where, call, person);
      if (call !== null && judged.is === 'ROW')
        rows.push({
          node: recallNode(version, judged.resident, call, person.doses),
          healthNumber: person.candidate.healthNumber,
        });
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

/** What is answered by a page, and not by the whole list: where none of it is asked for, no page is read. */
const OF_A_PAGE = ['nodes', 'edges', 'pageInfo'].map((field) => `RecallTargetConnection.${field}`);

/** Reads for a page that nobody is found for. */
const MOST_TURNS = 20;

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
