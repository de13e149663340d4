import { Field, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { BodyKindTerm, RefusalCodeTerm } from './enums.js';

/** Row and law of one exchange, as cited on its day (R044, R046, R047). */
@ObjectType()
export abstract class LinkageBasis {
  @Classified('LINKAGE')
  @Field(() => String, { nullable: true, description: '項番 (R041) / Row of the permission list, as cited' })
  row!: string | null;

  @Classified('LINKAGE')
  @Field(() => String, { nullable: true, description: '主務省令の条 (R044, R046) / Article of the order' })
  article!: string | null;

  @Classified('LINKAGE')
  @Field(() => String, {
    nullable: true,
    description: '根拠法令の引用。その日のもの (R047) / Citation, as it was on that day',
  })
  citation!: string | null;

  @Classified('LINKAGE')
  @Field(() => Boolean, {
    nullable: true,
    description: '評価書の記載が食い違う項番 (X09) / The assessment contradicts itself about this row',
  })
  basisConflict!: boolean | null;
}

/**
 * Named by the exchange it took part in, so that the field leading to it decides: who asked can betray where
 * somebody lives.
 */
@ObjectType('LinkageBody', { description: '情報連携の相手方の機関 / Another body of the exchange' })
export class LinkageBody {
  @Classified('PUBLIC')
  @Field(() => String, { nullable: true, description: '機関コード(16桁) / Code of the body, 16 digits' })
  code!: string | null;

  @Classified('PUBLIC')
  @Field(() => String, {
    nullable: true,
    description: '名称。不明のとき null / Name; null when it is not known',
  })
  name!: string | null;

  @Classified('PUBLIC')
  @Field(() => BodyKindTerm, {
    nullable: true,
    description: '機関の種別。不明のとき null / Kind of body, as rows name it; null when it is not known',
  })
  kind!: keyof typeof BodyKindTerm | null;
}

@ObjectType('LinkageItem', { description: '特定個人情報名 (R191) / An item that can be asked for' })
export class LinkageItem {
  @Classified('PUBLIC')
  @Field(() => String, { nullable: true, description: '特定個人情報名コード / Code: TM and 14 digits' })
  code!: string | null;

  @Classified('PUBLIC')
  @Field(() => String, { nullable: true, description: '名称 / Name' })
  name!: string | null;
}

@ObjectType('InquiryRefusal', {
  description:
    '照会が認められなかった理由 (R188)。項番と条文を付す。/ Why an inquiry was refused, with row and article',
})
export class InquiryRefusal {
  @Classified('LINKAGE')
  @Field(() => RefusalCodeTerm, { nullable: true, description: '理由 / Reason' })
  code!: keyof typeof RefusalCodeTerm | null;

  @Classified('LINKAGE')
  @Field(() => String, { nullable: true, description: '項番 / Row' })
  row!: string | null;

  @Classified('LINKAGE')
  @Field(() => String, {
    nullable: true,
    description: '条。項番がないとき null / Article; null where there is no such row',
  })
  article!: string | null;

  @Classified('LINKAGE')
  @Field(() => String, { nullable: true, description: '説明(英語) / In English' })
  message!: string | null;

  @Classified('LINKAGE')
  @Field(() => String, { nullable: true, description: '説明(日本語) / In Japanese' })
  messageJa!: string | null;
}
