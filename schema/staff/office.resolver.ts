import { Arg, Args, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import { appointOffice, delegateOffice, endOffice } from '../../src/staff/office-rules.js';
import { rejectChange } from '../../src/staff/change-rule.js';
import type { ChangeArguments } from '../../src/staff/concerned.js';
import type { ChangeEnd } from '../../src/staff/staff-changes.js';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { askedAs, HowAsked } from './asked-change.js';
import { OfficeInput } from './office.input.js';
import { OfficePayload, outcome } from './payload.type.js';

@Resolver()
export class OfficeResolver {
  @Classified('DIRECTORY', 'ADMINISTER', { nobody: 'STAFF_ADMINISTRATION' })
  @Mutation(() => OfficePayload, {
    description: '職に就く者を登録する (R015, R016) / Somebody takes an office over',
  })
  async appointOffice(
    @Arg('input', () => OfficeInput, { description: '入力 / What is asked for' }) input: OfficeInput,
    @Args() how: HowAsked,
    @Ctx() { staff }: RequestContext,
  ) {
    const { ends = null } = input;
    return payload(
      await staff.change(askedAs('appointOffice', { ...input, ends }, how), (context) =>
        appointOffice(context, { ...input, ends }),
      ),
      staff,
      { ...input },
    );
  }

  @Classified('DIRECTORY', 'ADMINISTER', { nobody: 'STAFF_ADMINISTRATION' })
  @Mutation(() => OfficePayload, {
    description: '職務の代理を期間を定めて登録する (R015) / A delegate acts for the holder',
  })
  async delegateOffice(
    @Arg('input', () => OfficeInput, { description: '入力 / What is asked for' }) input: OfficeInput,
    @Args() how: HowAsked,
    @Ctx() { staff }: RequestContext,
  ) {
    const { ends = null } = input;
    const result = await staff.change(askedAs('delegateOffice', { ...input, ends }, how), (context) =>
      // R015: a delegation is dated.
      ends === null ? rejectChange('TERM', 'ends') : delegateOffice(context, { ...input, ends }),
    );
    return payload(result, staff, { ...input });
  }

  @Classified('DIRECTORY', 'ADMINISTER', { nobody: 'STAFF_ADMINISTRATION' })
  @Mutation(() => OfficePayload, {
    description:
      '職を離れる日を登録する。その日の承認は有効のまま (R015, R016) / Somebody leaves an office, with or without a successor; what they approved stands',
  })
  async endOffice(
    @Arg('id', () => ID, { description: '番号 / Number of the row' }) id: string,
    @Arg('on', () => PlainDate, { description: '最終日。本日以降 / Last day, today or later' }) on: string,
    @Args() how: HowAsked,
    @Ctx() { staff }: RequestContext,
  ) {
    const result = await staff.change(askedAs('endOffice', { id, on }, how), (context) =>
      endOffice(context, { id, on }),
    );
    return payload(result, staff, { id });
  }
}

function payload(result: ChangeEnd, staff: RequestContext['staff'], args: ChangeArguments) {
  const { changed, ...rest } = outcome(result, { staff, args, find: (id) => staff.holding(id) });
  return { holding: changed, ...rest };
}
