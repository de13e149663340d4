import { Field, ID, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PartialDate } from '../resident/partial-date.type.js';
import { Sex } from '../resident/resident.enums.js';

@ObjectType({
  description:
    '検索で見つかった方。二人を見分けるための項目だけ。/ Somebody a search found: what tells two people apart, and no more',
})
export class FoundPerson {
  @Classified('PUBLIC', 'READ', { text: 'KEY' })
  @Field(() => ID, { description: '宛名番号 / Address-name number' })
  atenaNumber!: string;

  @Classified('FINDING')
  @Field(() => String, { nullable: true, description: '漢字氏名 / Name in kanji' })
  kanji!: string | null;

  @Classified('FINDING')
  @Field(() => String, { nullable: true, description: 'カナ氏名 / Name in kana' })
  kana!: string | null;

  @Classified('FINDING')
  @Field(() => PartialDate, { nullable: true, description: '生年月日 / Date of birth' })
  birthDate!: PartialDate | null;

  @Classified('FINDING')
  @Field(() => Sex, { nullable: true, description: '性別 / Sex' })
  sex!: Sex | null;
}

@ObjectType({ description: '検索の結果 / What a search found' })
export class FoundPersons {
  @Classified('FINDING')
  @Field(() => [FoundPerson], {
    nullable: true,
    description: '見つかった方(最大20人) / Those found, at most 20',
  })
  persons!: FoundPerson[] | null;

  @Classified('FINDING')
  @Field(() => Boolean, {
    nullable: true,
    description: 'ほかにもいる。条件を足す。/ There are more: add a condition',
  })
  more!: boolean | null;
}
