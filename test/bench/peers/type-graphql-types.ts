import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Immunization, ImmunizationSetting, Resident } from './entities.js';

/** What has no table of its own. */

export enum CoverageDimension {
  COHORT = 'COHORT',
  AGE_BAND = 'AGE_BAND',
  SEX = 'SEX',
  DISTRICT = 'DISTRICT',
}
enum RecordWay {
  PAPER = 'PAPER',
  COUNTER = 'COUNTER',
}
registerEnumType(CoverageDimension, { name: 'CoverageDimension' });
registerEnumType(RecordWay, { name: 'RecordWay' });

@ObjectType()
export class HouseholdMember {
  @Field(() => String, { nullable: true })
  relationship!: string | null;

  @Field(() => Boolean, { nullable: true })
  head!: boolean;

  @Field(() => Resident, { nullable: true })
  resident!: Resident;
}

@ObjectType()
export class Household {
  @Field(() => [HouseholdMember], { nullable: true })
  members!: HouseholdMember[];
}

@ObjectType()
export class ResidentConnection {
  @Field(() => [Resident])
  nodes!: Resident[];
}

@ObjectType()
export class CoverageKey {
  @Field(() => CoverageDimension)
  dimension!: string;

  @Field(() => String)
  value!: string;
}

@ObjectType()
export class CoverageCell {
  @Field(() => [CoverageKey])
  key!: readonly CoverageKey[];

  @Field(() => Int, { nullable: true })
  population!: number;

  @Field(() => Int, { nullable: true })
  vaccinated!: number;

  @Field(() => Float, { nullable: true })
  rate!: number | null;
}

@ObjectType()
export class UserError {
  @Field(() => String)
  code!: string;
}

@ObjectType()
export class ImmunizationPayload {
  @Field(() => [UserError])
  userErrors!: UserError[];

  @Field(() => Immunization, { nullable: true })
  immunization!: Immunization | null;
}

@InputType()
export class ResidentFilter {
  @Field(() => [ID], { nullable: true })
  atenaNumbers!: string[] | null;
}

@InputType()
export class RecordImmunizationInput {
  @Field(() => String)
  idempotencyKey!: string;

  @Field(() => ID)
  atenaNumber!: string;

  @Field(() => String)
  vaccine!: string;

  @Field(() => String)
  date!: string;

  @Field(() => String, { nullable: true })
  billingMonth!: string | null;

  @Field(() => ImmunizationSetting)
  setting!: string;

  @Field(() => String, { nullable: true })
  manufacturer!: string | null;

  @Field(() => String, { nullable: true })
  lot!: string | null;

  @Field(() => Float, { nullable: true })
  doseMl!: number | null;

  @Field(() => RecordWay)
  way!: string;

  @Field(() => String, { nullable: true })
  reason!: string | null;
}
