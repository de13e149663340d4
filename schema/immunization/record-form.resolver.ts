import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { ImmunizationForm } from './record-form.type.js';

@Resolver()
export class RecordFormResolver {
  @Classified('HEALTH', 'RECORD')
  @Query(() => ImmunizationForm, {
    description:
      '接種の入力画面の既定値と選択肢。誰の情報も含まない。/ Defaults and choices of the form of a dose; nothing of anybody',
  })
  immunizationForm(
    @Arg('date', () => PlainDate, {
      nullable: true,
      description: '接種日。省略すると今日。/ Day of the dose; today when left out',
    })
    date: string | undefined,
    @Ctx() { records, today }: RequestContext,
  ): object {
    return records.form(date ?? today);
  }
}
