import { Field, ID, InputType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { PurposeTerm } from './staff.enums.js';

@InputType({ description: 'メニューの利用を許可する / To open a menu to an account' })
export class GrantMenuInput {
  @Classified('DIRECTORY', 'GRANT')
  @Field(() => ID, { description: '利用する者のアカウント / Account it is granted to' })
  account!: string;

  @Classified('DIRECTORY', 'GRANT')
  @Field(() => PurposeTerm, { description: '利用目的 / Purpose' })
  purpose!: keyof typeof PurposeTerm;

  @Classified('DIRECTORY', 'GRANT')
  @Field(() => PlainDate, { description: '開始日 / First day' })
  begins!: string;

  @Classified('DIRECTORY', 'GRANT')
  @Field(() => PlainDate, { description: '終了日 / Last day' })
  ends!: string;
}
