import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Classified } from '../classified.js';
import { enumOf } from '../enum-of.js';

export const SupportMeasuresTerm = enumOf(['COVERED', 'SAME_HOME', 'NONE'] as const);
registerEnumType(SupportMeasuresTerm, {
  name: 'SupportMeasuresState',
  description: '支援措置 (R196, R202) / Support measures',
  valuesConfig: {
    COVERED: { description: '本人が対象 / A measure covers the person' },
    SAME_HOME: {
      description:
        '対象者と住まいを同じくする、又は確かめられない / Somebody of the same home is covered, or nobody can tell',
    },
    NONE: { description: '対象ではない / Neither' },
  },
});

/** Decided by the field that leads here. Never null: that there is nothing to say must look like anything else in the log. */
@ObjectType({
  description:
    '取扱いの注意。理由は示さない。/ Whether to ask the supervisor before anything is told of a person; never why',
})
export class Caution {
  @Classified('PUBLIC')
  @Field(() => Boolean, { description: '上司に確認する / Ask the supervisor first' })
  ask!: boolean;

  @Classified('PUBLIC')
  @Field(() => String, { description: '文(日本語) / In words, in Japanese' })
  textJa!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '文(英語) / In words, in English' })
  textEn!: string;
}

@ObjectType({ description: '支援措置 (R196, R202) / Support measures about a person' })
export class SupportMeasures {
  @Classified('PUBLIC')
  @Field(() => SupportMeasuresTerm, { description: '対象か / Whether one covers the person' })
  state!: keyof typeof SupportMeasuresTerm;
}
