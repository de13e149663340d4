import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import { SUBJECT, type HasSubject } from '../../src/guard/subject.js';
import { checkPageSize } from '../../src/paging/page.js';
import { readProcessingNumber } from '../../src/linkage/processing-number.js';
import type { ResidentNode } from '../../src/loaders/residents.js';
import { Classified } from '../classified.js';
import { connection, type ConnectionSource } from '../paging/connection.js';
import { Resident } from '../resident/resident.type.js';
import { ProvisionStateTerm } from './enums.js';
import { payloadNode, provisionNode, type ProvisionNode } from './nodes.js';
import { aboutTheirPersons, subjectOf } from './people.js';
import { ProvisionPayload, ProvisionRequest, ProvisionRequestConnection } from './provision.type.js';

@Resolver(() => ProvisionRequest)
export class ProvisionRequestResolver {
  // Nullable, unlike other roots: while the intermediate server is silent the rest of the answer must not go
  // with it.
  @Classified('LINKAGE')
  @Query(() => ProvisionRequestConnection, {
    nullable: true,
    description: '他の機関からの照会の一覧、古い順 (R198) / What other bodies ask, oldest first',
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
    @Ctx() { linkage, loaders }: RequestContext,
  ): Promise<ConnectionSource<ProvisionNode>> {
    checkPageSize(first);
    const page = await linkage.provisions({
      states: states ?? ['AWAITING_APPROVAL'],
      first,
      after: after ?? null,
    });
    return connection({ ...page, nodes: await aboutTheirPersons(loaders, page.nodes, provisionNode) });
  }

  @Classified('LINKAGE')
  @Query(() => ProvisionRequest, {
    nullable: true,
    description: '他の機関からの照会を1件引く (R203) / One of them by its number',
  })
  async provisionRequest(
    @Arg('id', () => ID, { description: '処理通番 / Processing number' }) id: string,
    @Ctx() { linkage, loaders }: RequestContext,
  ): Promise<ProvisionNode | null> {
    const number = readProcessingNumber(id);
    const view = number === null ? null : await linkage.provision(number);
    return view && provisionNode(await subjectOf(loaders, view.atenaNumber), view);
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
