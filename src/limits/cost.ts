import {
  getNamedType,
  getNullableType,
  GraphQLInt,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  valueFromAST,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { assumedRows } from './assumed-sizes.js';
import { FieldCollector, type FieldsByKey, type Variables } from './collect-fields.js';

/** One validated operation with the variables of one request. */
export interface OperationParts {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
}

/** What an operation would cost, worked out before anything is asked of a source. */
export interface OperationCost {
  /** Fields at the root by response key, fragments opened. */
  readonly roots: FieldsByKey;
  /** Most response keys that one field has at one place. */
  readonly aliases: number;
  /** Fields of an answer with every page full and one row in every list whose length is not stated. */
  readonly stated: number;
  /** The same with the assumed sizes for those lists. */
  readonly expected: number;
}

/** Fields of a part of the answer, both ways. */
type Fields = Pick<OperationCost, 'stated' | 'expected'>;

const NONE: Fields = { stated: 0, expected: 0 };
/** More than this no page gives, and the resolver says so in its own words. */
const LONGEST_PAGE = 1_000;
/** The argument of federation's `_entities`: one row for each. */
const KEYS = 'representations';

/**
 * Weighs an operation. `graphql-query-complexity` would do it without memory: it walks a fragment anew wherever
 * it is spread, counts twice what is answered once, and does not tell a connection's rows from its page
 * information.
 */
export function costOf(parts: OperationParts): OperationCost {
  const walk = new CostWalk(parts);
  const root = parts.schema.getRootType(parts.operation.operation);
  if (root == null) return { roots: new Map(), aliases: 0, ...NONE };
  const roots = walk.collector.collect(root, [parts.operation.selectionSet]);
  const fields = walk.fieldsOf(root, roots, null);
  return { roots, aliases: walk.aliases, ...fields };
}

class CostWalk {
  readonly collector: FieldCollector;
  aliases = 0;
  /** By type, page and selecting nodes: fragments that double at each step are weighed once each. */
  private readonly known = new Map<string, Fields>();
  private readonly numbers = new Map<FieldNode, number>();

  constructor(private readonly parts: OperationParts) {
    this.collector = new FieldCollector(parts.schema, parts.document, parts.variables, 'IS_INCLUDED');
  }

  /**
   * Of one object. `page` is `first` of the field above, where that has one: the length of the lists in a
   * connection.
   */
  fieldsOf(type: GraphQLObjectType, fields: FieldsByKey, page: number | null): Fields {
    this.countAliases(fields);
    let { stated, expected } = NONE;
    for (const nodes of fields.values()) {
      const weight = this.field(type, nodes, page);
      stated += weight.stated;
      expected += weight.expected;
    }
    return { stated, expected };
  }

  /** The field itself, and what is below it as often as it has rows. */
  private field(parent: GraphQLObjectType, nodes: readonly FieldNode[], page: number | null): Fields {
    const [node] = nodes as readonly [FieldNode];
    const definition = definitionOf(parent, node.name.value);
    if (definition === undefined) return { stated: 1, expected: 1 };
    const own = this.pageOf(definition, node);
    const listed = isListType(getNullableType(definition.type));
    const inner = this.below(getNamedType(definition.type), nodes, listed ? null : own);
    const stated = own ?? page;
    return {
      stated: 1 + (listed ? (stated ?? 1) : 1) * inner.stated,
      expected:
        1 + (listed ? (stated ?? assumedRows(`${parent.name}.${definition.name}`)) : 1) * inner.expected,
    };
  }

  /** One object of what a field gives; of several possible types the dearest. */
  private below(type: GraphQLNamedType, nodes: readonly FieldNode[], page: number | null): Fields {
    if (!isCompositeType(type)) return NONE;
    const key = `${type.name} ${page} ${nodes.map((node) => this.numberOf(node)).join()}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const sets = nodes.flatMap((node) => node.selectionSet ?? []);
    const types = isAbstractType(type)
      ? this.parts.schema.getPossibleTypes(type)
      : isObjectType(type)
        ? [type]
        : [];
    const all = types.map((concrete) =>
      this.fieldsOf(concrete, this.collector.collect(concrete, sets), page),
    );
    const dearest = {
      stated: Math.max(0, ...all.map(({ stated }) => stated)),
      expected: Math.max(0, ...all.map(({ expected }) => expected)),
    };
    this.known.set(key, dearest);
    return dearest;
  }

  /** `first` as the resolver will see it, or how many are asked for by key; null for a field without pages. */
  private pageOf(definition: GraphQLField<unknown, unknown>, node: FieldNode): number | null {
    if (definition.args.some(({ name }) => name === KEYS)) return this.keysIn(node);
    const argument = definition.args.find(({ name }) => name === 'first');
    if (argument === undefined) return null;
    const written = node.arguments?.find(({ name }) => name.value === 'first')?.value;
    const given: unknown = valueFromAST(written, GraphQLInt, this.parts.variables) ?? argument.defaultValue;
    return typeof given === 'number' ? Math.min(Math.max(given, 0), LONGEST_PAGE) : LONGEST_PAGE;
  }

  private keysIn(node: FieldNode): number {
    const written = node.arguments?.find(({ name }) => name.value === KEYS)?.value;
    if (written?.kind === Kind.LIST) return written.values.length;
    const given = written?.kind === Kind.VARIABLE ? this.parts.variables?.[written.name.value] : undefined;
    return Array.isArray(given) ? given.length : LONGEST_PAGE;
  }

  private countAliases(fields: FieldsByKey): void {
    const keys = new Map<string, number>();
    for (const [node] of fields.values()) {
      const name = node?.name.value ?? '';
      const count = (keys.get(name) ?? 0) + 1;
      keys.set(name, count);
      this.aliases = Math.max(this.aliases, count);
    }
  }

  private numberOf(node: FieldNode): number {
    const known = this.numbers.get(node) ?? this.numbers.size;
    this.numbers.set(node, known);
    return known;
  }
}

/** Introspection stands at the root only, and validation has seen to that; `__typename` has nothing below it. */
function definitionOf(parent: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  return name === TypeMetaFieldDef.name ? TypeMetaFieldDef : parent.getFields()[name];
}
