import { Field, ID, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { LinkageItem } from './basis.type.js';
import { BodyKindTerm } from './enums.js';

@ObjectType({
  description: '評価書の記載の食い違い (X09) / Where the assessment contradicts itself, and how it is read',
})
export class LinkageConflict {
  @Classified('PUBLIC')
  @Field(() => String, { description: '評価書の記載 / What the assessment says, in Japanese' })
  sourceJa!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '読み方(日本語) / The reading, in Japanese' })
  readingJa!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '読み方(英語) / The reading, in English' })
  readingEn!: string;
}

/** Law, and nothing of anybody: that it is read at all needs the class of its list. */
@ObjectType({
  description:
    '照会許可用照合リストの項 (R191)。基準日に市に認められたもの。/ A row of the permission list that the city may go by on the day',
})
export class LinkageRow {
  @Classified('PUBLIC')
  @Field(() => ID, { description: '手続 / Name of the procedure in the list' })
  procedure!: string;

  @Classified('PUBLIC')
  @Field(() => String, {
    description: '項番。requestInformation に指定する。/ Row, as requestInformation takes it',
  })
  row!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '主務省令の条 / Article of the order' })
  article!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '根拠法令の引用 / Citation' })
  citation!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '事務(日本語) / The affair, in Japanese' })
  affairJa!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '事務(英語) / The affair, in English' })
  affairEn!: string;

  @Classified('PUBLIC')
  @Field(() => [BodyKindTerm], { description: '照会者となれる機関 / Who may ask' })
  inquirers!: (keyof typeof BodyKindTerm)[];

  @Classified('PUBLIC')
  @Field(() => [BodyKindTerm], { description: '提供者となれる機関 / Who may be asked' })
  providers!: (keyof typeof BodyKindTerm)[];

  @Classified('PUBLIC')
  @Field(() => [LinkageItem], { description: '求められる特定個人情報 / Items that may be asked for' })
  items!: LinkageItem[];

  @Classified('PUBLIC')
  @Field(() => PlainDate, { description: '効力の始め / In force from' })
  from!: string;

  @Classified('PUBLIC')
  @Field(() => PlainDate, {
    nullable: true,
    description: '効力の終わり。続いていれば null / Last day; null while it is in force',
  })
  to!: string | null;

  @Classified('PUBLIC')
  @Field(() => Boolean, {
    description: '条文を一項ずつ確かめる前の推定 / Inferred, not yet read row by row',
  })
  unverified!: boolean;

  @Classified('PUBLIC')
  @Field(() => LinkageConflict, {
    nullable: true,
    description: '評価書の記載の食い違い。ないとき null / null where there is none',
  })
  conflict!: LinkageConflict | null;
}
