import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Classified } from '../classified.js';
import { enumOf } from '../enum-of.js';
import { Instant } from '../scalars/date-time.js';

/** What the verification of the log came to. */
export const LogVerdictTerm = enumOf(['WHOLE', 'NOT_WHOLE', 'OTHER_VERSION']);
registerEnumType(LogVerdictTerm, {
  name: 'LogVerdict',
  description:
    '検証の結果。OTHER_VERSION は形式の版が異なり確かめられない部分がある / What a verification came to. OTHER_VERSION: a part is of another version of the format and nobody can say',
});

@ObjectType({ description: '署名された到達点 / A signed checkpoint' })
export class LogCheckpoint {
  @Classified('AUDIT')
  @Field(() => Float, { description: '署名された記録の数 / Records that it signs' })
  records!: number;

  @Classified('AUDIT')
  @Field(() => Instant, { nullable: true, description: '署名の日時 / When it was signed' })
  at!: string | null;
}

@ObjectType({ description: '記録系列の状態 / One writer of the log' })
export class LogWriterState {
  @Classified('AUDIT')
  @Field(() => ID, { description: '記録系列 / Writer' })
  writer!: string;

  @Classified('AUDIT')
  @Field(() => Float, {
    nullable: true,
    description:
      '封印された記録の数。読めないときは null / Records that are sealed; null where its head cannot be read',
  })
  records!: number | null;

  @Classified('AUDIT')
  @Field(() => Float, { description: '索引にある記録の数 / Of these in the index' })
  indexed!: number;

  @Classified('AUDIT')
  @Field(() => LogCheckpoint, { nullable: true, description: '最後の署名 / The newest checkpoint' })
  signed!: LogCheckpoint | null;

  @Classified('AUDIT')
  @Field(() => LogCheckpoint, {
    nullable: true,
    description:
      '証人にある最後の署名。証人がないか届いていないときは null / The newest one at the witness; null for none',
  })
  witnessed!: LogCheckpoint | null;
}

@ObjectType({ description: '記録全体の検証の結果 / What verifying the whole log came to' })
export class LogVerification {
  @Classified('AUDIT')
  @Field(() => Instant, { description: '検証の終わった日時 / When it ended' })
  at!: string;

  @Classified('AUDIT')
  @Field(() => LogVerdictTerm, { description: '結果 / Verdict' })
  verdict!: keyof typeof LogVerdictTerm;

  @Classified('AUDIT')
  @Field(() => Float, { description: '確かめられた記録の数 / Records that verify' })
  records!: number;

  @Classified('AUDIT')
  @Field(() => Float, { description: '署名された記録の数 / Records that a signature covers' })
  signed!: number;

  @Classified('AUDIT')
  @Field(() => [String], {
    description: '異常(最初の20件)。空なら異常なし / What is wrong, at most 20; empty where nothing is',
  })
  faults!: string[];
}

@ObjectType({
  description:
    'アクセス記録そのものの状態 (R190–R195)。中身は含まない。/ How the access log is; nothing of what stands in it',
})
export class AuditLogState {
  @Classified('AUDIT')
  @Field(() => ID, { description: '応答したゲートウェイの記録系列 / Writer of the gateway that answered' })
  writer!: string;

  @Classified('AUDIT')
  @Field(() => Boolean, { description: '封印できている / Whether it seals' })
  sealing!: boolean;

  @Classified('AUDIT')
  @Field(() => String, { nullable: true, description: '封印できない理由 / Why it does not' })
  fault!: string | null;

  @Classified('AUDIT')
  @Field(() => [LogWriterState], { description: '記録系列 / Writers' })
  writers!: LogWriterState[];

  @Classified('AUDIT')
  @Field(() => Boolean, { description: '証人が設定されている / Whether there is a witness' })
  hasWitness!: boolean;

  @Classified('AUDIT')
  @Field(() => LogVerification, {
    nullable: true,
    description:
      '最後の検証。まだないときは null で、見ると検証が始まる。1時間経つと改めて始まる / The newest verification; null before the first has ended. Looking begins one where it is an hour old',
  })
  verified!: LogVerification | null;

  @Classified('AUDIT')
  @Field(() => Boolean, { description: '検証中 / Whether one is under way' })
  verifying!: boolean;

  @Classified('AUDIT')
  @Field(() => Float, {
    nullable: true,
    description: '記録の保存先の空き(バイト)。不明なときは null / Bytes left on the scarcest disk of the log',
  })
  freeBytes!: number | null;

  @Classified('AUDIT')
  @Field(() => Int, { description: '保存期間を過ぎた区間 / Segments kept beyond their term' })
  overdueSegments!: number;

  @Classified('AUDIT')
  @Field(() => Int, {
    description: '1分以上結果のない開始記録 / Intents older than a minute without an outcome',
  })
  openIntents!: number;

  @Classified('AUDIT')
  @Field(() => Int, {
    nullable: true,
    description:
      '索引にまだない記録の数。数える前は null / Records that are not in the index yet; null before the first count',
  })
  indexLag!: number | null;
}
