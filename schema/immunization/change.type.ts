import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PageInfo } from '../paging/page-info.type.js';
import { PartialDate } from '../resident/partial-date.type.js';
import { Instant } from '../scalars/date-time.js';
import { ImmunizationSetting } from './immunization.enums.js';
import { MedicalInstitution, PreExam, Vaccine } from './immunization-parts.type.js';
import {
  ChangeKindTerm,
  ChangeStateTerm,
  RecordEvidenceTerm,
  RecordOriginTerm,
  RecordSourceTerm,
  RecordWarningCodeTerm,
  RecordWayTerm,
} from './record.enums.js';

@ObjectType({
  description: 'ある時点の接種記録の内容 / What a vaccination record said before or after a change',
})
export class ImmunizationContent {
  @Classified('HEALTH')
  @Field(() => Vaccine, { nullable: true, description: '予防接種種別 (R084) / Kind' })
  vaccine!: Vaccine | null;

  @Classified('HEALTH')
  @Field(() => Int, { nullable: true, description: '回数 / Number within the series' })
  dose!: number | null;

  @Classified('HEALTH')
  @Field(() => PartialDate, { nullable: true, description: '接種日 (R085) / Date given' })
  date!: PartialDate | null;

  @Classified('HEALTH')
  @Field(() => String, { nullable: true, description: '請求月 (R087、YYYY-MM) / Billing month' })
  billingMonth!: string | null;

  @Classified('HEALTH')
  @Field(() => ImmunizationSetting, { nullable: true, description: '集団個別区分 (R088) / Setting' })
  setting!: ImmunizationSetting | null;

  @Classified('WHEREABOUTS')
  @Field(() => String, { nullable: true, description: '実施場所 (R089) / Place' })
  place!: string | null;

  @Classified('HEALTH')
  @Field(() => PreExam, { nullable: true, description: '予診 (R090-R092) / Pre-exam' })
  preExam!: PreExam | null;

  @Classified('WHEREABOUTS')
  @Field(() => MedicalInstitution, {
    nullable: true,
    description: '接種_医療機関 (R093) / Institution, by its code',
  })
  institution!: MedicalInstitution | null;

  @Classified('PRACTITIONER')
  @Field(() => String, {
    nullable: true,
    description: '接種_医師 (R094)。第三者の氏名。/ Doctor: a third person’s name',
  })
  doctor!: string | null;

  @Classified('HEALTH')
  @Field(() => String, { nullable: true, description: 'ワクチン会社 (R095) / Manufacturer' })
  manufacturer!: string | null;

  @Classified('HEALTH', 'READ', { text: 'LOT' })
  @Field(() => String, { nullable: true, description: 'ロット番号 (R096) / Lot' })
  lot!: string | null;

  @Classified('HEALTH')
  @Field(() => Float, { nullable: true, description: '接種量 (mL、R097) / Volume' })
  doseMl!: number | null;
}

@ObjectType({
  description: '接種記録の出所。誰が、どの経路で入力したか。/ Who entered a record, and by which way',
})
export class ImmunizationProvenance {
  @Classified('HEALTH')
  @Field(() => RecordSourceTerm, { nullable: true, description: '経路 / Way' })
  way!: keyof typeof RecordSourceTerm | null;

  @Classified('HEALTH')
  @Field(() => RecordOriginTerm, {
    nullable: true,
    description:
      '接種の区分。健康管理システムで入力されたものは null / Whose dose it is; null where another system has entered it',
  })
  origin!: keyof typeof RecordOriginTerm | null;

  @Classified('HEALTH')
  @Field(() => RecordEvidenceTerm, { nullable: true, description: '確認した書類 / What showed it' })
  evidence!: keyof typeof RecordEvidenceTerm | null;

  @Classified('HEALTH')
  @Field(() => ID, { nullable: true, description: '入力した職員 / Account that entered it' })
  enteredBy!: string | null;

  @Classified('HEALTH')
  @Field(() => Instant, { nullable: true, description: '入力した日時 / When' })
  enteredAt!: string | null;
}

@ObjectType({
  description:
    '接種記録の変更の履歴 (R007, R169)。変更前と変更後、理由、承認者とその理由。/ One change of a vaccination record: before and after, reason, approver and why',
})
export class ImmunizationChange {
  @Classified('HEALTH', 'READ', { text: 'KEY' })
  @Field(() => ID, { nullable: true, description: '変更の番号 / Id of the change' })
  id!: string | null;

