import { Field, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { OfficeHolding } from './office.type.js';
import { PurposeTerm } from './staff.enums.js';

@ObjectType({ description: '業務メニュー (R163, R174) / Business menu' })
export class Menu {
  @Classified('DIRECTORY')
  @Field(() => PurposeTerm, { description: '利用目的 / Purpose' })
  purpose!: keyof typeof PurposeTerm;

  @Classified('DIRECTORY')
  @Field(() => String, { description: 'メニュー / Menu' })
  menu!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '事務の名称(日本語) / Name in Japanese' })
  nameJa!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '事務の名称(英語) / Name in English' })
  nameEn!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '管理する職(主管課長) / Office that owns it' })
  ownerOffice!: string;

  @Classified('DIRECTORY')
  @Field(() => String, {
    nullable: true,
    description: '管理者自身に権限を付与する職 / Office that grants it to the owner',
  })
  upperOffice!: string | null;

  @Classified('DIRECTORY')
  @Field(() => [OfficeHolding], {
    description: '本日の管理者(代理を含む) / Who owns it today, delegates included',
  })
  holders!: OfficeHolding[];
}
