import { Field, Int, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { Instant } from '../scalars/date-time.js';
import {
  ApplicationChannelTerm,
  ApplicationStateTerm,
  CertificateKindTerm,
  IdentityCheckTerm,
} from './record.enums.js';

@ObjectType({ description: '接種証明書の申請 (R024) / Application for a certificate' })
export class CertificateApplication {
  @Classified('RECORD_SYSTEM')
  @Field(() => Int, { nullable: true, description: '受付順の番号 / Place in the order of receipt' })
  number!: number | null;

  @Classified('RECORD_SYSTEM')
  @Field(() => CertificateKindTerm, { nullable: true, description: '種類 / Kind' })
  kind!: keyof typeof CertificateKindTerm | null;

  @Classified('RECORD_SYSTEM')
  @Field(() => ApplicationChannelTerm, { nullable: true, description: '受付方法 / How it came' })
  channel!: keyof typeof ApplicationChannelTerm | null;

  @Classified('RECORD_SYSTEM')
  @Field(() => IdentityCheckTerm, { nullable: true, description: '本人確認 / Identity check' })
  identityCheck!: keyof typeof IdentityCheckTerm | null;

  @Classified('RECORD_SYSTEM')
  @Field(() => ApplicationStateTerm, { nullable: true, description: '状態 / State' })
  state!: keyof typeof ApplicationStateTerm | null;

  @Classified('RECORD_SYSTEM')
  @Field(() => Instant, { nullable: true, description: '受付日時 / Received at' })
  receivedAt!: string | null;

  @Classified('RECORD_SYSTEM')
  @Field(() => Instant, { nullable: true, description: '状態が変わった日時 / Changed at' })
  changedAt!: string | null;
}
