import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { ResidentSort, ResidentStatus, Sex, SortDirection } from './resident.enums.js';

registerEnumType(ResidentSort, { name: 'ResidentSort', description: '並べ替えの項目 / What to sort by' });
registerEnumType(SortDirection, { name: 'SortDirection', description: '昇順・降順 / Direction' });

@InputType({ description: '住民の検索条件。すべてを満たす者。/ All conditions must hold' })
export class ResidentFilter {
  @Classified('PUBLIC', 'READ', { text: 'KEY' })
  @Field(() => [ID], {
    nullable: true,
    description: '宛名番号(最大1,000件) / These numbers only, at most 1,000',
  })
  atenaNumbers?: string[] | null;

  @Classified('BASIC', 'FILTER')
  @Field(() => String, {
    nullable: true,
    description:
      'カナ氏名の初めの部分。全角・半角・ひらがな可。/ Reading of the name from its beginning, any width',
  })
  kanaPrefix?: string | null;

  @Classified('BASIC', 'FILTER')
  @Field(() => String, {
    nullable: true,
    description:
      '氏名(漢字・通称・ローマ字)又は旧氏の一部。異体字・空白・全角半角は問わない。/ Part of the name, alias, Roman name or former surname; variant kanji, blanks and width do not count',
  })
  name?: string | null;

  @Classified('BASIC', 'FILTER')
  @Field(() => PlainDate, {
    nullable: true,
    description:
      '生年月日。不詳の部分がある者も含む。/ Date of birth; whoever may be born then is found, too',
  })
  birthDate?: string | null;

  @Classified('BASIC', 'FILTER')
  @Field(() => PlainDate, { nullable: true, description: '生年月日の始め / Born on or after' })
  birthDateFrom?: string | null;

  @Classified('BASIC', 'FILTER')
  @Field(() => PlainDate, { nullable: true, description: '生年月日の終わり / Born on or before' })
  birthDateTo?: string | null;

  @Classified('BASIC', 'FILTER')
  @Field(() => String, {
    nullable: true,
    description:
      '生年月日の分かる部分。YYYY 又は YYYY-MM。不詳の部分がある者も、その年月に生まれ得れば含む。/ What is known of the birth, YYYY or YYYY-MM; whoever may be born then is found, too',
  })
  birthDatePart?: string | null;

  @Classified('BASIC', 'FILTER')
  @Field(() => Sex, {
    nullable: true,
    description:
      '性別。UNKNOWN は不明の者と、区分が読めない者。/ Sex; UNKNOWN also finds whose code cannot be read',
  })
  sex?: Sex | null;

  @Classified('CONTACT', 'FILTER')
  @Field(() => String, {
    nullable: true,
    description:
      '住所の一部。数字と丁目・番・号の書き方は問わない。支援措置の対象者と、住まいを同じくする者は該当しない。/ Part of the address, its numbers written in any way; never finds a person under support measures, nor who lives with one',
  })
  address?: string | null;

  @Classified('BASIC', 'FILTER')
  @Field(() => [ResidentStatus], {
    nullable: true,
    description:
      '住民区分。省略すると現在の住民と、区分が読めない者。/ Status; present residents, and those whose status is unknown, when left out',
  })
  status?: ResidentStatus[] | null;
}

@InputType({ description: '並べ替え / Order' })
export class ResidentOrder {
  @Classified('BASIC', 'SORT')
  @Field(() => ResidentSort, { description: '項目 / By' })
  field!: ResidentSort;

  @Classified('PUBLIC')
  @Field(() => SortDirection, { defaultValue: SortDirection.ASC, description: '方向 / Direction' })
  direction!: SortDirection;
}
