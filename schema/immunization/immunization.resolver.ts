import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Int, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import { checkPageSize } from '../../src/paging/page.js';
import { selects } from '../../src/guard/selects.js';
import { SUBJECT, withSubject } from '../../src/guard/subject.js';
import type { ImmunizationNode } from '../../src/loaders/health.js';
import { changeNode, type ChangeNode } from '../../src/loaders/record-changes.js';
import type { RecommendationNode } from '../../src/loaders/recommendations.js';
import type { ResidentNode } from '../../src/loaders/residents.js';
import { Classified } from '../classified.js';
import { Resident } from '../resident/resident.type.js';
import { ImmunizationChange, ImmunizationProvenance } from './change.type.js';
import { DoseEvaluation } from './evaluation.type.js';
import { MedicalInstitution } from './immunization-parts.type.js';
import { PlainDate } from '../scalars/dates.js';
import { Immunization } from './immunization.type.js';
import { Recommendation } from './recommendation.type.js';

@Resolver(() => Resident)
export class ResidentImmunizationsResolver {
  @Classified('HEALTH')
  @FieldResolver(() => [Immunization], {
    nullable: true,
    description:
      '予防接種の記録、古い順。取り消された記録は state を求めたときだけ並ぶ。/ Vaccinations, oldest first; withdrawn ones only where `state` is asked for',
  })
  async immunizations(
    @Root() resident: ResidentNode,
    @Arg('vaccine', () => String, { nullable: true, description: '種別コードで絞る / Of this kind only' })
    vaccine: string | undefined,
    @Ctx() { loaders }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly ImmunizationNode[]> {
    const all = await loaders.health.immunizations.load(resident[SUBJECT]);
    const shown = selects(info, 'state') ? all : all.filter(({ state }) => state !== 'WITHDRAWN');
    return vaccine === undefined ? shown : shown.filter((record) => record.vaccine?.code === vaccine);
  }
}

/** What is due, beside what was given. */
@Resolver(() => Resident)
export class ResidentRecommendationsResolver {
  @Classified('HEALTH')
  @FieldResolver(() => [Recommendation], {
    nullable: true,
    description:
      '法定の予防接種ごとの次の接種 (R070)。住民でない者は空。/ The next dose of each vaccine in force on the day; empty for whoever is no resident',
  })
  recommendations(
    @Root() resident: ResidentNode,
    @Arg('asOf', () => PlainDate, {
      nullable: true,
      description: '基準日。省略すると今日。/ As of; today when left out',
    })
    asOf: string | undefined,
    @Ctx() { loaders }: RequestContext,
  ): Promise<readonly RecommendationNode[]> {
    return loaders.recommendations(resident, asOf ?? null);
  }
}

@Resolver()
export class InstitutionsResolver {
  // Nullable: the table is health management's, and its silence must not take the rest of the answer along.
  @Classified('PUBLIC')
  @Query(() => [MedicalInstitution], {
    nullable: true,
    description:
      '医療機関のコード表を引く、コード順 / The code table of medical institutions, by code: whoever enters a dose looks one up',
  })
  institutions(
    @Arg('nameOrCode', () => String, {
      description: '名称の一部かコードの先頭 / Part of the name, or the beginning of the code',
    })
    nameOrCode: string,
    @Arg('first', () => Int, { defaultValue: 20, description: '件数 1–1,000 / Rows' }) first: number,
    @Ctx() { loaders }: RequestContext,
  ): Promise<readonly object[]> {
    checkPageSize(first);
    return loaders.institutions(nameOrCode, first);
  }
}

@Resolver(() => Immunization)
export class ImmunizationEvaluationResolver {
  @Classified('HEALTH')
  @FieldResolver(() => DoseEvaluation, {
    nullable: true,
    description:
      '接種日の規則に照らした評価 (R084–R086)。接種していない記録では null / The dose held against the schedule of its day; null for what is no dose',
  })
  evaluation(@Root() dose: ImmunizationNode, @Ctx() { loaders }: RequestContext): Promise<object | null> {
    return loaders.doseEvaluation(dose);
  }
}

/** What the gateway knows of a record besides the ledger: who made it, what was changed, whether it is settled. */
@Resolver(() => Immunization)
export class ImmunizationChangesResolver {
  @Classified('HEALTH')
  @FieldResolver(() => ImmunizationProvenance, {
    nullable: true,
    description: '出所。誰が、どの経路で入力したか。/ Who entered it, and by which way',
  })
  async provenance(
    @Root() { id, [SUBJECT]: subject }: ImmunizationNode,
    @Ctx() { loaders }: RequestContext,
  ): Promise<object> {
    const entered = (await loaders.recordChanges.load(id)).find(({ kind }) => kind === 'RECORD');
    const facts =
      entered === undefined
        ? { way: 'HEALTH_MANAGEMENT', origin: null, evidence: null, enteredBy: null, enteredAt: null }
        : {
            ...{ way: entered.way, origin: entered.origin, evidence: entered.evidence },
            ...{ enteredBy: entered.account, enteredAt: entered.at },
          };
    return withSubject(subject, facts);
  }

  @Classified('HEALTH')
  @FieldResolver(() => [ImmunizationChange], {
    nullable: true,
    description:
      '変更の履歴、古い順 (R007, R169)。訂正前の内容もここに残る。/ What was changed, oldest first: what a record said before stays here',
  })
  async history(
    @Root() { id, [SUBJECT]: subject }: ImmunizationNode,
    @Ctx() { loaders }: RequestContext,
  ): Promise<readonly ChangeNode[]> {
    return (await loaders.recordChanges.load(id)).map((change) => changeNode(subject, change));
  }

  @Classified('HEALTH')
  @FieldResolver(() => Boolean, {
    nullable: true,
    description: '職員が確定した記録 (R169) / Settled by staff: imports change nothing of it',
  })
  async locked(@Root() { id }: ImmunizationNode, @Ctx() { loaders }: RequestContext): Promise<boolean> {
    return (await loaders.recordChanges.load(id)).some(({ state, locks }) => state === 'DONE' && locks);
  }
}