  @Classified('HEALTH', 'READ', { text: 'KEY' })
  @Field(() => ID, { nullable: true, description: '対象者の宛名番号 / Address-name number of the person' })
  atenaNumber!: string | null;

  @Classified('HEALTH', 'READ', { text: 'KEY' })
  @Field(() => ID, { nullable: true, description: '記録番号 / Number of the record' })
  doseId!: string | null;

  @Classified('HEALTH')
  @Field(() => ChangeKindTerm, { nullable: true, description: '入力・訂正・取消 / Kind' })
  kind!: keyof typeof ChangeKindTerm | null;

  @Classified('HEALTH')
  @Field(() => ChangeStateTerm, { nullable: true, description: '状態 / State' })
  state!: keyof typeof ChangeStateTerm | null;

  @Classified('HEALTH')
  @Field(() => RecordWayTerm, { nullable: true, description: '経路 / Way' })
  way!: keyof typeof RecordWayTerm | null;

  @Classified('WHEREABOUTS')
  @Field(() => String, {
    nullable: true,
    description:
      '理由(自由記述のため所在を示すことがある) / Reason; free text, which may tell where somebody is',
  })
  reason!: string | null;

  @Classified('HEALTH')
  @Field(() => [RecordWarningCodeTerm], {
    nullable: true,
    description: '理由を付けて進めた確認事項 / What it was done in spite of',
  })
  warnings!: (keyof typeof RecordWarningCodeTerm)[] | null;

  @Classified('HEALTH')
  @Field(() => ImmunizationContent, {
    nullable: true,
    description: '変更前。入力は null / Before; null of a new record',
  })
  before!: ImmunizationContent | null;

  @Classified('HEALTH')
  @Field(() => ImmunizationContent, {
    nullable: true,
    description: '変更後。取消は null / After; null of a withdrawal',
  })
  after!: ImmunizationContent | null;

  @Classified('HEALTH')
  @Field(() => String, { nullable: true, description: '変更後の版 / Version that came of it' })
  version!: string | null;

  @Classified('HEALTH')
  @Field(() => Boolean, {
    nullable: true,
    description: '以後の取込みで上書きされない / Later imports change nothing of the record',
  })
  locks!: boolean | null;

  @Classified('HEALTH')
  @Field(() => ID, { nullable: true, description: '行った職員 / Account that did it' })
  account!: string | null;

  @Classified('HEALTH')
  @Field(() => Instant, { nullable: true, description: '日時 / When' })
  at!: string | null;

  @Classified('HEALTH', 'READ', { text: 'KEY' })
  @Field(() => String, {
    nullable: true,
    description:
      '承認する内容の照合番号 (ハッシュ)。承認を要しないものは null / Hash of what is to be approved; null where nobody has to',
  })
  contentHash!: string | null;

  @Classified('HEALTH')
  @Field(() => ID, { nullable: true, description: '承認又は差戻しをした職員 / Who approved or rejected it' })
  decidedBy!: string | null;

  @Classified('HEALTH')
  @Field(() => Instant, { nullable: true, description: 'その日時 / When' })
  decidedAt!: string | null;

  @Classified('WHEREABOUTS')
  @Field(() => String, {
    nullable: true,
    description:
      '承認又は差戻しの理由(自由記述のため所在を示すことがある) / Why it was approved or rejected; free text, which may tell where somebody is',
  })
  decisionReason!: string | null;
}

@ObjectType({ description: '変更とカーソル / A change and its place in the list' })
export class ImmunizationChangeEdge {
  @Classified('PUBLIC', 'READ', { text: 'KEY' })
  @Field(() => String, { description: 'カーソル(不透明) / Cursor, opaque' })
  cursor!: string;

  @Classified('HEALTH')
  @Field(() => ImmunizationChange, { nullable: true, description: '変更 / Change' })
  node!: ImmunizationChange | null;
}

@ObjectType({ description: '変更の一覧 (Relay) / A page of changes' })
export class ImmunizationChangeConnection {
  @Classified('PUBLIC')
  @Field(() => [ImmunizationChangeEdge], { description: '行 / Rows with cursors' })
  edges!: ImmunizationChangeEdge[];

  @Classified('PUBLIC')
  @Field(() => [ImmunizationChange], { description: '行 / Rows' })
  nodes!: ImmunizationChange[];

  @Classified('PUBLIC')
  @Field(() => PageInfo, { description: 'ページ / Page' })
  pageInfo!: PageInfo;
}
