import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { HEALTH_TERMS } from '../../src/administration/system-health.js';
import { Classified } from '../classified.js';
import { enumOf } from '../enum-of.js';
import { SourceSystem } from '../resident/resident.enums.js';
import { Instant } from '../scalars/date-time.js';
import { PlainDate } from '../scalars/dates.js';
import { PurposeTerm } from '../staff/staff.enums.js';

export const CircuitStateTerm = enumOf(HEALTH_TERMS.circuit);
export const SharedStateTerm = enumOf(HEALTH_TERMS.shared);
registerEnumType(CircuitStateTerm, {
  name: 'CircuitState',
  description:
    '呼び出しの遮断。CLOSED は使用中、OPEN は一時的に呼ばない、HALF_OPEN は確かめている。/ CLOSED: in use; OPEN: given up for a while; HALF_OPEN: being tried again',
});
registerEnumType(SharedStateTerm, {
  name: 'SharedState',
  description:
    'セッションと回数の置き場。IN_MEMORY はこのプロセスの中、ほかは Redis。/ Where sessions and counts are kept: in this process, or in a Redis that answers or does not',
});

@ObjectType({
  description:
    '開いているセッション (R172, R182)。endSession で終了できる。/ An open session; endSession ends it',
})
export class OpenSession {
  @Classified('DIRECTORY')
  @Field(() => ID, { description: 'アカウント / Account' })
  account!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { nullable: true, description: '氏名(日本語) / Name in Japanese' })
  nameJa!: string | null;

  @Classified('DIRECTORY')
  @Field(() => String, { nullable: true, description: '氏名(英語) / Name in English' })
  nameEn!: string | null;

  @Classified('DIRECTORY')
  @Field(() => Instant, { description: 'ログインの日時 / When it was opened' })
  begun!: string;

  @Classified('DIRECTORY')
  @Field(() => Instant, {
    description: 'このまま操作がなければ終わる日時 / When it ends if nothing more is asked',
  })
  ends!: string;
}

@ObjectType({
  description:
    '役割ごとにできること。条件がすべてそろい、対象者に特別な事情がないとき。/ What a role may do where all conditions hold, about a person of whom nothing special is known',
})
export class PolicyMatrixRow {
  @Classified('DIRECTORY')
  @Field(() => ID, { description: '役割 / Role' })
  role!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '役割の名称(日本語) / Its name in Japanese' })
  roleJa!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '役割の名称(英語) / Its name in English' })
  roleEn!: string;

  @Classified('DIRECTORY')
  @Field(() => PurposeTerm, {
    nullable: true,
    description: '利用目的。問わないとき null。/ Purpose; null for any, or none',
  })
  purpose!: keyof typeof PurposeTerm | null;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '項目の区分 / Class of fields, a FieldClass' })
  class!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '区分の名称(日本語) / Its name in Japanese' })
  classJa!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '区分の名称(英語) / Its name in English' })
  classEn!: string;

  @Classified('DIRECTORY')
  @Field(() => [String], { description: '行為 / What may be done, each a FieldVerb' })
  verbs!: string[];

  @Classified('DIRECTORY')
  @Field(() => [String], { description: '行為の名称(日本語) / Names of these in Japanese' })
  verbsJa!: string[];

  @Classified('DIRECTORY')
  @Field(() => [String], { description: '行為の名称(英語) / Names of these in English' })
  verbsEn!: string[];

  @Classified('DIRECTORY')
  @Field(() => [String], {
    description: '条件(日本語)、すべて必要 / Conditions in Japanese, all of them needed',
  })
  conditionsJa!: string[];

  @Classified('DIRECTORY')
  @Field(() => [String], {
    description: '条件(英語)、すべて必要 / Conditions in English, all of them needed',
  })
  conditionsEn!: string[];
}

@ObjectType({ description: '業務システムの状態 / How a source system is' })
export class SourceHealth {
  @Classified('DIRECTORY')
  @Field(() => SourceSystem, { description: 'システム / System' })
  system!: SourceSystem;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '名称(日本語) / Name in Japanese' })
  nameJa!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '名称(英語) / Name in English' })
  nameEn!: string;

  @Classified('DIRECTORY')
  @Field(() => Boolean, { description: '接続先が設定されている / Whether it is connected at all' })
  connected!: boolean;

  @Classified('DIRECTORY')
  @Field(() => Boolean, { description: '応答している / Whether it answers' })
  answers!: boolean;

  @Classified('DIRECTORY')
  @Field(() => CircuitStateTerm, { description: '遮断の状態 / Its circuit' })
  circuit!: keyof typeof CircuitStateTerm;

  @Classified('DIRECTORY')
  @Field(() => Float, {
    nullable: true,
    description: '最近の応答時間(ミリ秒、中央値) / Median of the last answers, milliseconds',
  })
  latencyMs!: number | null;

  @Classified('DIRECTORY')
  @Field(() => Int, { description: '1回の待ち時間の上限(ミリ秒) / Longest wait for one try, milliseconds' })
  timeoutMs!: number;

  @Classified('DIRECTORY')
  @Field(() => Instant, {
    nullable: true,
    description: '最後に応答した日時。まだなければ null / Last answer; null before the first',
  })
  lastAnswer!: string | null;
}

@ObjectType({
  description:
    'ゲートウェイが依るものの状態。応答した1台から見たもの。/ What the gateway stands on, as the replica that answers sees it',
})
export class SystemHealth {
  @Classified('DIRECTORY')
  @Field(() => [SourceHealth], { description: '業務システム / Source systems' })
  sources!: SourceHealth[];

  @Classified('DIRECTORY')
  @Field(() => SharedStateTerm, { description: 'セッションの置き場 / Where sessions are kept' })
  sessions!: keyof typeof SharedStateTerm;

  @Classified('DIRECTORY')
  @Field(() => Int, {
    nullable: true,
    description:
      'セッションの置き場の時計の進み (Redis、ミリ秒)。ないときは null / By how much the clock of Redis is ahead, milliseconds; null without one',
  })
  sessionClockAheadMs!: number | null;

  @Classified('DIRECTORY')
  @Field(() => Instant, { description: 'ゲートウェイの現在日時 / The gateway’s now' })
  now!: string;

  @Classified('DIRECTORY')
  @Field(() => PlainDate, { description: '判断の基準となる日 / The day that everything is judged by' })
  today!: string;

  @Classified('DIRECTORY')
  @Field(() => Boolean, {
    description: '日付が設定で変えられている(本番ではない) / The day was set: never in production',
  })
  dayIsSet!: boolean;

  @Classified('DIRECTORY')
  @Field(() => Float, {
    nullable: true,
    description: '記録の保存先の空き(バイト) / Bytes left on the scarcest disk of the log',
  })
  freeBytes!: number | null;

  @Classified('DIRECTORY')
  @Field(() => Boolean, { description: '空きが少ない / Whether space is low' })
  spaceIsLow!: boolean;
}
