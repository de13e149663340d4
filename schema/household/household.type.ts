import { Field, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { Resident } from '../resident/resident.type.js';

@ObjectType({ description: '世帯員 / Member of a household' })
export class HouseholdMember {
  @Classified('WHEREABOUTS')
  @Field(() => String, { nullable: true, description: '続柄 / Relationship to the head' })
  relationship!: string | null;

  @Classified('WHEREABOUTS')
  @Field(() => Boolean, { nullable: true, description: '世帯主である / Is the head' })
  head!: boolean | null;

  @Classified('BASIC')
  @Field(() => Resident, { nullable: true, description: '住民 / The resident' })
  resident!: Resident | null;
}

@ObjectType({ description: '世帯 / Household' })
export class Household {
  @Classified('WHEREABOUTS')
  @Field(() => [HouseholdMember], { nullable: true, description: '現在の世帯員 / Present members' })
  members!: HouseholdMember[] | null;
}
