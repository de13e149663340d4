import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { SOURCE_FACTS } from '../../src/sources/source-facts.js';
import { Classified } from '../classified.js';
import {
  Disclosure,
  NumberVerdict,
  ResidentStatus,
  Sex,
  SourceAvailability,
  SourceSystem,
} from './resident.enums.js';
import { Instant } from '../scalars/date-time.js';
import { PartialDate } from './partial-date.type.js';

registerEnumType(Disclosure, {
  name: 'Disclosure',
  description:
    '個人番号の開示区分。REVEALABLE は、表示できるが求められていない。/ What became of the individual number; REVEALABLE: it may be shown, and was not asked for',
});
registerEnumType(NumberVerdict, {
  name: 'NumberVerdict',
  description: '真正性確認の結果。INVALID は検査用数字の誤り。/ INVALID: the check digit does not hold',
});
registerEnumType(Sex, { name: 'Sex', description: '性別 (R079) / Sex' });
registerEnumType(ResidentStatus, {
  name: 'ResidentStatus',
  description: '住民区分 / Status in the registry',
});
registerEnumType(SourceSystem, {
  name: 'SourceSystem',
  description: '元のシステム / Source system',
  valuesConfig: Object.fromEntries(
    Object.entries(SOURCE_FACTS).map(([system, { nameJa, nameEn }]) => [
      system,
      { description: `${nameJa} / ${nameEn}` },
    ]),
  ),
});
registerEnumType(SourceAvailability, {
  name: 'SourceAvailability',
  description: '応答の有無 / Whether it answered',
});

@ObjectType({
  description:
    '個人番号。既定では伏せる。/ The individual number. Redacted unless law and policy open it (R052).',
})
export class IndividualNumber {
  @Classified('PUBLIC')
  @Field(() => Disclosure, { description: '開示区分 / What became of it' })
  disclosure!: Disclosure;

  @Classified('NUMBER', 'REVEAL')
  @Field(() => String, {
    nullable: true,
    description: '番号(12桁)。REVEALED のときだけ。/ The number, 12 digits; only when REVEALED',
  })
  value!: string | null;

  @Classified('PUBLIC')
  @Field(() => String, { nullable: true, description: '伏せた理由 / Why it is not shown, in general terms' })
  reason!: string | null;
}

@ObjectType({
  description: '氏名 (R077)。原本のまま、正規化しない。/ Name as the source has it, never normalised',
})
export class PersonName {
  @Classified('BASIC')
  @Field(() => String, { nullable: true, description: '漢字氏名 / In kanji' })
  kanji!: string | null;

  @Classified('BASIC')
  @Field(() => String, { nullable: true, description: 'カナ氏名 / In kana' })
  kana!: string | null;

  @Classified('BASIC')
  @Field(() => String, { nullable: true, description: '通称 / Alias' })
  alias!: string | null;

  @Classified('BASIC')
  @Field(() => String, { nullable: true, description: 'ローマ字氏名 / In Roman letters' })
  roman!: string | null;

  @Classified('BASIC')
  @Field(() => String, { nullable: true, description: '旧氏 / Former surname' })
  former!: string | null;
}

@ObjectType({ description: '元のシステムの応答状況 / Whether a source system answers' })
export class SourceStatus {
  @Classified('PUBLIC')
  @Field(() => SourceSystem, { description: 'システム / System' })
  system!: SourceSystem;

  @Classified('PUBLIC')
  @Field(() => SourceAvailability, { description: '応答の有無 / Whether it answers now' })
  availability!: SourceAvailability;

  @Classified('PUBLIC')
  @Field(() => Instant, {
    nullable: true,
    description:
      '値の時点。応答しないとき null。/ As of: when its values were read; null where it does not answer',
  })
  asOf!: string | null;

  @Classified('PUBLIC')
  @Field(() => String, { description: '名称(日本語) / Name in Japanese' })
  nameJa!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '名称(英語) / Name in English' })
  nameEn!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '状況と対応(日本語) / How it is, and what to do, in Japanese' })
  messageJa!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '状況と対応(英語) / The same in English' })
  message!: string;
}

/**
 * One person of the registry. `atenaNumber` is a key without meaning, so it stays when all else about the row is
 * withheld; every other field may be closed for one row and open for the next.
 */
@Directive('@key(fields: "atenaNumber")')
@ObjectType({ description: '住民 (別添1 基本情報) / A resident: basic items of the vaccination file' })
export class Resident {
  @Classified('PUBLIC', 'READ', { text: 'KEY' })
  @Field(() => ID, { description: '宛名番号 (R076) / Address-name number of the registry, 15 digits' })
  atenaNumber!: string;

  @Classified('BASIC')
  @Field(() => ResidentStatus, {
    nullable: true,
    description:
      '住民区分。UNKNOWN は元の区分が読めない者で、確かめが要る。/ Status; UNKNOWN where the source has an unknown code: to be found out',
  })
  status!: ResidentStatus | null;

  @Classified('BASIC')
  @Field(() => PersonName, { nullable: true, description: '氏名 (R077) / Name' })
  name!: PersonName | null;

  @Classified('BASIC')
  @Field(() => PartialDate, { nullable: true, description: '生年月日 (R078) / Date of birth' })
  birthDate!: PartialDate | null;

  @Classified('BASIC')
  @Field(() => Sex, { nullable: true, description: '性別 (R079) / Sex' })
  sex!: Sex | null;

  @Classified('BASIC')
  @Field(() => PartialDate, { nullable: true, description: '住民となった日 (R080) / Became resident on' })
  residentSince!: PartialDate | null;

  @Classified('BASIC')
  @Field(() => PartialDate, {
    nullable: true,
    description:
      '住民でなくなった日 (R081)。住民である間は null。/ Ceased to be resident on; null while resident',
  })
  residentUntil!: PartialDate | null;

  @Classified('CONTACT')
  @Field(() => String, {
    nullable: true,
    description:
      '住所 (R053)。支援措置の対象者は開示しない。/ Address; never shown of a person under support measures',
  })
  address!: string | null;
}
