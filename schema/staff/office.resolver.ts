import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import { appointOffice, delegateOffice } from '../../src/staff/office-rules.js';
import { rejectChange, type ChangeResult } from '../../src/staff/change-rule.js';
import { Classified } from '../classified.js';
import { OfficeInput } from './directory.input.js';
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
      await staff.change('appointOffice', (bench) => appointOffice(bench, { ...input, ends })),
      staff,
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
    const ruling = await staff.change('delegateOffice', (bench) =>
      // R015: a delegation is dated.
      ends === null ? rejectChange('TERM', 'ends') : delegateOffice(bench, { ...input, ends }),
    );
    return payload(ruling, staff);
  }
}

function payload(ruling: ChangeResult, staff: RequestContext['staff']) {
  const { changed, userErrors } = outcome(ruling, (id) => staff.holding(id));
  return { holding: changed, userErrors };
}
