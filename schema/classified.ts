import {
  DirectiveLocation,
  GraphQLDirective,
  GraphQLEnumType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
} from 'graphql';
import { Directive, Extensions } from 'type-graphql';
import {
  IF_UNKNOWN,
  NOBODY_REASONS,
  type NobodyReason,
  type UnknownAnswer,
} from '../src/guard/person-argument.js';
import { COLUMN_KINDS, type ColumnKind } from '../src/individual-number/tripwire/columns.js';
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
    text: {
      type: termEnum('ColumnKind', '形の決まった文字列 / Texts of a shape of their own', COLUMN_KINDS),
      description:
        '数字だけでは個人番号と判断しない欄。省略した欄では、個人番号と読める数字をすべて伏せる。/ Columns in which digits alone do not decide; left out, whatever reads as an individual number is masked',
    },
    person: {
      type: new GraphQLList(new GraphQLNonNull(GraphQLString)),
      description:
        '対象者を示す引数。2つ目以降は、ほかに関わる者を示す引数(省略可)。実行前に全員を判定する。/ Argument that names whom the field is about, as kind:argument.key; further ones name who else it touches and may be left out. Each person is judged before anything is done',
    },
    most: {
      type: GraphQLInt,
      description:
        '1つの引数で一度に指定できる人数 / Most persons at a time in one argument; judged before anybody is loaded',
    },
    nobody: {
      type: termEnum(
        'NobodyReason',
        '住民を対象としない理由 / Why a mutation is about nobody in the registry',
        NOBODY_REASONS,
      ),
      description: '住民を対象としない変更 / The mutation is about nobody in the registry',
    },
  },
});

/** Federation's entity key. On the surrogate only: representations travel between subgraphs in clear text. */
export const KEY_DIRECTIVE = new GraphQLDirective({
  name: 'key',
  description: '実体のキー / Key of an entity',
  locations: [DirectiveLocation.OBJECT],
  args: { fields: { type: new GraphQLNonNull(GraphQLString) } },
});

/** Whom a root field is about. A mutation says one or the other, or the gateway does not start. */
type About =
  | {
      /**
       * Path to the argument that names the person, or the persons: `input.atenaNumber`, `provision:id`. The
       * resolver is entered once the act is open for each of them, and finds them in its context as `people`. Of several
       * paths the first names these; the others name who else is touched, where they are given.
       */
      readonly person: string | readonly [string, ...string[]];
      /** Most persons at a time in one argument, judged before anybody is loaded; 1,000 when left out. */
      readonly most?: number;
      /** What is answered, in place of the resolver, where the registry knows nobody; an error when left out. */
      readonly ifUnknown?: UnknownAnswer;
    }
  | { readonly nobody: NobodyReason };

interface OfText {
  /** A column of its own kind: `PHONE`, `LOT`, or a `KEY` that programs make. Free text when left out. */
  readonly text: ColumnKind;
}

/** Marks a field or input field; the compiler knows the terms, the start-up check knows the coordinates. */
export function Classified(as: Classification, verb?: Verb, of?: OfText): MethodDecorator & PropertyDecorator;
export function Classified(as: Classification, verb: Verb, about: About): MethodDecorator;
export function Classified(
  as: Classification,
  verb: Verb = 'READ',
  about: Partial<Extract<About, { person: unknown }> & Extract<About, { nobody: string }> & OfText> = {},
): MethodDecorator & PropertyDecorator {
  const { person, most, nobody, ifUnknown, text } = about;
  const given = [
    `as: ${as}`,
    ...(verb === 'READ' ? [] : [`verb: ${verb}`]),
    ...(text === undefined ? [] : [`text: ${text}`]),
    ...(person === undefined ? [] : [`person: ${JSON.stringify(person)}`]),
    ...(most === undefined ? [] : [`most: ${most}`]),
    ...(nobody === undefined ? [] : [`nobody: ${nobody}`]),
  ];
  const directive = Directive(`@classified(${given.join(', ')})`);
  if (ifUnknown === undefined) return directive;
  const extensions = Extensions({ [IF_UNKNOWN]: ifUnknown });
  return <T>(target: object, key: string | symbol, descriptor?: TypedPropertyDescriptor<T>): void => {
    for (const mark of [directive, extensions] as readonly MethodDecorator[])
      mark(target, key, descriptor as TypedPropertyDescriptor<T>);
  };
}
