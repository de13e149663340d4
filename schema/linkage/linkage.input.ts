import { Field, ID, InputType } from 'type-graphql';
import { KEY, VALIDATE } from '../act-texts.js';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { ProtectionTerm } from './enums.js';

@InputType({ description: '情報照会をする (R186) / To inquire of another body' })
export class RequestInformationInput {
  @Classified('LINKAGE', 'INQUIRE')
  @Field(() => String, { description: KEY })
  idempotencyKey!: string;

  @Classified('LINKAGE', 'INQUIRE')
  @Field(() => Boolean, { defaultValue: false, description: VALIDATE })
  validateOnly!: boolean;

  @Classified('LINKAGE', 'INQUIRE', { text: 'KEY' })
  @Field(() => ID, { description: '本人の宛名番号 / Address-name number of the person' })
  atenaNumber!: string;

  @Classified('LINKAGE', 'INQUIRE')
  @Field(() => String, {
    description: '根拠とする項番。今日の法による (R041, R047) / Row relied on, as in force today',
  })
  row!: string;

  @Classified('LINKAGE', 'INQUIRE', { text: 'KEY' })
  @Field(() => ID, { description: '照会先の機関コード(16桁) / Code of the body asked' })
  provider!: string;

  @Classified('LINKAGE', 'INQUIRE', { text: 'KEY' })
  @Field(() => [ID], { description: '特定個人情報名コード(1–20件) / Codes of the items' })
  items!: string[];

  @Classified('LINKAGE', 'INQUIRE')
  @Field(() => PlainDate, {
    nullable: true,
    description:
      '照会期間の始め。to とともに。省略するとすべて / First day asked about, together with `to`; everything when left out',
  })
  from?: string | null;

  @Classified('LINKAGE', 'INQUIRE')
  @Field(() => PlainDate, {
    nullable: true,
    description: '照会期間の終わり(当日を含む) / Last day asked about',
  })
  to?: string | null;
}

/** Setting protects at once; lifting opens something again, so that it is a verb of its own. */
@InputType({
  description: '提供の制限の設定又は解除 (R196, R197, R202) / To protect a person’s items, or to lift that',
})
export class SetNonDisclosureInput {
  @Classified('LINKAGE', 'PROTECT')
  @Field(() => String, { description: KEY })
  idempotencyKey!: string;

  @Classified('LINKAGE', 'PROTECT')
  @Field(() => Boolean, { defaultValue: false, description: VALIDATE })
  validateOnly!: boolean;

  @Classified('LINKAGE', 'PROTECT', { text: 'KEY' })
  @Field(() => ID, { description: '本人の宛名番号 / Address-name number of the person' })
  atenaNumber!: string;

  @Classified('LINKAGE', 'PROTECT', { text: 'KEY' })
  @Field(() => [ID], { description: '特定個人情報名コード(1–20件) / Codes of the items' })
  items!: string[];

  @Classified('LINKAGE', 'PROTECT')
  @Field(() => [ProtectionTerm], {
    nullable: true,
    description: '設定するもの。直ちに効力を生じる。/ To set, at once',
  })
  set?: (keyof typeof ProtectionTerm)[] | null;

  @Classified('LINKAGE', 'APPROVE')
  @Field(() => [ProtectionTerm], {
    nullable: true,
    description: '解除するもの。承認者のみ (R197) / To lift: the approver’s alone',
  })
  lift?: (keyof typeof ProtectionTerm)[] | null;

  @Classified('LINKAGE', 'PROTECT')
  @Field(() => String, {
    description:
      '理由の符号(起案番号など)。40文字までの英数字と - _ / Reason as a mark, such as a file number; up to 40 of A-Z, a-z, 0-9, - and _',
  })
  reason!: string;
}

@InputType({ description: '副本を登録し直す / To register the copies of persons anew' })
export class RegisterCopiesInput {
  @Classified('LINKAGE', 'REGISTER')
  @Field(() => String, { description: KEY })
  idempotencyKey!: string;

  @Classified('LINKAGE', 'REGISTER')
  @Field(() => Boolean, { defaultValue: false, description: VALIDATE })
  validateOnly!: boolean;

  @Classified('LINKAGE', 'REGISTER', { text: 'KEY' })
  @Field(() => [ID], { description: '宛名番号(1–100件) / Address-name numbers' })
  atenaNumbers!: string[];
}
