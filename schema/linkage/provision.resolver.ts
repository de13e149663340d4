import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import { SUBJECT, type AskedAbout, type HasSubject } from '../../src/guard/subject.js';
import { checkPageSize } from '../../src/paging/page.js';
import { readProcessingNumber } from '../../src/linkage/processing-number.js';
import type { ResidentNode } from '../../src/loaders/residents.js';
import { Classified } from '../classified.js';
import { connection, type ConnectionSource } from '../paging/connection.js';
import { Resident } from '../resident/resident.type.js';
import { Instant } from '../scalars/date-time.js';
import { ProvisionOrderTerm, ProvisionStateTerm } from './enums.js';
import { historyNodes, payloadNode, provisionNode, type ProvisionNode } from './nodes.js';
import { aboutTheirPersons, subjectOf, unlessClosed } from './people.js';
import {
  ProvisionChange,
  ProvisionPayload,
  ProvisionRequest,
  ProvisionRequestConnection,
} from './provision.type.js';

type States = readonly (keyof typeof ProvisionStateTerm)[];

interface ProvisionsSource extends ConnectionSource<ProvisionNode> {
  readonly states: States;
}

@Resolver(() => ProvisionRequest)
export class ProvisionRequestResolver {
  // Nullable, unlike other roots: while the intermediate server is silent the rest of the answer must not go
  // with it.
  @Classified('LINKAGE')
  @Query(() => ProvisionRequestConnection, {
    nullable: true,
    description: '他の機関からの照会の一覧 (R198) / What other bodies ask',
  })
  async provisionRequests(
    @Arg('states', () => [ProvisionStateTerm], {
      nullable: true,
      description:
        '状態で絞る。省略すると承認待ち / In these states; those that wait for a decision when left out',
    })
    states: (keyof typeof ProvisionStateTerm)[] | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: '件数 1–1,000 / Rows' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'このカーソルの後 / After this cursor' })
    after: string | undefined,
    @Arg('orderBy', () => ProvisionOrderTerm, {
      defaultValue: 'RECEIVED_AT',
      description: '順。早いものが先。/ Order; the earliest first',
    })
    orderBy: keyof typeof ProvisionOrderTerm,
    @Ctx() { linkage, loaders }: RequestContext,
  ): Promise<ProvisionsSource> {
    checkPageSize(first);
    const asked: States = states ?? ['AWAITING_APPROVAL'];
    const order = orderBy === 'EXPIRES_AT' ? 'EXPIRES' : 'RECEIVED';
    const page = await linkage.provisions({ states: asked, order, first, after: after ?? null });
    const nodes = await aboutTheirPersons(loaders, page.nodes, provisionNode);
    return { ...connection({ ...page, nodes }), states: asked };
  }

  @Classified('LINKAGE')
  @Query(() => ProvisionRequest, {
    nullable: true,
    description: '他の機関からの照会を1件引く (R203) / One of them by its number',
  })
  async provisionRequest(
    @Arg('id', () => ID, { description: '処理通番 / Processing number' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<ProvisionNode | AskedAbout<null> | null> {
    const { linkage, loaders } = context;
    const number = readProcessingNumber(id);
    const view = number === null ? null : await linkage.provision(number);
    if (view === null) return null;
    const node = provisionNode(await subjectOf(loaders, view.atenaNumber), view);
    return unlessClosed(context, 'Query.provisionRequest', node);
  }

  @Classified('BASIC')
  @FieldResolver(() => Resident, {
    nullable: true,
    description:
      '本人。宛名システムにないとき null / The person; null where the address-name system knows nobody',
  })
  resident(
    @Root() { atenaNumber }: ProvisionNode,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ResidentNode | null> | null {
    return atenaNumber === null ? null : loaders.residents.load(atenaNumber);
  }

  @Classified('LINKAGE')
  @FieldResolver(() => ID, {
    nullable: true,
    description:
      '承認・拒否した職員のアカウント。決定前は null / Account that decided last; null before there is a decision',
  })
  async decidedBy(
    @Root() provision: ProvisionNode,
    @Ctx() { loaders }: RequestContext,
  ): Promise<string | null> {
    return (await decisionOn(provision, loaders))?.account ?? provision.approvedBy;
  }

  @Classified('LINKAGE')
  @FieldResolver(() => Instant, {
    nullable: true,
    description: '承認・拒否した日時 / When it was decided last',
  })
  async decidedAt(
    @Root() provision: ProvisionNode,
    @Ctx() { loaders }: RequestContext,
  ): Promise<string | null> {
    return (await decisionOn(provision, loaders))?.at ?? null;
  }

  @Classified('LINKAGE')
  @FieldResolver(() => String, {
    nullable: true,
    description: '決定の案件番号 / Case number of that decision',
  })
  async caseNumber(
    @Root() provision: ProvisionNode,
    @Ctx() { loaders }: RequestContext,
  ): Promise<string | null> {
    return (await decisionOn(provision, loaders))?.caseNumber ?? null;
  }

  @Classified('LINKAGE')
  @FieldResolver(() => [ProvisionChange], {
    nullable: true,
    description: '状態の経過、古い順 / The states it reached, the first first',
  })
  async history(
    @Root() provision: ProvisionNode,
    @Ctx() { loaders }: RequestContext,
  ): Promise<readonly HasSubject[]> {
    return historyNodes(provision[SUBJECT], await loaders.linkage.provisionHistory.load(provision));
  }

  @Classified('LINKED')
  @FieldResolver(() => ProvisionPayload, {
    nullable: true,
    description:
      '提供する内容そのもの (R203)。送信後は null / Exactly what would be sent now; null once it is closed',
  })
  async payload(
    @Root() provision: ProvisionNode,
    @Ctx() { linkage }: RequestContext,
  ): Promise<HasSubject | null> {
    const view = await linkage.payload(provision.id);
    return view && payloadNode(provision[SUBJECT], view);
  }
}

@Resolver(() => ProvisionRequestConnection)
export class ProvisionRequestCountResolver {
  @Classified('LINKAGE')
  @FieldResolver(() => Int, { nullable: true, description: '該当件数 / How many there are' })
  totalCount(@Root() { states }: ProvisionsSource, @Ctx() { linkage }: RequestContext): Promise<number> {
    return linkage.countProvisions(states);
  }
}

async function decisionOn(provision: ProvisionNode, { linkage }: Pick<RequestContext['loaders'], 'linkage'>) {
  const history = await linkage.provisionHistory.load(provision);
  return history.findLast(({ state }) => state === 'APPROVED' || state === 'REJECTED') ?? null;
}
