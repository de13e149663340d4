import fc from 'fast-check';
import {
  buildSchema,
  getNamedType,
  isObjectType,
  Kind,
  parse,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { FieldCollector } from '../../../src/limits/collect-fields.js';
import { costOf } from '../../../src/limits/cost.js';
import { coerceVariables } from '../../../src/limits/limit-operation.js';

/** The collector against graphql-js' own: what is asked for, in what order, and in whose words it is refused. */

const schema = buildSchema(
  'type Query implements Named { a: Int b: Int q: Query } interface Named { a: Int }',
);

const conditions = fc.constantFrom('true', 'false', '$yes', '$no', '$null', '$unset');
const directives = fc
  .uniqueArray(fc.constantFrom('skip', 'include'), { maxLength: 2 })
  .chain((names) =>
    fc
      .tuple(...names.map((name) => conditions.map((value) => `@${name}(if: ${value})`)))
      .map((all) => all.join(' ')),
  );
const { set } = fc.letrec<{ set: string; selection: string }>((tie) => ({
  set: fc.array(tie('selection'), { minLength: 1, maxLength: 4 }).map((all) => `{ ${all.join(' ')} }`),
  selection: fc.oneof(
    { depthSize: 'small' },
    fc
      .tuple(fc.constantFrom('a', 'b', 'x: a', '...F', '...G', '...N'), directives)
      .map((all) => all.join(' ')),
    fc.tuple(fc.constantFrom('q', 'y: q', '...', '... on Named'), directives, tie('set')).map((all) =>
      // What an interface has not got is asked for by the type.
      all[0] === '... on Named' ? `${all[0]} ${all[1]} { ... on Query ${all[2]} }` : all.join(' '),
    ),
  ),
}));
const HEAD = 'query ($yes: Boolean!, $no: Boolean!, $null: Boolean = true, $unset: Boolean = false)';
const documents = fc.tuple(set, set, set).map(
  ([own, f, g]) =>
    `${HEAD} ${own} fragment F on Query ${f.replaceAll('...F', 'a').replaceAll('...G', 'b')}
       fragment G on Query ${g.replaceAll('...F', '...N').replaceAll('...G', 'a')} fragment N on Named { a @skip(if: $null) }`,
);
const GIVEN = { yes: true, no: false, null: null };

/** What is found at a place and at all below it, or what is said instead. */
type Found = string | readonly (readonly [string, readonly FieldNode[], Found])[];

function told(
  collect: () => ReadonlyMap<string, readonly FieldNode[]>,
  below: (nodes: readonly FieldNode[]) => Found,
): Found {
  let fields: ReadonlyMap<string, readonly FieldNode[]>;
  try {
    fields = collect();
  } catch (error) {
    return String(error);
  }
  return [...fields].map(([key, nodes]) => [key, nodes, below(nodes)] as const);
}

function partsOf(text: string, given: Record<string, unknown>) {
  const document = parse(text);
  const operation = document.definitions[0] as OperationDefinitionNode;
  const variables = coerceVariables(schema, operation, given);
  if (variables === null) throw new Error('The variables do not fit');
  return { schema, document, operation, variables };
}

const typeBelow = (nodes: readonly FieldNode[]): GraphQLObjectType | null => {
  const type = schema.getQueryType()?.getFields()[nodes[0]?.name.value ?? '']?.type;
  const named = type && getNamedType(type);
  return isObjectType(named) ? named : null;
};

test('finds what graphql-js finds, and refuses what it refuses, nulls and defaults included', () => {
  fc.assert(
    fc.property(documents, (text) => {
      const { document, operation, variables } = partsOf(text, GIVEN);
      const root = schema.getQueryType() as GraphQLObjectType;
      const fragments = Object.fromEntries(
        document.definitions
          .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
          .map((node) => [node.name.value, node]),
      );
      const own = new FieldCollector(schema, document, variables, 'IS_REFUSED');
      const ownBelow = (nodes: readonly FieldNode[]): Found => {
        const type = typeBelow(nodes);
        const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
        return type === null ? [] : told(() => own.collect(type, sets), ownBelow);
      };
      const theirBelow = (nodes: readonly FieldNode[]): Found => {
        const type = typeBelow(nodes);
        if (type === null) return [];
        return told(() => collectSubfields(schema, fragments, variables, type, nodes), theirBelow);
      };
      expect(told(() => own.collect(root, [operation.selectionSet]), ownBelow)).toEqual(
        told(() => collectFields(schema, fragments, variables, root, operation.selectionSet), theirBelow),
      );
      // Whatever cannot be decided has a cost.
      expect(costOf({ schema, document, operation, variables }).stated).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 1_000 },
  );
});

test('what cannot be decided costs as if it were asked for', () => {
  const text =
    'query ($n: Boolean = true) { a @include(if: $n) b @skip(if: $n) q @skip(if: $n) @include(if: false) { a } }';
  expect(costOf(partsOf(text, { n: null })).stated).toBe(2);
});
