import { DirectiveLocation, GraphQLDirective, GraphQLEnumType, GraphQLNonNull, GraphQLString } from 'graphql';
import { Directive } from 'type-graphql';
import { CLASSIFICATIONS, VERBS, type Classification, type Verb } from '../src/policy/terms.js';

function termEnum(name: string, description: string, terms: readonly string[]): GraphQLEnumType {
  return new GraphQLEnumType({
    name,
    description,
    values: Object.fromEntries(terms.map((term) => [term, {}])),
  });
}

/** `@classified`, as it stays visible in the printed schema: what a field holds and what using it means. */
export const CLASSIFIED_DIRECTIVE = new GraphQLDirective({
  name: 'classified',
  description:
    '項目の区分と操作。区分のない項目があると起動しない。/ What a field holds and what is done with it. A field without one stops the start.',
  locations: [DirectiveLocation.FIELD_DEFINITION, DirectiveLocation.INPUT_FIELD_DEFINITION],
  args: {
    as: {
      type: new GraphQLNonNull(termEnum('FieldClass', '項目の区分 / What a field holds', CLASSIFICATIONS)),
    },
    verb: { type: termEnum('FieldVerb', '操作 / What is done with a field', VERBS), defaultValue: 'READ' },
  },
});

/** Federation's entity key. On the surrogate only: representations travel between subgraphs in clear text. */
export const KEY_DIRECTIVE = new GraphQLDirective({
  name: 'key',
  description: '実体のキー / Key of an entity',
  locations: [DirectiveLocation.OBJECT],
  args: { fields: { type: new GraphQLNonNull(GraphQLString) } },
});

/** Marks a field or input field; the compiler knows the terms, the start-up check knows the coordinates. */
export function Classified(as: Classification, verb?: Verb): MethodDecorator & PropertyDecorator {
  return Directive(verb === undefined ? `@classified(as: ${as})` : `@classified(as: ${as}, verb: ${verb})`);
}
