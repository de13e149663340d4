import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PlainDatePrecision } from './resident.enums.js';

registerEnumType(PlainDatePrecision, {
  name: 'DatePrecision',
  description: '日付の確かさ / How much of a date is known',
});

/** A value object: who may see it is decided by the field that leads to it. */
@ObjectType({ description: '不詳の部分がありうる日付 / A date of which a part may be unknown' })
export class PartialDate {
  @Classified('PUBLIC')
  @Field(() => String, {
    nullable: true,
    description: '分かる範囲の日付。YYYY-MM-DD、YYYY-MM、YYYY / As far as it is known',
  })
  iso!: string | null;

  @Classified('PUBLIC')
  @Field(() => String, {
    nullable: true,
    description:
      '和暦、または原本の不詳表記 / In the Japanese era, or as the source writes an uncertain date',
  })
  wareki!: string | null;

  @Classified('PUBLIC')
  @Field(() => PlainDatePrecision, { description: '確かさ / How much is known' })
  precision!: PlainDatePrecision;
}
