import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import { GatewayError } from '../../src/errors/gateway-error.js';
import { ForSubject, SUBJECT } from '../../src/guard/subject.js';
import type { ResidentNode } from '../../src/loaders/residents.js';
import { Classified } from '../classified.js';
import { unknownPerson } from '../../src/loaders/named-person.js';
import { AnyRepresentation, Entity, readRepresentation } from './entity.js';
import { SubgraphService } from './service.type.js';

const MAX_REPRESENTATIONS = 1000;

/** The two ways in that a federation router uses. They pass the same guard as every other field (NestJS #1188). */
@Resolver()
export class FederationResolver {
  @Classified('PUBLIC')
  @Query(() => SubgraphService, {
    name: '_service',
    description: 'サブグラフの定義 / This subgraph (Apollo Federation)',
  })
  async service(@Ctx() { sdl }: RequestContext): Promise<SubgraphService> {
    return { sdl: await sdl() };
  }

  @Classified('BASIC')
  @Query(() => [Entity], {
    name: '_entities',
    nullable: 'items',
    description: '参照された実体 / Entities by their keys, in order (Apollo Federation)',
  })
  entities(
    @Arg('representations', () => [AnyRepresentation], { description: '最大1,000件 / At most 1,000' })
    representations: unknown[],
    @Ctx() { loaders }: RequestContext,
  ): Promise<ForSubject<ResidentNode | null>[]> {
    if (representations.length > MAX_REPRESENTATIONS) throw tooMany();
    const numbers = representations.map(readRepresentation);
    return Promise.all(
      numbers.map(async (number) => {
        const resident = await loaders.residents.load(number);
        return new ForSubject(resident?.[SUBJECT] ?? unknownPerson(number), resident);
      }),
    );
  }
}

function tooMany(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    en: `At most ${MAX_REPRESENTATIONS} representations at a time.`,
    ja: `実体の参照は一度に${MAX_REPRESENTATIONS}件までです。`,
    detail: 'representations',
  });
}
