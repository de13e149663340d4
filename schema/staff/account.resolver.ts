import { Arg, Args, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import {
  assignDepartment,
  createAccount,
  endAccount,
  recordDuty,
  type Duty,
} from '../../src/staff/account-rules.js';
import type { ChangeArguments } from '../../src/staff/concerned.js';
import type { ChangeEnd } from '../../src/staff/staff-changes.js';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { AssignDepartmentInput, CreateAccountInput } from './account.input.js';
import { askedAs, HowAsked } from './asked-change.js';
import { AccountPayload, outcome } from './payload.type.js';
import { EndReasonTerm } from './staff.enums.js';

const ON_TODAY = '日付。なければ本日 / Day; today when left out';

@Resolver()
export class AccountResolver {
  @Classified('DIRECTORY', 'ADMINISTER', { nobody: 'STAFF_ADMINISTRATION' })
  @Mutation(() => AccountPayload, { description: 'アカウントを発行する (R172, R175) / Makes an account' })
  async createAccount(
    @Arg('input', () => CreateAccountInput, { description: '入力 / What is asked for' })
    input: CreateAccountInput,
    @Args() how: HowAsked,
    @Ctx() { staff }: RequestContext,
  ) {
    const { personId = null, ends = null, department = null, secondment = null } = input;
    const whole = { ...input, personId, ends, department, secondment };
    return payload(
      await staff.change(askedAs('createAccount', whole, how), (context) => createAccount(context, whole)),
      staff,
      whole,
    );
  }

  @Classified('DIRECTORY', 'ADMINISTER', { nobody: 'STAFF_ADMINISTRATION' })
  @Mutation(() => AccountPayload, {
    description:
      '所属と併任を登録する。異動は次の要求から効く (R014, R175) / Records division and secondment',
  })
  async assignDepartment(
    @Arg('input', () => AssignDepartmentInput, { description: '入力 / What is asked for' })
    input: AssignDepartmentInput,
    @Args() how: HowAsked,
    @Ctx() { staff }: RequestContext,
  ) {
    const { secondment = null } = input;
    const whole = { ...input, secondment };
    return payload(
      await staff.change(askedAs('assignDepartment', whole, how), (context) =>
        assignDepartment(context, whole),
      ),
      staff,
      whole,
    );
  }

  @Classified('DIRECTORY', 'ADMINISTER', { nobody: 'STAFF_ADMINISTRATION' })
  @Mutation(() => AccountPayload, { description: 'アカウントを廃棄する (R175) / Ends an account' })
  async endAccount(
    @Arg('account', () => ID, { description: 'アカウント / Account' }) account: string,
    @Arg('on', () => PlainDate, {
      description: '最終日。前日なら直ちに / Last day; yesterday ends it at once',
    })
    on: string,
    @Arg('reason', () => EndReasonTerm, { description: '理由 / Why' }) reason: keyof typeof EndReasonTerm,
    @Args() how: HowAsked,
    @Ctx() { staff }: RequestContext,
  ) {
    const whole = { account, on, reason };
    return payload(
      await staff.change(askedAs('endAccount', whole, how), (context) => endAccount(context, whole)),
      staff,
      { account },
    );
  }

  @Classified('DIRECTORY', 'ADMINISTER', { nobody: 'STAFF_ADMINISTRATION' })
  @Mutation(() => AccountPayload, {
    description: '認証情報の更新を登録する (R173) / Records a renewed credential',
  })
  renewCredential(
    @Arg('account', () => ID, { description: 'アカウント / Account' }) account: string,
    @Arg('on', () => PlainDate, { nullable: true, description: ON_TODAY }) on: string | null,
    @Args() how: HowAsked,
    @Ctx() context: RequestContext,
  ) {
    return record(context, { account, on, duty: 'credentialRenewedOn' }, how);
  }

  @Classified('DIRECTORY', 'ADMINISTER', { nobody: 'STAFF_ADMINISTRATION' })
  @Mutation(() => AccountPayload, { description: '研修の受講を登録する (R179) / Records a training' })
  recordTraining(
    @Arg('account', () => ID, { description: 'アカウント / Account' }) account: string,
    @Arg('on', () => PlainDate, { nullable: true, description: ON_TODAY }) on: string | null,
    @Args() how: HowAsked,
    @Ctx() context: RequestContext,
  ) {
    return record(context, { account, on, duty: 'trainedOn' }, how);
  }

  @Classified('DIRECTORY', 'ADMINISTER', { nobody: 'STAFF_ADMINISTRATION' })
  @Mutation(() => AccountPayload, { description: '誓約書の提出を登録する (R178) / Records a pledge' })
  recordPledge(
    @Arg('account', () => ID, { description: 'アカウント / Account' }) account: string,
    @Arg('on', () => PlainDate, { nullable: true, description: ON_TODAY }) on: string | null,
    @Args() how: HowAsked,
    @Ctx() context: RequestContext,
  ) {
    return record(context, { account, on, duty: 'pledgedOn' }, how);
  }
}

interface DutyDone {
  readonly account: string;
  readonly on: string | null;
  readonly duty: Duty;
}

/** What the log calls it. */
const ACTION: Readonly<Record<Duty, string>> = {
  credentialRenewedOn: 'renewCredential',
  trainedOn: 'recordTraining',
  pledgedOn: 'recordPledge',
};

async function record({ staff, today }: RequestContext, done: DutyDone, how: HowAsked) {
  const { on, ...of } = done;
  const result = await staff.change(askedAs(ACTION[done.duty], done, how), (context) =>
    recordDuty(context, { ...of, on: on ?? today }),
  );
  return payload(result, staff, { account: done.account });
}

function payload(result: ChangeEnd, staff: RequestContext['staff'], args: ChangeArguments) {
  const { changed, ...rest } = outcome(result, { staff, args, find: (id) => staff.account(id) });
  return { account: changed, ...rest };
}
