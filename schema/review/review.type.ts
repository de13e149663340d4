import { Field, ID, Int, ObjectType } from 'type-graphql';
import { LogVerdictTerm } from '../access/log-state.type.js';
import { businessError } from '../business-error.js';
import { Classified } from '../classified.js';
import { Instant } from '../scalars/date-time.js';
import { PlainDate } from '../scalars/dates.js';
import { ReportDocument } from './report.type.js';
import { DetectorTerm, ReviewErrorCodeTerm, SeverityTerm, VerdictTerm } from './review.enums.js';

@ObjectType({ description: '業務上の誤り。何も行われていない / Business fault: nothing was done' })
export class ReviewError extends businessError(ReviewErrorCodeTerm) {}

@ObjectType({
  description:
    '点検の指摘一件。不正を意味しない。住民は仮名のみ。/ Something to be asked about. It accuses nobody; persons by pseudonym only',
})
export class ReviewFinding {
  @Classified('AUDIT', 'READ', { text: 'KEY' })
  @Field(() => ID, {
    description:
      '指摘の番号。同じ記録に基づく限り変わらない / Id, the same as long as it rests on the same records',
  })
  id!: string;

  @Classified('AUDIT')
  @Field(() => DetectorTerm, { description: '点検項目 / What was looked for' })
  detector!: keyof typeof DetectorTerm;

  @Classified('AUDIT')
  @Field(() => SeverityTerm, { description: '重さ / Weight' })
  severity!: keyof typeof SeverityTerm;

  @Classified('AUDIT')
  @Field(() => ID, {
    nullable: true,
    description: 'アカウント。特定のものがないときは null / Account; null where nobody’s in particular',
  })
  account!: string | null;

  @Classified('AUDIT')
  @Field(() => Instant, { description: '最初の日時 / First time it happened' })
  at!: string;

  @Classified('AUDIT')
  @Field(() => String, { description: '理由(日本語) / Why, in Japanese' })
  textJa!: string;

  @Classified('AUDIT')
  @Field(() => String, { description: '理由(英語) / Why, in English' })
  textEn!: string;

  @Classified('AUDIT')
  @Field(() => Int, {
    description: '件数。単位は理由の文にある / What was counted, in the unit that the sentence names',
  })
  count!: number;

  @Classified('AUDIT')
  @Field(() => Int, { description: '対象者数 / Persons concerned' })
  personCount!: number;

  @Classified('AUDIT', 'READ', { text: 'KEY' })
  @Field(() => [ID], {
    description: '対象者の仮名(最初の100人) / Keyed pseudonyms of the persons, the first 100',
  })
  persons!: string[];

  @Classified('AUDIT')
  @Field(() => Int, { description: '根拠の記録の数 / Records it rests on' })
  recordCount!: number;

  @Classified('AUDIT', 'READ', { text: 'KEY' })
  @Field(() => [ID], {
    description:
      '根拠の記録番号(最初の100件)。accessRecord で開く / The first 100 of them, to be opened with accessRecord',
  })
  records!: string[];

  @Classified('AUDIT')
  @Field(() => VerdictTerm, {
    nullable: true,
    description: '判定。まだないときは null / Verdict; null while there is none',
  })
  verdict!: keyof typeof VerdictTerm | null;

  @Classified('AUDIT')
  @Field(() => String, { nullable: true, description: '確認した内容 / What was found on asking' })
  note!: string | null;

  @Classified('AUDIT')
  @Field(() => ID, { nullable: true, description: '判定した者 / Who judged' })
  judgedBy!: string | null;

  @Classified('AUDIT')
  @Field(() => Instant, { nullable: true, description: '判定の日時 / When' })
  judgedAt!: string | null;

  @Classified('AUDIT')
  @Field(() => [ReviewError], {
    description:
      '読んでいる者が判定できない理由。自分のアカウントについての指摘は、本人には判定できない。空なら判定できる。/ Why whoever asks may not judge it: nobody judges what was found about an account of their own. Empty where they may',
  })
  againstJudging!: ReviewError[];
}

@ObjectType({ description: '点検項目ごとの件数 / Findings of one detector' })
export class DetectorSummary {
  @Classified('AUDIT')
  @Field(() => DetectorTerm, { description: '点検項目 / What was looked for' })
  detector!: keyof typeof DetectorTerm;

  @Classified('AUDIT')
  @Field(() => String, { description: '名称(日本語) / Name in Japanese' })
  nameJa!: string;

  @Classified('AUDIT')
  @Field(() => String, { description: '名称(英語) / Name in English' })
  nameEn!: string;

  @Classified('AUDIT')
  @Field(() => Int, { description: '至急の件数 / Alarms' })
  alarms!: number;

  @Classified('AUDIT')
  @Field(() => Int, { description: '要確認の件数 / To be asked about' })
  attentions!: number;

  @Classified('AUDIT')
  @Field(() => Int, { description: '参考の件数 / For information' })
  informations!: number;
}

@ObjectType({
  description: '署名された点検 (R195, R204)。変えられない。/ A signed review; it does not change',
})
export class SignedReview {
  @Classified('AUDIT', 'READ', { text: 'KEY' })
  @Field(() => ID, { description: '署名の記録番号 / WRITER/SEQUENCE of the signature' })
  record!: string;

