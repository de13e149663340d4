import { Field, ObjectType } from 'type-graphql';
import { businessError } from '../business-error.js';
import { Classified } from '../classified.js';
import { ImmunizationChange } from './change.type.js';
import { Immunization } from './immunization.type.js';
import { RecordErrorCodeTerm, RecordWarningCodeTerm } from './record.enums.js';

@ObjectType({ description: '業務上の誤り。何も行われていない / Business fault: nothing was done' })
export class ImmunizationError extends businessError(RecordErrorCodeTerm) {
  @Classified('HEALTH')
  @Field(() => String, {
    nullable: true,
    description:
      '現在の版(STALE のとき) / Of STALE: the version that stands; the record as it stands is `immunization`',
  })
  standingVersion!: string | null;

  @Classified('HEALTH')
  @Field(() => String, {
    nullable: true,
    description: '渡された版(STALE のとき) / Of STALE: the version that was given',
  })
  givenVersion!: string | null;
}

@ObjectType({
  description:
    '確認事項。理由を書けば進められる。/ A warning: it asks for a look and a reason, and forbids nothing',
})
export class ImmunizationWarning {
  @Classified('PUBLIC')
  @Field(() => RecordWarningCodeTerm, { description: '種類 / Kind' })
  code!: keyof typeof RecordWarningCodeTerm;

  @Classified('PUBLIC')
  @Field(() => String, { nullable: true, description: '対象の入力 / The input it is about' })
  field!: string | null;

  @Classified('PUBLIC')
  @Field(() => String, { description: '説明(英語) / What to look at, in English' })
  message!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '説明(日本語) / The same in Japanese' })
  messageJa!: string;
}

@ObjectType({ description: '接種記録の入力・訂正・取消の結果 / Outcome of an act on a vaccination record' })
export class ImmunizationPayload {
  @Classified('PUBLIC')
  @Field(() => [ImmunizationError], {
    description:
      '行えなかった理由。空なら行われた(validateOnly なら行える) / Empty when it was done, or could be',
  })
  userErrors!: ImmunizationError[];

  @Classified('PUBLIC')
  @Field(() => [ImmunizationWarning], { description: '確認事項 / Warnings' })
  warnings!: ImmunizationWarning[];

  @Classified('HEALTH')
  @Field(() => Immunization, {
    nullable: true,
    description:
      '記録の現在の姿。拒まれたときも、対象の記録があれば示す。/ The record as it stands, also where the act was refused; null where there is none yet',
  })
  immunization!: Immunization | null;

  @Classified('HEALTH')
  @Field(() => ImmunizationChange, {
    nullable: true,
    description:
      '変更の記録。承認を要するものは AWAITING_APPROVAL。誤りのときと validateOnly のとき null / The change as it is on record; null where nothing was done',
  })
  change!: ImmunizationChange | null;
}
