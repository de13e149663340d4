import { Field, InputType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { RecallStatus } from './recall.type.js';

@InputType({ description: '勧奨対象者の条件。すべてを満たす者。/ All conditions must hold' })
export class RecallFilter {
  @Classified('HEALTH', 'FILTER')
  @Field(() => [RecallStatus], { nullable: true, description: '状況 / In these states' })
  status?: RecallStatus[] | null;

  @Classified('BASIC', 'FILTER')
  @Field(() => PlainDate, {
    nullable: true,
    description: '生年月日の始め。読めない部分がある者は含む。/ Born on or after; whoever may be is found',
  })
  bornFrom?: string | null;

  @Classified('BASIC', 'FILTER')
  @Field(() => PlainDate, { nullable: true, description: '生年月日の終わり / Born on or before' })
  bornTo?: string | null;

  @Classified('CONTACT', 'FILTER')
  @Field(() => [String], {
    nullable: true,
    description:
      '地区(districts のコード)。読めない者はどの地区にも含む。支援措置の対象者と、住まいを同じくする者は該当しない。/ Districts, by their codes; whoever has none that can be read is in each. Never finds a person under support measures, nor who lives with one',
  })
  districts?: string[] | null;
}
