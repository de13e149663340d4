import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import { SUBJECT } from '../../src/guard/subject.js';
import type { ImmunizationNode } from '../../src/loaders/health.js';
import type { ResidentNode } from '../../src/loaders/residents.js';
import { Classified } from '../classified.js';
import { Resident } from '../resident/resident.type.js';
import { Immunization } from './immunization.type.js';

@Resolver(() => Resident)
export class ResidentImmunizationsResolver {
  @Classified('HEALTH')
  @FieldResolver(() => [Immunization], {
    nullable: true,
    description: '予防接種の記録、古い順 / Vaccinations, oldest first',
  })
  async immunizations(
    @Root() resident: ResidentNode,
    @Arg('vaccine', () => String, { nullable: true, description: '種別コードで絞る / Of this kind only' })
    vaccine: string | undefined,
    @Ctx() { loaders }: RequestContext,
  ): Promise<readonly ImmunizationNode[]> {
    const all = await loaders.health.immunizations.load(resident[SUBJECT]);
    return vaccine === undefined ? all : all.filter((record) => record.vaccine?.code === vaccine);
  }
}
