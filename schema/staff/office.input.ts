import { Field, ID, InputType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';

@InputType({ description: '職に就く者を登録する / Who takes an office' })
export class OfficeInput {
  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, { description: '職 / Office' })
  office!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => ID, { description: 'アカウント / Account' })
  account!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => PlainDate, { description: '開始日 / First day' })
  begins!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => PlainDate, {
    nullable: true,
    description: '終了日。代理には必要 / Last day; a delegate needs one',
  })
  ends?: string | null;
}
