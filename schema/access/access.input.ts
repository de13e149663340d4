import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { OUTCOMES } from '../../src/audit/record/outcomes.js';
import { Classified } from '../classified.js';
import { enumOf } from '../enum-of.js';
import { PurposeTerm } from '../staff/staff.enums.js';

export const AccessOutcomeTerm = enumOf(OUTCOMES);
registerEnumType(AccessOutcomeTerm, {
  name: 'AccessOutcome',
  description: '項目の取扱いの結果 / What became of a field',
});

@InputType({
  description:
    'アクセス記録の条件。すべてに当てはまる操作を返す。一覧ごとに50件まで / Conditions of the history: operations that meet all of them, at most 50 values each',
})
export class AccessConditionsInput {
  @Classified('AUDIT', 'FILTER')
  @Field(() => [ID], { nullable: true, description: '操作したアカウント / Accounts that acted' })
  accounts?: string[] | null;

  @Classified('AUDIT', 'FILTER')
  @Field(() => [PurposeTerm], { nullable: true, description: '利用目的 / Purposes' })
  purposes?: (keyof typeof PurposeTerm)[] | null;

  @Classified('AUDIT', 'FILTER')
  @Field(() => [AccessOutcomeTerm], {
    nullable: true,
    description:
      'いずれかの項目の結果。coordinates もあるときは同じ項目について / Outcome of a field, of the same one where coordinates are named',
  })
  outcomes?: (keyof typeof AccessOutcomeTerm)[] | null;

  @Classified('AUDIT', 'FILTER')
  @Field(() => [String], { nullable: true, description: '項目 (Type.field) / Coordinates of fields' })
  coordinates?: string[] | null;
}
