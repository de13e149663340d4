import { Field, ID, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { Instant } from '../scalars/date-time.js';
import { PlainDate } from '../scalars/dates.js';
import { LinkageBasis, LinkageBody, LinkageItem } from './basis.type.js';
import { ExchangeSideTerm } from './enums.js';

@ObjectType('ExchangeRecord', {
  description: '情報提供等記録 (番号法23条) / Record of one exchange, as the city holds it',
})
export class ExchangeRecord extends LinkageBasis {
  @Classified('PUBLIC', 'READ', { text: 'KEY' })
  @Field(() => ID, { description: '処理通番 / Processing number' })
  id!: string;

  @Classified('LINKAGE')
  @Field(() => ExchangeSideTerm, { nullable: true, description: '市の立場 / Which side the city was on' })
  side!: keyof typeof ExchangeSideTerm | null;

  @Classified('WHEREABOUTS')
  @Field(() => LinkageBody, { nullable: true, description: '相手方の機関 / The other body' })
  counterpart!: LinkageBody | null;

  @Classified('LINKAGE')
  @Field(() => [LinkageItem], { nullable: true, description: '特定個人情報 / Items' })
  items!: LinkageItem[] | null;

  @Classified('LINKAGE')
  @Field(() => Instant, { nullable: true, description: '照会日時 / Asked at' })
  requestedAt!: string | null;

  @Classified('LINKAGE')
  @Field(() => Instant, {
    nullable: true,
    description: '提供日時。提供がないとき null / Provided at; null when nothing was',
  })
  providedAt!: string | null;

  @Classified('LINKAGE')
  @Field(() => Boolean, {
    nullable: true,
    description: '不開示 (R196)。本人に示さない。/ Not shown to the person',
  })
  hidden!: boolean | null;

  @Classified('LINKAGE')
  @Field(() => PlainDate, { nullable: true, description: '保存期限(7年) / Kept until' })
  keepUntil!: string | null;
}

@ObjectType('LinkageRestriction', { description: '提供の制限 (R196, R202) / Restrictions of one item' })
export class LinkageRestriction {
  @Classified('LINKAGE')
  @Field(() => LinkageItem, { nullable: true, description: '項目 / Item' })
  item!: LinkageItem | null;

  @Classified('LINKAGE')
  @Field(() => Boolean, { nullable: true, description: '自動応答不可 (R202) / Not answered automatically' })
  noAutomaticAnswer!: boolean | null;

  @Classified('LINKAGE')
  @Field(() => Boolean, { nullable: true, description: '不開示 (R196) / Not disclosed' })
  nonDisclosure!: boolean | null;

  @Classified('LINKAGE')
  @Field(() => Instant, { nullable: true, description: '設定日時 / Changed at' })
  changedAt!: string | null;
}

@ObjectType('LinkageCopyStatus', {
  description: '副本の登録状況 / A copy as it is registered, without its values',
})
export class LinkageCopyStatus {
  @Classified('LINKAGE')
  @Field(() => LinkageItem, { nullable: true, description: '項目 / Item' })
  item!: LinkageItem | null;

  @Classified('LINKAGE')
  @Field(() => String, { nullable: true, description: 'データセット番号 / Number of the data set' })
  dataSet!: string | null;

  @Classified('LINKAGE')
  @Field(() => String, { nullable: true, description: '版番号 / Version' })
  version!: string | null;

  @Classified('LINKAGE')
  @Field(() => PlainDate, { nullable: true, description: '有効期間の始め / Valid from' })
  validFrom!: string | null;

  @Classified('LINKAGE')
  @Field(() => PlainDate, {
    nullable: true,
    description: '有効期間の終わり / Valid to; null: without an end',
  })
  validTo!: string | null;

  @Classified('LINKAGE')
  @Field(() => Instant, { nullable: true, description: '最終更新日時 / Last refreshed at' })
  refreshedAt!: string | null;
}

/**
 * Its parts come from different systems, each on its own: what one of them cannot say does not silence the others.
 */
@ObjectType('Linkage', { description: '住民の情報連携 (R186-R211) / Linkage about one resident' })
export class Linkage {}
