import { Field, Int, ObjectType } from 'type-graphql';
import { CONCERNED } from '../../src/guard/refused-act.js';
import type { StaffAccess } from '../../src/staff/access.js';
import type { ChangeArguments } from '../../src/staff/concerned.js';
import type { ChangeEnd } from '../../src/staff/staff-changes.js';
import { Classified } from '../classified.js';
import { DirectoryAccount } from './account.type.js';
import { Contract, RosterLine } from './contract.type.js';
import { MenuGrant } from './grant.type.js';
import { OfficeHolding } from './office.type.js';
import { UserErrorCodeTerm } from './staff.enums.js';

/** Fixed texts of the gateway: they hold nothing of anybody, so that whoever was refused can read why. */
@ObjectType({ description: '業務上の誤り。変更は行われていない / Business fault: nothing was changed' })
export class UserError {
  @Classified('PUBLIC')
  @Field(() => UserErrorCodeTerm, { description: '誤りの種類 / Kind of fault' })
  code!: keyof typeof UserErrorCodeTerm;

  @Classified('PUBLIC')
  @Field(() => String, { nullable: true, description: '誤りのある入力 / The input it is about' })
  field!: string | null;

  @Classified('PUBLIC')
  @Field(() => String, { description: '説明(英語) / In English' })
  message!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '説明(日本語) / In Japanese' })
  messageJa!: string;
}

/** A payload shows what was changed through the same classes as a query does: a mutation is no way to read more. */
@ObjectType()
abstract class Payload {
  @Classified('PUBLIC')
  @Field(() => [UserError], {
    description:
      '変更できなかった理由。空なら変更が行われた(validateOnly なら行える) / Empty when the change was made, or could be',
  })
  userErrors!: UserError[];
}

@ObjectType({ description: '権限の変更の結果 / Outcome of a change of a grant' })
export class GrantPayload extends Payload {
  @Classified('DIRECTORY')
  @Field(() => MenuGrant, {
    nullable: true,
    description: '変更後の状態。誤りのときは null / As it stands after the change; null where there was none',
  })
  grant!: MenuGrant | null;
}

@ObjectType({ description: '取扱者数の上限を認めた結果 / Outcome of allowing more users' })
export class OverridePayload extends Payload {
  @Classified('DIRECTORY')
  @Field(() => Int, {
    nullable: true,
    description: '認めた人数。誤りのときは null / The number allowed; null where there was none',
  })
  users!: number | null;
}

@ObjectType({ description: 'アカウントの変更の結果 / Outcome of a change of an account' })
export class AccountPayload extends Payload {
  @Classified('DIRECTORY')
  @Field(() => DirectoryAccount, {
    nullable: true,
    description: '変更後の状態。誤りのときは null / As it stands after the change; null where there was none',
  })
  account!: DirectoryAccount | null;
}

@ObjectType({ description: '職の変更の結果 / Outcome of a change of an office' })
export class OfficePayload extends Payload {
  @Classified('DIRECTORY')
  @Field(() => OfficeHolding, {
    nullable: true,
    description: '変更後の状態。誤りのときは null / As it stands after the change; null where there was none',
  })
  holding!: OfficeHolding | null;
}

@ObjectType({ description: '委託契約の変更の結果 / Outcome of a change of a contract' })
export class ContractPayload extends Payload {
  @Classified('DIRECTORY')
  @Field(() => Contract, {
    nullable: true,
    description: '変更後の状態。誤りのときは null / As it stands after the change; null where there was none',
  })
  contract!: Contract | null;
}

@ObjectType({ description: '名簿の変更の結果 / Outcome of a change of a roster' })
export class RosterPayload extends Payload {
  @Classified('DIRECTORY')
  @Field(() => RosterLine, {
    nullable: true,
    description: '変更後の状態。誤りのときは null / As it stands after the change; null where there was none',
  })
  line!: RosterLine | null;
}

interface Asked<View> {
  readonly staff: Pick<StaffAccess, 'concerned'>;
  /** The mutation's arguments, which say whom a refusal concerns. */
  readonly args: ChangeArguments;
  /** What the answer shows of the row with this id. */
  readonly find: (id: string) => View | null;
}

/** What a change comes to: its faults, or what is found under the id of the row that was changed, if it was. */
export function outcome<View>(result: ChangeEnd, { staff, args, find }: Asked<View>) {
  return 'faults' in result
    ? { changed: null, userErrors: result.faults, [CONCERNED]: staff.concerned(args) }
    : { changed: result.id === null ? null : find(result.id), userErrors: [], [CONCERNED]: [] };
}
