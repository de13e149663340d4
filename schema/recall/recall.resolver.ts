import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { AskedAbout, ForSubjects, UNSHOWN } from '../../src/guard/subject.js';
import type { RecallConditions, RecallNode } from '../../src/loaders/recall-judgement.js';
import type { RecallTotals } from '../../src/loaders/recall-totals.js';
import type { RequestContext } from '../../src/request/request-context.js';
import { Classified } from '../classified.js';
import { connection, type ConnectionSource } from '../paging/connection.js';
import { PlainDate } from '../scalars/dates.js';
import { RecallFilter } from './recall.input.js';
import { RecallLeftOut, RecallTargetConnection } from './recall.type.js';

interface RecallSource extends ConnectionSource<RecallNode> {
  /** Of the whole list, looked through once and only where it is asked for. */
  readonly totals: () => Promise<RecallTotals | null>;
  /** Coordinates of the conditions in use. */
  readonly by: readonly string[];
}

/** A smaller number is told as some. */
const LEAST_TOLD = 10;

@Resolver(() => RecallTargetConnection)
export class RecallResolver {
  @Classified('HEALTH', 'FILTER')
  @Query(() => RecallTargetConnection, {
    description: '接種勧奨の対象者 (R070) / Persons who lack a dose that the schedule says is due',
  })
  async recallTargets(
    @Arg('vaccine', () => String, { description: '種別コード / Vaccine code, e.g. MR' }) vaccine: string,
    @Arg('asOf', () => PlainDate, {
      nullable: true,
      description: '基準日。省略すると今日。/ As of; today when left out',
    })
    asOf: string | undefined,
    @Arg('where', () => RecallFilter, { nullable: true, description: '条件 / Conditions' })
    where: RecallFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: '件数 1–1,000 / Rows' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'このカーソルの後 / After this cursor' })
    after: string | undefined,
    @Ctx() { loaders, today }: RequestContext,
  ): Promise<RecallSource> {
    const question = { vaccine, asOf: asOf ?? today, where: readConditions(where) };
    const page = await loaders.recallPage({ ...question, first, after: after ?? null });
    let totals: Promise<RecallTotals | null> | null = null;
    return {
      ...connection(page),
      [UNSHOWN]: page.unshown,
      totals: () => (totals ??= loaders.recallTotals(question)),
      by: Object.entries(where ?? {}).flatMap(([key, value]) =>
        value == null ? [] : [`RecallFilter.${key}`],
      ),
    };
  }

  @Classified('HEALTH')
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      '該当件数。候補が3万人を超えるとき null / How many are on the list; null beyond 30,000 candidates',
  })
  async totalCount(@Root() { totals, by }: RecallSource): Promise<AskedAbout<number | null>> {
    const found = await totals();
    return new AskedAbout(found?.few ?? [], by, found?.total ?? null);
  }

  // That somebody is left out tells that they lack a dose, so that it is about them.
  @Classified('HEALTH')
  @FieldResolver(() => [RecallLeftOut], {
    nullable: true,
    description:
      '一覧から除いた対象者。候補が3万人を超えるとき null / Targets that are not on the list; null beyond 30,000 candidates',
  })
  async leftOut(
    @Root() { totals }: RecallSource,
  ): Promise<readonly object[] | ForSubjects<readonly object[]> | null> {
    const found = await totals();
    if (found === null) return null;
    const told = [...found.leftOut].map(([reason, count]) => ({
      reason,
      count: count < LEAST_TOLD ? null : count,
    }));
    return found.leftOutPersons.length === 0 ? told : new ForSubjects(found.leftOutPersons, told);
  }
}

function readConditions(where: RecallFilter | undefined): RecallConditions {
  return {
    statuses: where?.status ?? undefined,
    bornFrom: where?.bornFrom ?? undefined,
    bornTo: where?.bornTo ?? undefined,
    districts: where?.districts ?? undefined,
  };
}
