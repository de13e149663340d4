import { Field, ID, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PurposeTerm, ZoneTerm } from './staff.enums.js';

@ObjectType({ description: '問い合わせている本人 / The account that asks' })
export class Viewer {
  @Classified('STAFF')
  @Field(() => ID, { description: 'アカウント / Account' })
  account!: string;

  @Classified('STAFF')
  @Field(() => String, { description: '役割 / Role' })
  role!: string;

  @Classified('STAFF')
  @Field(() => String, { description: '表示名(日本語) / Display name in Japanese' })
  nameJa!: string;

  @Classified('STAFF')
  @Field(() => String, { description: '表示名(英語) / Display name in English' })
  nameEn!: string;

  @Classified('STAFF')
  @Field(() => [PurposeTerm], { description: '認められた利用目的 / Purposes on the menus granted' })
  purposes!: (keyof typeof PurposeTerm)[];

  @Classified('STAFF')
  @Field(() => ZoneTerm, { nullable: true, description: '現在の領域 / Zone of this connection' })
  zone!: keyof typeof ZoneTerm | null;

  @Classified('PUBLIC')
  @Field(() => String, {
    description:
      '個人番号の使用目的 (R066)。利用目的を選ぶ画面に示す。/ What the number is used for, as the assessment says: to be shown where a purpose is chosen',
  })
  purposeOfUse!: string;

  @Classified('STAFF')
  @Field(() => PurposeTerm, { nullable: true, description: 'この要求の利用目的 / Purpose of this request' })
  purpose!: keyof typeof PurposeTerm | null;
}
