import { Field, ID, InputType } from 'type-graphql';
import { KEY, VALIDATE } from '../act-texts.js';
import { Classified } from '../classified.js';
import { ATENA, VERSION } from './record-input-texts.js';

/** What every act on a record that there is is told. */
@InputType()
export abstract class ActOnDoseInput {
  @Classified('HEALTH', 'CORRECT')
  @Field(() => String, { description: KEY })
  idempotencyKey!: string;

  @Classified('HEALTH', 'CORRECT')
  @Field(() => Boolean, { defaultValue: false, description: VALIDATE })
  validateOnly!: boolean;

  @Classified('HEALTH', 'CORRECT', { text: 'KEY' })
  @Field(() => ID, { description: ATENA })
  atenaNumber!: string;

  @Classified('HEALTH', 'CORRECT', { text: 'KEY' })
  @Field(() => ID, { description: '記録番号 / Number of the record' })
  id!: string;

  @Classified('HEALTH', 'CORRECT')
  @Field(() => String, { description: VERSION })
  version!: string;
}
