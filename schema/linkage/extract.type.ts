import { Field, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { Instant } from '../scalars/date-time.js';
import { ExchangeSideTerm } from './enums.js';

/**
 * What is handed to the person (番号法23条, R235): here the other body is the point of the record. Entries
 * under 不開示, and all of a person under support measures, are not among them and leave no mark
 * (個人情報保護法81条).
 */
@ObjectType('ExchangeExtractEntry', {
  description: '写しの一件 / One exchange as it is described to the person',
})
export class ExchangeExtractEntry {
  @Classified('LINKAGE', 'EXPORT')
  @Field(() => ExchangeSideTerm, { nullable: true, description: '市の立場 / Which side the city was on' })
  side!: keyof typeof ExchangeSideTerm | null;

  @Classified('LINKAGE', 'EXPORT')
  @Field(() => String, { nullable: true, description: '相手方の機関の名称 / Name of the other body' })
  counterpart!: string | null;

  @Classified('LINKAGE', 'EXPORT')
  @Field(() => [String], { nullable: true, description: '特定個人情報の名称 / Names of the items' })
  items!: string[] | null;

  @Classified('LINKAGE', 'EXPORT')
  @Field(() => String, { nullable: true, description: '根拠法令 / Citation of the law' })
  citation!: string | null;

  @Classified('LINKAGE', 'EXPORT')
  @Field(() => Instant, { nullable: true, description: '照会日時 / Asked at' })
  requestedAt!: string | null;

  @Classified('LINKAGE', 'EXPORT')
  @Field(() => Instant, {
    nullable: true,
    description: '提供日時。提供がないとき null / Provided at; null when nothing was',
  })
  providedAt!: string | null;
}

@ObjectType('ExchangeExtract', {
  description:
    '本人に渡す情報提供等記録の写し (R235, R236) / The exchange records as they are handed to the person',
})
export class ExchangeExtract {
  @Classified('LINKAGE', 'EXPORT')
  @Field(() => [ExchangeExtractEntry], { nullable: true, description: '古い順 / Oldest first' })
  entries!: ExchangeExtractEntry[] | null;
}
