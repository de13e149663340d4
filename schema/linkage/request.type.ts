import { Field, ID, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PageInfo } from '../paging/page-info.type.js';
import { Instant } from '../scalars/date-time.js';
import { InquiryRefusal, LinkageBasis, LinkageBody, LinkageItem } from './basis.type.js';
import { LinkedCopy } from './content.type.js';
import { QuarantineTerm, RequestStateTerm } from './enums.js';

@ObjectType('LinkageAnswer', {
  description:
    '情報照会への回答。照会と一致することを確かめたもの (R157)。/ The answer, held against its inquiry',
})
export class LinkageAnswer {
  @Classified('LINKED')
  @Field(() => [LinkedCopy], { nullable: true, description: '提供された副本 / Copies provided' })
  copies!: LinkedCopy[] | null;
}

@ObjectType({ description: '情報照会が達した状態 / A state that an inquiry reached' })
export class InformationRequestChange {
  @Classified('LINKAGE')
  @Field(() => RequestStateTerm, { nullable: true, description: '状態 / State' })
  state!: keyof typeof RequestStateTerm | null;

  @Classified('LINKAGE')
  @Field(() => Instant, { nullable: true, description: '達した日時 / Reached at' })
  at!: string | null;
}

/** 処理通番, permit and code stay behind: the gateway's own number names an inquiry. */
@ObjectType('InformationRequest', { description: '情報照会 (R186) / An inquiry made of another body' })
export class InformationRequest extends LinkageBasis {
  @Classified('PUBLIC', 'READ', { text: 'KEY' })
  @Field(() => ID, { description: '照会番号。意味を持たない。/ Number of the inquiry, without meaning' })
  id!: string;

  @Classified('WHEREABOUTS')
  @Field(() => LinkageBody, { nullable: true, description: '照会先 (情報提供者) / The body asked' })
  provider!: LinkageBody | null;

  @Classified('LINKAGE')
  @Field(() => [LinkageItem], { nullable: true, description: '求めた特定個人情報 / Items asked for' })
  items!: LinkageItem[] | null;

  @Classified('LINKAGE')
  @Field(() => RequestStateTerm, { nullable: true, description: '状態 / State' })
  state!: keyof typeof RequestStateTerm | null;

  @Classified('LINKAGE')
  @Field(() => Instant, { nullable: true, description: '照会日時 / Asked at' })
  requestedAt!: string | null;

  @Classified('LINKAGE')
  @Field(() => Instant, { nullable: true, description: '状態が変わった日時 / Last change of state' })
  changedAt!: string | null;

  @Classified('LINKAGE')
  @Field(() => ID, { nullable: true, description: '照会した職員のアカウント / Account that asked' })
  requestedBy!: string | null;

  @Classified('LINKAGE')
  @Field(() => String, { nullable: true, description: '案件番号 / Case number' })
  caseNumber!: string | null;

  @Classified('LINKAGE')
  @Field(() => InquiryRefusal, {
    nullable: true,
    description: '認められなかった理由 (R188) / Why it was refused',
  })
  refusal!: InquiryRefusal | null;

  @Classified('LINKAGE')
  @Field(() => QuarantineTerm, {
    nullable: true,
    description:
      '回答を隔離した理由。中身は誰にも表示しない。/ Why its answer was set aside; nothing of it is shown to anybody',
  })
  quarantine!: keyof typeof QuarantineTerm | null;
}

@ObjectType({ description: '情報照会とカーソル / An inquiry and its place in the list' })
export class InformationRequestEdge {
  @Classified('PUBLIC', 'READ', { text: 'KEY' })
  @Field(() => String, { description: 'カーソル(不透明) / Cursor, opaque' })
  cursor!: string;

  @Classified('LINKAGE')
  @Field(() => InformationRequest, { nullable: true, description: '情報照会 / Inquiry' })
  node!: InformationRequest | null;
}

@ObjectType({ description: '情報照会の一覧 (Relay) / A page of inquiries' })
export class InformationRequestConnection {
  @Classified('PUBLIC')
  @Field(() => [InformationRequestEdge], { description: '行 / Rows with cursors' })
  edges!: InformationRequestEdge[];

  @Classified('PUBLIC')
  @Field(() => [InformationRequest], { description: '行 / Rows' })
  nodes!: InformationRequest[];

  @Classified('PUBLIC')
  @Field(() => PageInfo, { description: 'ページ / Page' })
  pageInfo!: PageInfo;
}
