import { Field, ID, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { GrantStateTerm, PurposeTerm } from './staff.enums.js';

@ObjectType({ description: 'メニューの利用権限 (R174) / Use of one menu by one account' })
export class MenuGrant {
  @Classified('DIRECTORY')
  @Field(() => ID, { description: '権限の番号 / Id of the grant' })
  id!: string;

  @Classified('DIRECTORY')
  @Field(() => ID, { description: '利用する者のアカウント / Account it is granted to' })
  account!: string;

  @Classified('DIRECTORY')
  @Field(() => PurposeTerm, { description: '利用目的 / Purpose' })
  purpose!: keyof typeof PurposeTerm;

  @Classified('DIRECTORY')
  @Field(() => String, { nullable: true, description: 'メニュー / Menu' })
  menu!: string | null;

  @Classified('DIRECTORY')
  @Field(() => ID, { description: '承認者 / Who approved it' })
  approver!: string;

  @Classified('DIRECTORY')
  @Field(() => PlainDate, { description: '承認日 / Approved on' })
  approvedOn!: string;

  @Classified('DIRECTORY')
  @Field(() => PlainDate, { description: '開始日 / First day' })
  begins!: string;

  @Classified('DIRECTORY')
  @Field(() => PlainDate, { description: '終了日 / Last day' })
  ends!: string;

  @Classified('DIRECTORY')
  @Field(() => PlainDate, { nullable: true, description: '取消日 / Revoked on' })
  revokedOn!: string | null;

  @Classified('DIRECTORY')
  @Field(() => ID, { nullable: true, description: '取り消した者 / Who revoked it' })
  revokedBy!: string | null;

  @Classified('DIRECTORY')
  @Field(() => GrantStateTerm, { description: '本日の状態 / State today' })
  state!: keyof typeof GrantStateTerm;
}
