import type { RecallCandidate } from '../../adapters/health-management/model.js';
import type { Subject } from '../guard/subject.js';
import { findCandidates, recallOn, type Recall, type RecallQuestion } from './recall-candidates.js';
import { callOf, judge, type Call, type LeftOutReason } from './recall-judgement.js';
import { findDoses, findResidents } from './recall-persons.js';
import type { ResidentLoader } from './residents.js';
import type { LoaderScope } from './scope.js';

/** The whole list, whatever page is asked for. */
export interface RecallTotals {
  readonly total: number;
  /** By reason; whom it is about where any system knows them, for their being left out tells that they lack a dose. */
  readonly leftOut: ReadonlyMap<LeftOutReason, number>;
  readonly leftOutPersons: readonly Subject[];
  /** All on the list, where they are few; else none. */
  readonly few: readonly Subject[];
}

/** Candidates in one read of the whole list, and reads of it. */
const AT_ONCE = 1_000;
const MOST_READS = 30;

/**
 * How many the list has, and who is not on it. Of the whole list and not of a page: by pages of one row a number that is
 * kept quiet could be counted out. null where there are more candidates than are looked through at once.
 */
export async function countRecall(
  scope: LoaderScope,
  residents: ResidentLoader,
  question: RecallQuestion,
): Promise<RecallTotals | null> {
  const recall = recallOn(scope, question);
  const count = new RecallCount(scope, residents, question);
  if (recall === null) return count.totals();
  scope.budget.countListing();
  const judged: Promise<void>[] = [];
  let found = await findCandidates(scope, { ...{ recall, question, first: AT_ONCE }, after: null });
  for (;;) {
    judged.push(ahead(count.add(recall, found.candidates)));
    if (!found.hasMore) break;
    if (judged.length === MOST_READS) return null;
    const { last: after } = found;
    // While one part is found the two before it are judged, and no more of them.
    [found] = await Promise.all([
      findCandidates(scope, { ...{ recall, question, first: AT_ONCE }, after }),
      judged.at(-2),
    ]);
  }
  await Promise.all(judged);
  return count.totals();
}

/** A failure is told when it is waited for, and where another was told before nobody does. */
function ahead(work: Promise<void>): Promise<void> {
  work.catch(() => undefined);
  return work;
}

class RecallCount {
  private total = 0;
  private readonly leftOut = new Map<LeftOutReason, number>();
  private readonly leftOutPersons: Subject[] = [];
  private readonly few: Subject[] = [];

  constructor(
    private readonly scope: LoaderScope,
    private readonly residents: ResidentLoader,
    private readonly question: RecallQuestion,
  ) {}

  async add({ version }: Recall, candidates: readonly RecallCandidate[]): Promise<void> {
    const { scope, question } = this;
    const { loop } = scope.guard;
    const known = await findDoses(scope, candidates, question);
    const calls = new Map<RecallCandidate, Call>();
    await loop.each(known, (one) => {
      const call = callOf(version, question.asOf, one);
      if (call !== null) calls.set(one.candidate, call);
    });
    const called = known.filter(({ candidate }) => calls.has(candidate));
    await loop.each(await findResidents(this.residents, called), (person) => {
      const judged = judge(scope, question.where, calls.get(person.candidate) ?? null, person);
      if (judged.is === 'ROW') this.addListed(person.subject);
      else if (judged.is === 'LEFT_OUT') this.addLeftOut(judged.reason, person.subject);
    });
  }

  totals(): RecallTotals {
    const { total, leftOut, leftOutPersons, few } = this;
    return { total, leftOut, leftOutPersons, few: total > this.scope.fewPersons ? [] : few };
  }

  private addListed(subject: Subject | null): void {
    this.total += 1;
    if (subject !== null && this.few.length <= this.scope.fewPersons) this.few.push(subject);
  }

  private addLeftOut(reason: LeftOutReason, subject: Subject | null): void {
    this.leftOut.set(reason, (this.leftOut.get(reason) ?? 0) + 1);
    if (subject !== null) this.leftOutPersons.push(subject);
  }
}
