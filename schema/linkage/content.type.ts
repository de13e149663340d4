import { Field, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { Instant } from '../scalars/date-time.js';

@ObjectType('LinkedValue', { description: '副本の値一つ / One value of a copy' })
export class LinkedValue {
  @Classified('LINKED')
  @Field(() => String, { nullable: true, description: '項目名 / Name of the field' })
  name!: string | null;

  @Classified('LINKED')
  @Field(() => String, { nullable: true, description: '値 / Value' })
  value!: string | null;
}

/** Never the original: what the owner registered, and when the owner last looked at it. */
@ObjectType('LinkedCopy', {
  description: '副本 (R201)。提供側が登録した写し。/ A copy as its owner registered it',
})
export class LinkedCopy {
  @Classified('LINKED')
  @Field(() => String, { nullable: true, description: '特定個人情報名コード / Code of the item' })
  item!: string | null;

  @Classified('LINKED')
  @Field(() => String, { nullable: true, description: '特定個人情報名 / Name of the item' })
  name!: string | null;

  @Classified('LINKED')
  @Field(() => String, { nullable: true, description: 'データセット番号 / Number of the data set' })
  dataSet!: string | null;

  @Classified('LINKED')
  @Field(() => String, { nullable: true, description: '版番号 / Version' })
  version!: string | null;

  @Classified('LINKED')
  @Field(() => PlainDate, { nullable: true, description: '有効期間の始め / Valid from' })
  validFrom!: string | null;

  @Classified('LINKED')
  @Field(() => PlainDate, {
    nullable: true,
    description: '有効期間の終わり / Valid to; null: without an end',
  })
  validTo!: string | null;

  @Classified('LINKED')
  @Field(() => PlainDate, {
    nullable: true,
    description: '事実の日 / Day of the fact, such as that of the vaccination',
  })
  factDay!: string | null;

  @Classified('LINKED')
  @Field(() => Instant, { nullable: true, description: '最終更新日時 / When the copy was last refreshed' })
  refreshedAt!: string | null;

  @Classified('LINKED')
  @Field(() => [LinkedValue], { nullable: true, description: '値 / Values' })
  values!: LinkedValue[] | null;
}
