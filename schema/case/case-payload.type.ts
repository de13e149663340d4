import { Field, ObjectType } from 'type-graphql';
import { businessError } from '../business-error.js';
import { Classified } from '../classified.js';
import { CaseErrorCodeTerm } from './case.enums.js';
import { Case, CaseMatch } from './case.type.js';

@ObjectType({ description: '業務上の誤り。何も行われていない / Business fault: nothing was done' })
export class CaseError extends businessError(CaseErrorCodeTerm) {}

@ObjectType({ description: '案件の変更の結果 / Outcome of an act on a case' })
export class CasePayload {
  @Classified('PUBLIC')
  @Field(() => [CaseError], {
    description:
      '行えなかった理由。空なら行われた(validateOnly なら行える) / Empty when it was done, or could be',
  })
  userErrors!: CaseError[];

  @Classified('CASE')
  @Field(() => Case, {
    nullable: true,
    description:
      '変更後の案件。誤りのときと validateOnly のとき null / As it stands; null where nothing was done',
  })
  case!: Case | null;
}

@ObjectType({ description: '突合の結果 / Outcome of a matching' })
export class MatchPersonPayload {
  @Classified('PUBLIC')
  @Field(() => [CaseError], { description: '行えなかった理由。空なら行われた / Empty when it was done' })
  userErrors!: CaseError[];

  @Classified('CASE')
  @Field(() => CaseMatch, { nullable: true, description: '突合の記録 / The matching as it is on record' })
  match!: CaseMatch | null;
}