  @Classified('AUDIT')
  @Field(() => Instant, { description: '署名の日時 / When it was signed' })
  signedAt!: string;

  @Classified('AUDIT')
  @Field(() => String, { description: '署名した者の名 / Name of whoever signed' })
  reviewer!: string;

  @Classified('AUDIT')
  @Field(() => ID, {
    nullable: true,
    description: 'アカウント。古い記録では null / Account; null in old records',
  })
  account!: string | null;

  @Classified('AUDIT')
  @Field(() => PlainDate, { description: '確認日 / Day on which it was read' })
  reviewedOn!: string;

  @Classified('AUDIT')
  @Field(() => PlainDate, { description: '対象期間の最初の日 / First day of the review' })
  from!: string;

  @Classified('AUDIT')
  @Field(() => PlainDate, { description: '最後の日(含む) / Last day, included' })
  to!: string;

  @Classified('AUDIT', 'READ', { text: 'KEY' })
  @Field(() => String, {
    description: '報告書の照合番号 (SHA-256、16進) / SHA-256 of the report, hexadecimal',
  })
  report!: string;

  @Classified('AUDIT', 'READ', { text: 'KEY' })
  @Field(() => String, {
    nullable: true,
    description:
      '署名した内容の照合番号 (digest)。古い記録では null / digest of what was signed; null in old records',
  })
  digest!: string | null;

  @Classified('AUDIT')
  @Field(() => Int, { description: '指摘の数 / Findings in it' })
  findings!: number;

  @Classified('AUDIT')
  @Field(() => String, {
    nullable: true,
    description:
      '署名した報告書の全文。保存されていないとき、記録された SHA-256 と一致しないときは null / The report as it was signed; null where it is not kept, or is not what was sealed',
  })
  text!: string | null;
}

@ObjectType({ description: 'アクセス記録の定期点検 (R195, R204) / The periodic review of the access log' })
export class Review {
  @Classified('AUDIT')
  @Field(() => PlainDate, { description: '最初の日 / First day' })
  from!: string;

  @Classified('AUDIT')
  @Field(() => PlainDate, { description: '最後の日(含む) / Last day, included' })
  to!: string;

  @Classified('AUDIT')
  @Field(() => Instant, { description: '点検の作成日時 / When it was made' })
  madeAt!: string;

  @Classified('AUDIT', 'READ', { text: 'KEY' })
  @Field(() => String, {
    description: '読んだ内容の符号。署名に使う / Names what is read; a signature gives it back',
  })
  digest!: string;

  @Classified('AUDIT')
  @Field(() => Int, { description: '調べた回答の数 / Answers that were looked through' })
  operations!: number;

  @Classified('AUDIT')
  @Field(() => LogVerdictTerm, { description: '記録の検証の結果 / What verifying the log came to' })
  log!: keyof typeof LogVerdictTerm;

  @Classified('AUDIT')
  @Field(() => [DetectorSummary], {
    description: 'すべての点検項目と件数 / Every detector, those that found nothing, too',
  })
  detectors!: DetectorSummary[];

  @Classified('AUDIT')
  @Field(() => [ReviewFinding], {
    description: '指摘。重い順、古い順 / Findings, gravest first, then by time',
  })
  findings!: ReviewFinding[];

  @Classified('AUDIT')
  @Field(() => ReportDocument, { description: '報告書 / The report' })
  document!: ReportDocument;

  @Classified('AUDIT')
  @Field(() => [SignedReview], { description: 'この期間の署名 / Signatures for these days' })
  signatures!: SignedReview[];

  @Classified('AUDIT')
  @Field(() => [ReviewError], {
    description:
      '読んでいる者が署名できない理由。自分がした操作についての指摘をほかの者が判定するまで、本人は署名できない。空なら署名できる。/ Why whoever asks may not sign it as it is: nobody signs while a finding about what they have done has not been judged by somebody else. Empty where they may',
  })
  againstSigning!: ReviewError[];
}

@ObjectType({ description: '指摘の判定の結果 / Outcome of judging a finding' })
export class ClassifyFindingPayload {
  @Classified('AUDIT')
  @Field(() => ReviewFinding, {
    nullable: true,
    description:
      '判定後の指摘。誤りのときと validateOnly のとき null / As it stands; null where nothing was done',
  })
  finding!: ReviewFinding | null;

  @Classified('PUBLIC')
  @Field(() => [ReviewError], {
    description:
      '行えなかった理由。空なら行われた(validateOnly なら行える) / Empty when it was done, or could be',
  })
  userErrors!: ReviewError[];
}

@ObjectType({ description: '署名の結果 / Outcome of signing' })
export class SignReviewPayload {
  @Classified('AUDIT')
  @Field(() => SignedReview, {
    nullable: true,
    description:
      '署名された点検。誤りのときと validateOnly のとき null / What was signed; null where nothing was done',
  })
  review!: SignedReview | null;

  @Classified('PUBLIC')
  @Field(() => [ReviewError], {
    description:
      '行えなかった理由。空なら行われた(validateOnly なら行える) / Empty when it was done, or could be',
  })
  userErrors!: ReviewError[];
}
