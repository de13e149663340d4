import { Field, ID, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PageInfo } from '../paging/page-info.type.js';
import { Instant } from '../scalars/date-time.js';
import { LinkageBasis, LinkageBody, LinkageItem } from './basis.type.js';
import { LinkedCopy } from './content.type.js';
import { HoldTerm, NotProvidedTerm, ProvisionStateTerm } from './enums.js';

@ObjectType('LinkageWithheldItem', {
  description: '提供しない項目と理由 / An item that is not provided, and why',
})
export class LinkageWithheldItem {
  @Classified('LINKED')
  @Field(() => LinkageItem, { nullable: true, description: '項目 / Item' })
  item!: LinkageItem | null;

  @Classified('LINKED')
  @Field(() => NotProvidedTerm, { nullable: true, description: '理由 / Reason' })
  reason!: keyof typeof NotProvidedTerm | null;
}

@ObjectType('ProvisionPayload', {
  description:
    '提供する内容そのもの (R203)。個人番号を含まない。/ Exactly what would be sent; no individual number is in it',
})
export class ProvisionPayload {
  @Classified('LINKED', 'READ', { text: 'KEY' })
  @Field(() => String, {
    nullable: true,
    description:
      '内容の照合番号 (ハッシュ)。承認はこれを指定して行う (R205) / Hash of the content; approving names it',
  })
  contentHash!: string | null;

  @Classified('LINKED')
  @Field(() => [LinkedCopy], { nullable: true, description: '提供する副本 / Copies that would be sent' })
  copies!: LinkedCopy[] | null;

  @Classified('LINKED')
  @Field(() => [LinkageWithheldItem], {
    nullable: true,
    description: '提供しない項目。照会元には伝わらない。/ Left out; the inquirer is never told',
  })
  withheld!: LinkageWithheldItem[] | null;
}

@ObjectType('ProvisionRequest', {
  description: '情報提供 (R198-R205)。他の機関からの照会。/ What another body asks of the city',
})
export class ProvisionRequest extends LinkageBasis {
  @Classified('PUBLIC', 'READ', { text: 'KEY' })
  @Field(() => ID, { description: '処理通番 / Processing number' })
  id!: string;

  @Classified('WHEREABOUTS')
  @Field(() => LinkageBody, { nullable: true, description: '照会元 (情報照会者) / The body that asks' })
  inquirer!: LinkageBody | null;

  @Classified('LINKAGE')
  @Field(() => [LinkageItem], { nullable: true, description: '求められた特定個人情報 / Items asked for' })
  items!: LinkageItem[] | null;

  @Classified('LINKAGE')
  @Field(() => ProvisionStateTerm, { nullable: true, description: '状態 / State' })
  state!: keyof typeof ProvisionStateTerm | null;

  @Classified('LINKAGE')
  @Field(() => [HoldTerm], {
    nullable: true,
    description: '自動で回答しない理由 / Why it does not answer by itself',
  })
  holds!: (keyof typeof HoldTerm)[] | null;

  @Classified('LINKAGE')
  @Field(() => Instant, { nullable: true, description: '受付日時 / Received at' })
  receivedAt!: string | null;

  @Classified('LINKAGE')
  @Field(() => Instant, {
    nullable: true,
    description: '許可証の期限。過ぎると提供できない。/ The permit’s end; nothing can be sent after it',
  })
  expiresAt!: string | null;

  @Classified('LINKAGE')
  @Field(() => Instant, {
    nullable: true,
    description: '承認の期限。承認前は null / End of the approval; null before there is one',
  })
  approvalExpiresAt!: string | null;
}

@ObjectType({
  description:
    '情報提供が達した状態。市で決定したものには、だれがどの案件でしたかを付す。/ A state that a provision reached; with account and case where it was decided here',
})
export class ProvisionChange {
  @Classified('LINKAGE')
  @Field(() => ProvisionStateTerm, { nullable: true, description: '状態 / State' })
  state!: keyof typeof ProvisionStateTerm | null;

  @Classified('LINKAGE')
  @Field(() => Instant, { nullable: true, description: '達した日時 / Reached at' })
  at!: string | null;

  @Classified('LINKAGE')
  @Field(() => ID, {
    nullable: true,
    description:
      '承認・拒否した職員のアカウント。それ以外の変化では null / Account that decided; null of any other change',
  })
  account!: string | null;

  @Classified('LINKAGE')
  @Field(() => String, { nullable: true, description: 'その案件番号 / Its case number' })
  caseNumber!: string | null;
}

@ObjectType({ description: '情報提供とカーソル / A provision and its place in the list' })
export class ProvisionRequestEdge {
  @Classified('PUBLIC', 'READ', { text: 'KEY' })
  @Field(() => String, { description: 'カーソル(不透明) / Cursor, opaque' })
  cursor!: string;

  @Classified('LINKAGE')
  @Field(() => ProvisionRequest, { nullable: true, description: '情報提供 / Provision' })
  node!: ProvisionRequest | null;
}

@ObjectType({ description: '情報提供の一覧 (Relay) / A page of provisions' })
export class ProvisionRequestConnection {
  @Classified('PUBLIC')
  @Field(() => [ProvisionRequestEdge], { description: '行 / Rows with cursors' })
  edges!: ProvisionRequestEdge[];

  @Classified('PUBLIC')
  @Field(() => [ProvisionRequest], { description: '行 / Rows' })
  nodes!: ProvisionRequest[];

  @Classified('PUBLIC')
  @Field(() => PageInfo, { description: 'ページ / Page' })
  pageInfo!: PageInfo;
}
