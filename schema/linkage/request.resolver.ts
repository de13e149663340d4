import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import { withSubject, SUBJECT, type AskedAbout, type HasSubject } from '../../src/guard/subject.js';
import { checkPageSize } from '../../src/paging/page.js';
import type { ResidentNode } from '../../src/loaders/residents.js';
import { Classified } from '../classified.js';
import { connection, type ConnectionSource } from '../paging/connection.js';
import { Resident } from '../resident/resident.type.js';
import { RequestStateTerm } from './enums.js';
import { copyNodes, historyNodes, requestNode, type RequestNode } from './nodes.js';
import { aboutTheirPersons, subjectOf, unlessClosed } from './people.js';
import {
  InformationRequest,
  InformationRequestChange,
  InformationRequestConnection,
  LinkageAnswer,
} from './request.type.js';

type States = readonly (keyof typeof RequestStateTerm)[] | null;

interface RequestsSource extends ConnectionSource<RequestNode> {
  readonly states: States;
}

@Resolver(() => InformationRequest)
export class InformationRequestResolver {
  @Classified('LINKAGE')
  @Query(() => InformationRequestConnection, {
    nullable: true,
    description: '情報照会の一覧、新しい順 (R186) / Inquiries made through this gateway, newest first',
  })
  async informationRequests(
    @Arg('states', () => [RequestStateTerm], {
      nullable: true,
      description: '状態で絞る。省略するとすべて / In these states; all when left out',
    })
    states: (keyof typeof RequestStateTerm)[] | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: '件数 1–1,000 / Rows' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'このカーソルの後 / After this cursor' })
    after: string | undefined,
    @Ctx() { linkage, loaders }: RequestContext,
  ): Promise<RequestsSource> {
    checkPageSize(first);
    const asked: States = states ?? null;
    const page = await linkage.requests({ states: asked, first, after: after ?? null });
    const nodes = await aboutTheirPersons(loaders, page.nodes, requestNode);
    return { ...connection({ ...page, nodes }), states: asked };
  }

  @Classified('LINKAGE')
  @Query(() => InformationRequest, {
    nullable: true,
    description: '情報照会を1件引く (R186) / One inquiry by its number',
  })
  async informationRequest(
    @Arg('id', () => ID, { description: '照会番号 / Number of the inquiry' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<RequestNode | AskedAbout<null> | null> {
    const { linkage, loaders } = context;
    const view = await linkage.request(id);
    if (view === null) return null;
    const node = requestNode(await subjectOf(loaders, view.atenaNumber), view);
    return unlessClosed(context, 'Query.informationRequest', node);
  }

  // Of the basic items: whom an inquiry is about is more than how it went, which an auditor may read.
  @Classified('BASIC')
  @FieldResolver(() => Resident, { nullable: true, description: '本人 / The person' })
  resident(
    @Root() { atenaNumber }: RequestNode,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ResidentNode | null> {
    return loaders.residents.load(atenaNumber);
  }

  @Classified('LINKAGE')
  @FieldResolver(() => [InformationRequestChange], {
    nullable: true,
    description:
      '状態の経過、古い順。UNSENT で始まる。/ The states it reached, the first first; it begins UNSENT',
  })
  async history(
    @Root() request: RequestNode,
    @Ctx() { loaders }: RequestContext,
  ): Promise<readonly HasSubject[]> {
    return historyNodes(request[SUBJECT], await loaders.linkage.requestHistory.load(request));
  }

  @Classified('LINKED')
  @FieldResolver(() => LinkageAnswer, {
    nullable: true,
    description: '回答。まだないとき null / The answer; null while there is none',
  })
  async answer(@Root() request: RequestNode, @Ctx() { linkage }: RequestContext): Promise<HasSubject | null> {
    const copies = request.answered ? await linkage.answer(request.id) : null;
    return copies && withSubject(request[SUBJECT], { copies: copyNodes(request[SUBJECT], copies) });
  }
}

@Resolver(() => InformationRequestConnection)
export class InformationRequestCountResolver {
  @Classified('LINKAGE')
  @FieldResolver(() => Int, { nullable: true, description: '該当件数 / How many there are' })
  totalCount(@Root() { states }: RequestsSource, @Ctx() { linkage }: RequestContext): Promise<number> {
    return linkage.countRequests(states);
  }
}
