import { Field, ID, InputType } from 'type-graphql';
import { KEY } from '../act-texts.js';
import { Classified } from '../classified.js';
import { Sex } from '../resident/resident.enums.js';
import { PlainDate } from '../scalars/dates.js';
import { MovementKindTerm } from './movement.enums.js';

@InputType({ description: '氏名 / A name as it is entered, never normalised' })
export class MovementNameInput {
  @Classified('MOVEMENT', 'MOVE')
  @Field(() => String, { description: '漢字氏名(120文字以内) / In kanji' })
  kanji!: string;

  @Classified('MOVEMENT', 'MOVE')
  @Field(() => String, {
    description:
      'カナ氏名(全角カタカナ、氏と名の間は全角の空白) / In full-width katakana, parts parted by a full-width blank',
  })
  kana!: string;

  @Classified('MOVEMENT', 'MOVE')
  @Field(() => String, { nullable: true, description: '通称 / Alias' })
  alias?: string | null;

  @Classified('MOVEMENT', 'MOVE')
  @Field(() => String, { nullable: true, description: 'ローマ字氏名 / In Roman letters' })
  roman?: string | null;

  @Classified('MOVEMENT', 'MOVE')
  @Field(() => String, { nullable: true, description: '旧氏 / Former surname' })
  former?: string | null;
}

@InputType({ description: '住所 / An address' })
export class MovementAddressInput {
  @Classified('MOVEMENT', 'MOVE')
  @Field(() => String, { description: '全国地方公共団体コード(6桁) / Code of the municipality, 6 digits' })
  municipality!: string;

  @Classified('MOVEMENT', 'MOVE')
  @Field(() => String, { description: '町丁目コード(5桁) / Code of the town, 5 digits' })
  townCode!: string;

  @Classified('MOVEMENT', 'MOVE')
  @Field(() => String, { description: '住所(200文字以内) / As written' })
  written!: string;

  @Classified('MOVEMENT', 'MOVE')
  @Field(() => String, { nullable: true, description: '方書(120文字以内) / Building and room' })
  extra?: string | null;
}

@InputType({ description: '世帯と続柄 / A household and the place in it' })
export class MovementHouseholdInput {
  @Classified('MOVEMENT', 'MOVE', { text: 'KEY' })
  @Field(() => ID, { description: '世帯番号(15文字以内の英数字) / Number of the household' })
  number!: string;

  @Classified('MOVEMENT', 'MOVE')
  @Field(() => String, { description: '続柄コード、例 02 世帯主、20 子 / Code of the relationship' })
  relationship!: string;
}

@InputType({ description: '住民の異動 (R008, R158-R160) / A movement to be entered' })
export class ApplyMovementInput {
  @Classified('MOVEMENT', 'MOVE')
  @Field(() => String, { description: KEY })
  idempotencyKey!: string;

  @Classified('MOVEMENT', 'MOVE')
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      '確かめるだけで何も行わない。異動前後の差を答える。/ Judges everything, tells before and after, and does nothing',
  })
  validateOnly!: boolean;

  @Classified('MOVEMENT', 'MOVE')
  @Field(() => MovementKindTerm, { description: '異動事由 / Kind' })
  kind!: keyof typeof MovementKindTerm;

  @Classified('MOVEMENT', 'MOVE', { text: 'KEY' })
  @Field(() => ID, {
    description:
      '宛名番号。再転入では前と同じ番号 / Address-name number; who comes back has the one they had before',
  })
  atenaNumber!: string;

  @Classified('MOVEMENT', 'MOVE')
  @Field(() => PlainDate, { description: '異動年月日。転出では予定日 / Day; of a move out the planned one' })
  movedOn!: string;

  @Classified('MOVEMENT', 'MOVE')
  @Field(() => PlainDate, { description: '届出年月日 / Notified on' })
  notifiedOn!: string;

  @Classified('MOVEMENT', 'MOVE')
  @Field(() => MovementNameInput, { nullable: true, description: '氏名 / Name' })
  name?: MovementNameInput | null;

  @Classified('MOVEMENT', 'MOVE')
  @Field(() => PlainDate, { nullable: true, description: '生年月日 / Date of birth' })
  birthDate?: string | null;

  @Classified('MOVEMENT', 'MOVE')
  @Field(() => Sex, { nullable: true, description: '性別 / Sex' })
  sex?: Sex | null;

  @Classified('MOVEMENT', 'MOVE')
  @Field(() => String, { nullable: true, description: '国籍コード、日本は JPN / Code of the nationality' })
  nationality?: string | null;

  @Classified('MOVEMENT', 'MOVE')
  @Field(() => MovementAddressInput, { nullable: true, description: '住所 / Address' })
  address?: MovementAddressInput | null;

  @Classified('MOVEMENT', 'MOVE')
  @Field(() => MovementHouseholdInput, { nullable: true, description: '世帯 / Household' })
  household?: MovementHouseholdInput | null;

  @Classified('MOVEMENT', 'MOVE')
  @Field(() => String, {
    nullable: true,
    description:
      '転入前・転出先の全国地方公共団体コード、国外は 99999 / The other municipality, 99999 abroad',
  })
  otherMunicipality?: string | null;

  @Classified('MOVEMENT', 'MOVE')
  @Field(() => PlainDate, {
    nullable: true,
    description: '転出確定日 / Day on which a move out is confirmed',
  })
  confirmedOn?: string | null;

  @Classified('MOVEMENT', 'MOVE', { text: 'KEY' })
  @Field(() => ID, {
    nullable: true,
    description: '取り消す異動(ResidentChange の id) / The change that is cancelled, by its id',
  })
  cancels?: string | null;

  @Classified('MOVEMENT', 'MOVE', { text: 'KEY' })
  @Field(() => ID, {
    nullable: true,
    description: '統合先の宛名番号 / The number that stays, into which this one is merged',
  })
  mergedInto?: string | null;

  @Classified('MOVEMENT', 'MOVE')
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      '氏名・生年月日・性別が同じ者があっても別人と確かめた / Somebody has the same name, birth date and sex, and is another person',
  })
  isAnotherPerson!: boolean;
}
