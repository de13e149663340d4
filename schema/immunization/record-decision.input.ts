import { Field, ID, InputType } from 'type-graphql';
import { KEY, VALIDATE } from '../act-texts.js';
import { Classified } from '../classified.js';
import { ActOnDoseInput } from './act-on-dose.input.js';
import { ChangeDecisionTerm, RecordWayTerm } from './record.enums.js';
import { ATENA, REASON, WAY } from './record-input-texts.js';

@InputType({ description: '接種記録の取消 (R169) / To withdraw a record' })
export class WithdrawImmunizationInput extends ActOnDoseInput {
  @Classified('HEALTH', 'CORRECT')
  @Field(() => RecordWayTerm, { description: WAY })
  way!: keyof typeof RecordWayTerm;

  @Classified('HEALTH', 'CORRECT')
  @Field(() => String, { description: REASON })
  reason!: string;
}

@InputType({ description: '変更の承認又は差戻し (R169) / To approve or reject a change' })
export class DecideImmunizationChangeInput {
  @Classified('HEALTH', 'APPROVE')
  @Field(() => String, { description: KEY })
  idempotencyKey!: string;

  @Classified('HEALTH', 'APPROVE')
  @Field(() => Boolean, { defaultValue: false, description: VALIDATE })
  validateOnly!: boolean;

  @Classified('HEALTH', 'APPROVE', { text: 'KEY' })
  @Field(() => ID, { description: ATENA })
  atenaNumber!: string;

  @Classified('HEALTH', 'APPROVE', { text: 'KEY' })
  @Field(() => ID, { description: '変更の番号 / Id of the change' })
  id!: string;

  @Classified('HEALTH', 'APPROVE', { text: 'KEY' })
  @Field(() => String, { description: '確認した内容の照合番号 (ハッシュ) / Hash of what was seen' })
  contentHash!: string;

  @Classified('HEALTH', 'APPROVE')
  @Field(() => ChangeDecisionTerm, { description: '承認又は差戻し / Decision' })
  decision!: keyof typeof ChangeDecisionTerm;

  @Classified('HEALTH', 'APPROVE')
  @Field(() => String, {
    nullable: true,
    description:
      '承認又は差戻しの理由(200文字以内、個人番号は書かない)。差戻しでは必要で、申し出た職員が読む。/ Why, at most 200 letters, no individual number: needed to reject, and read by whoever asked for the change',
  })
  reason?: string | null;
}
