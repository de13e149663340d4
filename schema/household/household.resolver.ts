import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import { SUBJECT } from '../../src/guard/subject.js';
import type { HouseholdNode } from '../../src/loaders/households.js';
import type { ResidentNode } from '../../src/loaders/residents.js';
import { Classified } from '../classified.js';
import { Resident } from '../resident/resident.type.js';
import { Household } from './household.type.js';

@Resolver(() => Resident)
export class ResidentHouseholdResolver {
  // With whom somebody lives says where, as soon as one of them can be found.
  @Classified('WHEREABOUTS')
  @FieldResolver(() => Household, { nullable: true, description: '世帯 / Household' })
  household(
    @Root() resident: ResidentNode,
    @Ctx() { loaders }: RequestContext,
  ): Promise<HouseholdNode | null> | null {
    if (resident.householdNumber === null) return null;
    return loaders.household(resident[SUBJECT], resident.householdNumber);
  }
}
