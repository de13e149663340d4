import { Field, ID, InputType } from 'type-graphql';
import { KEY, VALIDATE } from '../act-texts.js';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { VerdictTerm } from './review.enums.js';

const FROM = '点検した期間の最初の日 / First day of the review';
const TO = '最後の日(含む) / Last day, included';

@InputType({ description: '指摘の判定 / What asking about a finding came to' })
export class ClassifyFindingInput {
  @Classified('AUDIT', 'REVIEW')
  @Field(() => PlainDate, { description: FROM })
  from!: string;

  @Classified('AUDIT', 'REVIEW')
  @Field(() => PlainDate, { description: TO })
  to!: string;

  @Classified('AUDIT', 'REVIEW', { text: 'KEY' })
  @Field(() => ID, { description: '指摘の番号 / Id of the finding' })
  id!: string;

  @Classified('AUDIT', 'REVIEW')
  @Field(() => VerdictTerm, { description: '判定 / Verdict' })
  verdict!: keyof typeof VerdictTerm;

  @Classified('AUDIT', 'REVIEW')
  @Field(() => String, {
    nullable: true,
    description:
      '確認した内容。JUSTIFIED と SUSPECTED には必要。400文字まで、個人を特定しない / What was found, up to 400 characters, naming nobody; needed unless it is still to be asked',
  })
  note?: string | null;

  @Classified('AUDIT', 'REVIEW')
  @Field(() => String, { description: KEY })
  idempotencyKey!: string;

  @Classified('AUDIT', 'REVIEW')
  @Field(() => Boolean, { defaultValue: false, description: VALIDATE })
  validateOnly!: boolean;
}

@InputType({ description: '点検への署名 / Signing a review' })
export class SignReviewInput {
  @Classified('AUDIT', 'REVIEW')
  @Field(() => PlainDate, { description: FROM })
  from!: string;

  @Classified('AUDIT', 'REVIEW')
  @Field(() => PlainDate, { description: TO })
  to!: string;

  @Classified('AUDIT', 'REVIEW', { text: 'KEY' })
  @Field(() => String, { description: '読んだ点検の照合番号 (digest) / Of the review as it was read' })
  digest!: string;

  @Classified('AUDIT', 'REVIEW')
  @Field(() => String, { description: KEY })
  idempotencyKey!: string;

  @Classified('AUDIT', 'REVIEW')
  @Field(() => Boolean, { defaultValue: false, description: VALIDATE })
  validateOnly!: boolean;
}
