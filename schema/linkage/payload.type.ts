import { Field, ID, Int, ObjectType } from 'type-graphql';
import { businessError } from '../business-error.js';
import { Classified } from '../classified.js';
import { LinkageErrorCodeTerm } from './enums.js';
import { LinkageRestriction } from './linkage.type.js';
import { ProvisionRequest } from './provision.type.js';
import { InformationRequest } from './request.type.js';

/** Fixed texts of the gateway, and the law: nothing of anybody, so that whoever was refused can read why. */
@ObjectType('LinkageError', {
  description: '業務上の誤り。何も行われていない / Business fault: nothing was done',
})
export class LinkageError extends businessError(LinkageErrorCodeTerm) {
  @Classified('PUBLIC')
  @Field(() => String, { nullable: true, description: '認めなかった項番 (R188) / Row that refused' })
  row!: string | null;

  @Classified('PUBLIC')
  @Field(() => String, { nullable: true, description: '認めなかった条 / Article that refused' })
  article!: string | null;
}

@ObjectType()
abstract class LinkagePayload {
  @Classified('PUBLIC')
  @Field(() => [LinkageError], {
    description:
      '行えなかった理由。空なら行われた(validateOnly なら行える) / Empty when it was done, or could be',
  })
  userErrors!: LinkageError[];
}

@ObjectType({ description: '情報照会の結果 / Outcome of an inquiry' })
export class RequestInformationPayload extends LinkagePayload {
  @Classified('LINKAGE')
  @Field(() => InformationRequest, {
    nullable: true,
    description:
      '受け付けた照会。誤りのときと validateOnly のとき null / The inquiry; null where nothing was done',
  })
  request!: InformationRequest | null;
}

@ObjectType({ description: '提供の承認・拒否の結果 / Outcome of a decision on a provision' })
export class ProvisionDecisionPayload extends LinkagePayload {
  @Classified('LINKAGE')
  @Field(() => ProvisionRequest, {
    nullable: true,
    description:
      '決定後の状態。誤りのときと validateOnly のとき null / As it stands after the decision; null where nothing was done',
  })
  provision!: ProvisionRequest | null;
}

@ObjectType({ description: '制限の変更の結果 / Outcome of a change of restrictions' })
export class SetNonDisclosurePayload extends LinkagePayload {
  @Classified('LINKAGE')
  @Field(() => [LinkageRestriction], {
    nullable: true,
    description:
      '変更後の制限。誤りのときと validateOnly のとき null / Restrictions as they stand; null where nothing was changed',
  })
  restrictions!: LinkageRestriction[] | null;
}

@ObjectType({ description: '登録されなかった副本 / A copy that was not registered' })
export class CopyRefusal {
  @Classified('PUBLIC', 'READ', { text: 'KEY' })
  @Field(() => ID, { description: '宛名番号 / Address-name number' })
  atenaNumber!: string;

  @Classified('LINKAGE')
  @Field(() => String, { nullable: true, description: '理由 / Reason' })
  reason!: string | null;
}

@ObjectType({
  description:
    '副本に含めなかった接種記録のある方 (R158)。台帳を直してから登録し直す。/ Somebody of whom a vaccination is in no copy: correct the ledger, and register anew',
})
export class CopyLeftOut {
  @Classified('PUBLIC', 'READ', { text: 'KEY' })
  @Field(() => ID, { description: '宛名番号 / Address-name number' })
  atenaNumber!: string;

  @Classified('LINKAGE')
  @Field(() => [String], {
    nullable: true,
    description:
      '止めた理由。接種記録の入力の誤り(RecordErrorCode)と同じ符号、又は PRE_EXAM_UNKNOWN(接種の有無が不明) / What stops it: codes of RecordErrorCode, or PRE_EXAM_UNKNOWN where nobody knows whether a dose was given',
  })
  reasons!: string[] | null;
}

@ObjectType({ description: '副本の登録の結果 / Outcome of a registration of copies' })
export class RegisterCopiesPayload extends LinkagePayload {
  @Classified('LINKAGE')
  @Field(() => Int, {
    nullable: true,
    description:
      '登録された人数。誤りのときと validateOnly のとき null / Persons registered; null where nothing was done',
  })
  registered!: number | null;

  @Classified('LINKAGE')
  @Field(() => [CopyRefusal], {
    nullable: true,
    description: '登録されなかったもの / What was not registered',
  })
  refused!: CopyRefusal[] | null;

  @Classified('LINKAGE')
  @Field(() => [CopyLeftOut], {
    nullable: true,
    description:
      '副本に含めなかった接種記録のある方。誤りのときと validateOnly のとき null / Of whom a vaccination is in no copy; null where nothing was done',
  })
  leftOut!: CopyLeftOut[] | null;
}
