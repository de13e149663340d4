import { Field, ID, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';

@ObjectType({ description: '職に就く者 (R015, R016) / Who holds an office' })
export class OfficeHolding {
  @Classified('DIRECTORY')
  @Field(() => ID, { description: '番号 / Number of the row' })
  id!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '職 / Office' })
  office!: string;

  @Classified('DIRECTORY')
  @Field(() => ID, { description: 'アカウント / Account' })
  account!: string;

  @Classified('DIRECTORY')
  @Field(() => PlainDate, { description: '開始日 / First day' })
  begins!: string;

  @Classified('DIRECTORY')
  @Field(() => PlainDate, { nullable: true, description: '終了日 / Last day' })
  ends!: string | null;

  @Classified('DIRECTORY')
  @Field(() => ID, {
    nullable: true,
    description: '代理を命じた者。本人の場合は null / Holder whom a delegate acts for',
  })
  delegatedBy!: string | null;

  @Classified('DIRECTORY')
  @Field(() => Boolean, { description: '本日有効 / In force today' })
  inForce!: boolean;
}
