import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { CaseView } from '../../src/cases/case-access.js';
import { AskedAbout, withSubject } from '../../src/guard/subject.js';
import { checkPageSize } from '../../src/paging/page.js';
import type { RequestContext } from '../../src/request/request-context.js';
import { Classified } from '../classified.js';
import { connection, type ConnectionSource } from '../paging/connection.js';
import { Case, CaseConnection, CaseMatch, CasePerson, CaseWindow, CaseIdentityCheck } from './case.type.js';
import { pageOfOpenCases } from './page-of-open-cases.js';

const CASE = 'Query.case';

@Resolver(() => Case)
export class CaseResolver {
  @Classified('CASE')
  @Query(() => Case, {
    nullable: true,
    description:
      '案件を番号で引く。ない案件と他の所属の案件は null。/ A case by either of its numbers; null where there is none, or it is another division’s',
  })
  async case(
    @Arg('number', () => ID, { description: '案件番号又は文書番号 / Either of its numbers' }) number: string,
    @Ctx() context: RequestContext,
  ): Promise<AskedAbout<CaseView | null> | null> {
    const found = await context.cases.find(number.normalize('NFKC').trim());
    if (found === null) return null;
    const subjects = await context.loaders.subjects(found.persons);
    const isOpen = subjects.every(({ labels }) => context.guard.opensAll([CASE], labels));
    return new AskedAbout(subjects, [CASE], isOpen ? found : null);
  }

  @Classified('CASE')
  @Query(() => CaseConnection, {
    description: '自分が開いた案件、新しい順 / Cases that one has opened, newest first',
  })
  async myCases(
    @Arg('open', () => Boolean, {
      defaultValue: true,
      description: '閉じていないものだけ / Only those not closed',
    })
    open: boolean,
    @Arg('first', () => Int, { defaultValue: 50, description: '件数 1–1,000 / Rows' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'このカーソルの後 / After this cursor' })
    after: string | undefined,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionSource<CaseView>> {
    checkPageSize(first);
    return connection(await pageOfOpenCases(context, { first, after: after ?? null, open }));
  }

  @Classified('CASE')
  @Query(() => [CaseWindow], {
    nullable: true,
    description: '所属の指定された取扱い窓口 (R161) / Designated windows of one’s own division, today',
  })
  caseWindows(@Ctx() { cases }: RequestContext): readonly object[] {
    return cases.windows();
  }

  @Classified('CASE')
  @FieldResolver(() => [CasePerson], { nullable: true, description: '対象者 / Whom it is about' })
  async persons(
    @Root() { persons }: CaseView,
    @Ctx() { loaders }: RequestContext,
  ): Promise<readonly object[]> {
    const subjects = await loaders.subjects(persons);
    return subjects.map((subject) => withSubject(subject, { atenaNumber: subject.atenaNumber }));
  }

  @Classified('CASE')
  @FieldResolver(() => [CaseMatch], {
    nullable: true,
    description: '突合の記録 (R168) / Matchings on record',
  })
  matches(@Root() { number }: CaseView, @Ctx() { cases }: RequestContext): Promise<readonly object[]> {
    return cases.matchesOf(number);
  }

  @Classified('CASE')
  @FieldResolver(() => [CaseIdentityCheck], {
    nullable: true,
    description: '本人確認の記録、古い順 (R166, R227) / Documents seen, when and by whom, oldest first',
  })
  identityChecks(@Root() of: CaseView, @Ctx() { cases }: RequestContext): Promise<readonly object[]> {
    return cases.identityChecksOf(of);
  }
}
