import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import { appointOffice, delegateOffice } from '../../src/staff/office-rules.js';
import { rejectChange, type ChangeResult } from '../../src/staff/change-rule.js';
import type { ChangeArguments } from '../../src/staff/concerned.js';
import { Classified } from '../classified.js';
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
    @Ctx() { staff }: RequestContext,
  ) {
    const { ends = null } = input;
    return payload(
      await staff.change('appointOffice', (context) => appointOffice(context, { ...input, ends })),
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
    @Ctx() { staff }: RequestContext,
  ) {
    const { ends = null } = input;
    const result = await staff.change('delegateOffice', (context) =>
      // R015: a delegation is dated.
      ends === null ? rejectChange('TERM', 'ends') : delegateOffice(context, { ...input, ends }),
    );
    return payload(result, staff, { ...input });
  }
}

function payload(result: ChangeResult, staff: RequestContext['staff'], args: ChangeArguments) {
  const { changed, ...rest } = outcome(result, { staff, args, find: (id) => staff.holding(id) });
  return { holding: changed, ...rest };
}
