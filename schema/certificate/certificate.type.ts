import { Field, ID, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { Vaccine } from '../immunization/immunization-parts.type.js';
import { PartialDate } from '../resident/partial-date.type.js';

@ObjectType({
  description: '旅券関係情報 (R100)。海外用証明書のみ。/ Passport data, on overseas certificates only',
})
export class PassportData {
  @Classified('PASSPORT')
  @Field(() => String, {
    nullable: true,
    description: '旧姓・別姓・別名 / Former and other surnames, aliases',
  })
  formerNames!: string | null;

  @Classified('PASSPORT')
  @Field(() => String, { nullable: true, description: 'ローマ字氏名 / Name in Roman letters' })
  romanName!: string | null;

  @Classified('PASSPORT')
  @Field(() => String, { nullable: true, description: '国籍 (ISO 3166-1 alpha-3) / Nationality' })
  nationality!: string | null;

  @Classified('PASSPORT')
  @Field(() => String, { nullable: true, description: '旅券番号 / Passport number' })
  passportNumber!: string | null;
}

@ObjectType({
  description: '接種証明書 (別添1 証明書の交付、5項目) / Vaccination certificate: five items of the file',
})
export class Certificate {
  @Classified('HEALTH', 'READ', { text: 'KEY' })
  @Field(() => ID, { nullable: true, description: '証明書ID (R101) / Certificate id, random' })
  certificateId!: string | null;

  @Classified('HEALTH')
  @Field(() => Vaccine, { nullable: true, description: 'ワクチン種類 (R098) / Kind of vaccine' })
  vaccineKind!: Vaccine | null;

  @Classified('HEALTH')
  @Field(() => String, { nullable: true, description: '製品名 (R099) / Product' })
  productName!: string | null;

  @Classified('PASSPORT')
  @Field(() => PassportData, {
    nullable: true,
    description: '旅券関係情報 (R100) / Passport data; null on a domestic certificate',
  })
  passport!: PassportData | null;

  @Classified('HEALTH')
  @Field(() => PartialDate, { nullable: true, description: '証明書発行年月日 (R102) / Issued on' })
  issuedOn!: PartialDate | null;
}
