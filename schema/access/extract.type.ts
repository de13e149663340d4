import { Field, ID, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { IndexedUpTo } from './access.type.js';
import { Instant } from '../scalars/date-time.js';

@ObjectType({ description: '取り扱った項目とその結果 / An item and what became of it, in words' })
export class ExtractItem {
  @Classified('AUDIT')
  @Field(() => String, { description: '項目 / Item' })
  itemJa!: string;

  @Classified('AUDIT')
  @Field(() => String, {
    nullable: true,
    description: '何の項目か。住民自身の項目では null / What it is an item of; null for one of the person',
  })
  thingJa!: string | null;

  @Classified('AUDIT')
  @Field(() => String, { description: 'その中での項目の名称 / What the item is called there' })
  nameJa!: string;

  @Classified('AUDIT')
  @Field(() => String, { description: '結果 / Outcome' })
  outcomeJa!: string;
}

@ObjectType({ description: '写しの一件 / One operation as it is described to the resident' })
export class ExtractEntry {
  @Classified('AUDIT')
  @Field(() => Instant, { description: '日時 / When' })
  at!: string;

  @Classified('AUDIT')
  @Field(() => String, { description: '日時(日本時間) / When, in Japan’s time' })
  atJa!: string;

  @Classified('AUDIT')
  @Field(() => String, { description: '取り扱った部署・職 / Office' })
  sectionJa!: string;

  @Classified('AUDIT')
  @Field(() => String, { description: '利用目的 / Purpose' })
  purposeJa!: string;

  @Classified('AUDIT')
  @Field(() => [ExtractItem], { description: '取り扱った項目 / Items' })
  items!: ExtractItem[];
}

@ObjectType({
  description: '本人に渡すアクセス記録の写し (R235) / The access log as it is handed to the person',
})
export class DisclosureExtract {
  @Classified('AUDIT')
  @Field(() => [ExtractEntry], { description: '古い順 / Oldest first' })
  entries!: ExtractEntry[];

  @Classified('AUDIT')
  @Field(() => [IndexedUpTo], {
    description:
      '検索できる範囲。これより後の記録は写しにない / How far the index is: what was sealed later is not in the extract',
  })
  indexedUpTo!: IndexedUpTo[];

  @Classified('AUDIT')
  @Field(() => [ID], {
    description:
      '調べた宛名番号。統合前のものを含む / Numbers whose accesses are told, those before a merge too',
  })
  numbers!: string[];
}
