import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { EVALUATION_CODES } from '../../src/loaders/dose-evaluation.js';
import { Classified } from '../classified.js';
import { enumOf } from '../enum-of.js';

export const DoseFindingCodeTerm = enumOf(EVALUATION_CODES);
registerEnumType(DoseFindingCodeTerm, {
  name: 'DoseFindingCode',
  description:
    '接種の記録について確かめること / What is to be looked at in a dose on file; the codes are those of a dose that is entered',
});

@ObjectType({ description: '接種の記録について確かめること / What is to be looked at' })
export class DoseFinding {
  @Classified('PUBLIC')
  @Field(() => DoseFindingCodeTerm, { description: '種類 / Code' })
  code!: keyof typeof DoseFindingCodeTerm;

  @Classified('PUBLIC')
  @Field(() => String, { description: '文(日本語) / In words, in Japanese' })
  textJa!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '文(英語) / In words, in English' })
  textEn!: string;
}

/** Decided by the field that leads here. */
@ObjectType({
  description:
    '接種日の規則に照らした評価。接種した事実を否定しない。/ A dose held against the schedule of its day: that it was given is another fact',
})
export class DoseEvaluation {
  @Classified('PUBLIC')
  @Field(() => Boolean, { description: '確かめることがない / There is nothing to be looked at' })
  inOrder!: boolean;

  @Classified('PUBLIC')
  @Field(() => [DoseFinding], { description: '確かめること / What is' })
  findings!: DoseFinding[];
}
