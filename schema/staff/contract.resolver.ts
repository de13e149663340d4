import { Arg, Args, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import { completeContract, endContract, registerContract } from '../../src/staff/contract-rules.js';
import { addRosterLine, removeRosterLine } from '../../src/staff/roster-rules.js';
import type { ChangeArguments } from '../../src/staff/concerned.js';
import type { ChangeEnd } from '../../src/staff/staff-changes.js';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { askedAs, HowAsked } from './asked-change.js';
import { CompleteContractInput, RegisterContractInput, RosterLineInput } from './contract.input.js';
import { ContractPayload, outcome, RosterPayload } from './payload.type.js';

@Resolver()
export class ContractResolver {
  @Classified('DIRECTORY', 'ADMINISTER', { nobody: 'STAFF_ADMINISTRATION' })
  @Mutation(() => ContractPayload, { description: '委託契約を登録する (R103-R114) / Registers a contract' })
  async registerContract(
    @Arg('input', () => RegisterContractInput, { description: '入力 / What is asked for' })
    input: RegisterContractInput,
    @Args() how: HowAsked,
    @Ctx() { staff }: RequestContext,
  ) {
    const { bornFrom = null, bornTo = null, reEntrustment = null, work = null } = input;
    const partsAllowed = input.reEntrustmentAllowed ?? false;
    const whole = { ...input, bornFrom, bornTo, reEntrustment, work, partsAllowed };
    return ofContract(
      await staff.change(askedAs('registerContract', whole, how), (context) =>
        registerContract(context, whole),
      ),
      staff,
      { contract: input.contract },
    );
  }

  @Classified('DIRECTORY', 'ADMINISTER', { nobody: 'STAFF_ADMINISTRATION' })
  @Mutation(() => ContractPayload, {
    description: '以前に登録した委託契約に業務と作業場所を登録する / Records what an older contract lacks',
  })
  async completeContract(
    @Arg('input', () => CompleteContractInput, { description: '入力 / What is asked for' })
    input: CompleteContractInput,
    @Args() how: HowAsked,
    @Ctx() { staff }: RequestContext,
  ) {
    const whole = { ...input, partsAllowed: input.reEntrustmentAllowed ?? false };
    return ofContract(
      await staff.change(askedAs('completeContract', whole, how), (context) =>
        completeContract(context, whole),
      ),
      staff,
      { contract: input.contract },
    );
  }

  @Classified('DIRECTORY', 'ADMINISTER', { nobody: 'STAFF_ADMINISTRATION' })
  @Mutation(() => ContractPayload, { description: '委託契約を終了する / Ends a contract' })
  async endContract(
    @Arg('contract', () => ID, { description: '契約番号 / Contract' }) contract: string,
    @Arg('on', () => PlainDate, {
      description: '最終日。前日なら直ちに / Last day; yesterday ends it at once',
    })
    on: string,
    @Args() how: HowAsked,
    @Ctx() { staff }: RequestContext,
  ) {
    return ofContract(
      await staff.change(askedAs('endContract', { contract, on }, how), (context) =>
        endContract(context, { contract, on }),
      ),
      staff,
      { contract },
    );
  }

  @Classified('DIRECTORY', 'ADMINISTER', { nobody: 'STAFF_ADMINISTRATION' })
  @Mutation(() => RosterPayload, {
    description: '取扱者を名簿に載せる (R107, R129) / Names a handler on a roster',
  })
  async addRosterLine(
    @Arg('input', () => RosterLineInput, { description: '入力 / What is asked for' }) input: RosterLineInput,
    @Args() how: HowAsked,
    @Ctx() { staff }: RequestContext,
  ) {
    const { ends = null } = input;
    return ofLine(
      await staff.change(askedAs('addRosterLine', { ...input, ends }, how), (context) =>
        addRosterLine(context, { ...input, ends }),
      ),
      staff,
      { ...input },
    );
  }

  @Classified('DIRECTORY', 'ADMINISTER', { nobody: 'STAFF_ADMINISTRATION' })
  @Mutation(() => RosterPayload, {
    description: '取扱者を直ちに名簿から外す / Takes a handler off a roster at once',
  })
  async removeRosterLine(
    @Arg('id', () => ID, { description: '番号 / Number of the row' }) id: string,
    @Args() how: HowAsked,
    @Ctx() { staff }: RequestContext,
  ) {
    return ofLine(
      await staff.change(askedAs('removeRosterLine', { id }, how), (context) =>
        removeRosterLine(context, { id }),
      ),
      staff,
      { id },
    );
  }
}

function ofContract(result: ChangeEnd, staff: RequestContext['staff'], args: ChangeArguments) {
  const { changed, ...rest } = outcome(result, { staff, args, find: (id) => staff.contract(id) });
  return { contract: changed, ...rest };
}

function ofLine(result: ChangeEnd, staff: RequestContext['staff'], args: ChangeArguments) {
  const { changed, ...rest } = outcome(result, { staff, args, find: (id) => staff.rosterLine(id) });
  return { line: changed, ...rest };
}
