import { Field, ID, Int, ObjectType } from 'type-graphql';
import { businessError } from '../business-error.js';
import { Classified } from '../classified.js';
import { CertificateApplication } from './application.type.js';
import { DoseWarningTerm, RecordErrorCodeTerm } from './record.enums.js';
import { RecordAnswer, VaccinationRecord } from './record.type.js';

@ObjectType({ description: '業務上の誤り。何も行われていない / Business fault: nothing was done' })
export class RecordError extends businessError(RecordErrorCodeTerm) {}

@ObjectType()
abstract class RecordPayload {
  @Classified('PUBLIC')
  @Field(() => [RecordError], {
    description:
      '行えなかった理由。空なら行われた(validateOnly なら行える) / Empty when it was done, or could be',
  })
  userErrors!: RecordError[];
}

@ObjectType({ description: '接種対象者・接種券・フラグの変更の結果 / Outcome of a change of a target' })
export class TargetPayload extends RecordPayload {
  @Classified('RECORD_SYSTEM')
  @Field(() => VaccinationRecord, {
    nullable: true,
    description:
      '変更後の記録。誤りのときと validateOnly のとき null / As it stands; null where nothing was done',
  })
  vaccinationRecord!: VaccinationRecord | null;
}

@ObjectType({ description: '接種記録の変更の結果 / Outcome of a change of a dose' })
export class CouponDosePayload extends TargetPayload {
  @Classified('HEALTH', 'READ', { text: 'KEY' })
  @Field(() => ID, { nullable: true, description: '記録の符号 / Id of the dose' })
  doseId!: string | null;

  @Classified('HEALTH')
  @Field(() => Int, { nullable: true, description: '版 / Version' })
  version!: number | null;

  @Classified('HEALTH')
  @Field(() => [DoseWarningTerm], {
    nullable: true,
    description: '注意。登録はされている / What to look at; it is recorded all the same',
  })
  warnings!: (keyof typeof DoseWarningTerm)[] | null;
}

@ObjectType({ description: '照会の結果 / Outcome of an inquiry' })
export class AskVaccinationRecordPayload extends RecordPayload {
  @Classified('RECORD_SYSTEM')
  @Field(() => RecordAnswer, {
    nullable: true,
    description: '回答。誤りのときと validateOnly のとき null / The answer; null where nothing was asked',
  })
  answer!: RecordAnswer | null;
}

@ObjectType({ description: '申請の変更の結果 / Outcome of a change of an application' })
export class CertificateApplicationPayload extends RecordPayload {
  @Classified('RECORD_SYSTEM')
  @Field(() => CertificateApplication, {
    nullable: true,
    description: '変更後の申請 / The application as it stands; null where nothing was done',
  })
  application!: CertificateApplication | null;
}
