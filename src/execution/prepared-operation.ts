import {
  getNullableType,
  GraphQLID,
  GraphQLString,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  print,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { GuardedResolvers } from '../guard/field-guard.js';
import { FieldCollector, type Variables } from '../limits/collect-fields.js';
import { plainField } from './plain-field.js';
import type { ConstantField, PreparedField, PreparedSelection, PreparedType } from './prepared-field.js';

/** What the executor leaves to graphql-js. */
export class NotPrepared extends Error {
  override readonly name = 'NotPrepared';
}

interface Graph {
  readonly schema: GraphQLSchema;
  readonly guarded: GuardedResolvers;
}

/**
 * One operation, with its @skip and @include decided, as a tree of what to do at each place. No decision of the policy
 * is in it: it holds for whoever asks. Selections are prepared when the first object of their type comes.
 */
export class PreparedOperation {
  readonly root: PreparedSelection;
  readonly fragments: Record<string, FragmentDefinitionNode>;
  /** Called whenever it has become larger. */
  onGrowth: (() => void) | null = null;
  private prepared = 0;
  private readonly collector: FieldCollector;
  private slots = 0;

  /** @throws NotPrepared where the operation asks for what only graphql-js answers */
  constructor(
    private readonly graph: Graph,
    document: DocumentNode,
    readonly operation: OperationDefinitionNode,
    variables: Variables,
  ) {
    const type = graph.schema.getRootType(operation.operation);
    if (type == null || operation.operation === 'subscription')
      throw new NotPrepared('an operation of this kind');
    this.collector = new FieldCollector(graph.schema, document, variables, 'IS_REFUSED');
    this.fragments = Object.fromEntries(
      document.definitions.flatMap((node) =>
        node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
      ),
    );
    this.root = this.select(type, [operation.selectionSet]);
  }

  get schema(): GraphQLSchema {
    return this.graph.schema;
  }

  /** How many fields have been prepared so far, at all places and of all types. */
  get fields(): number {
    return this.prepared;
  }

  private select(type: GraphQLObjectType, sets: Parameters<FieldCollector['collect']>[1]): PreparedSelection {
    const fields: (PreparedField | ConstantField)[] = [];
    let bare = false;
    for (const [key, nodes] of this.collector.collect(type, sets)) {
      const field = this.prepare(type, key, nodes);
      if (field !== null) fields.push(field);
      bare ||= key === '__proto__';
    }
    this.prepared += fields.length;
    this.onGrowth?.();
    const isPlain = fields.every((field) => field.text !== null || field.plain !== null);
    return { type, fields: withShared(fields), bare, isPlain };
  }

  private prepare(
    parent: GraphQLObjectType,
    key: string,
    nodes: readonly FieldNode[],
  ): PreparedField | ConstantField | null {
    const name = (nodes[0] as FieldNode).name.value;
    if (name === '__typename') return { key, text: parent.name };
    if (name === '__schema' || name === '__type') throw new NotPrepared('introspection');
    const definition = parent.getFields()[name] as GraphQLField<unknown, unknown> | undefined;
    // Such a field is none: validation lets nobody come here, and graphql-js leaves it out.
    if (definition === undefined) return null;
    const field = {
      ...{ key, text: null, parent, definition, nodes },
      target: this.graph.guarded.get(definition.resolve) ?? null,
      type: this.typeOf(definition.type, nodes),
      slot: definition.args.length === 0 ? null : this.slots++,
      shared: null,
    };
    return { ...field, plain: plainField(field) };
  }

  private typeOf(type: GraphQLOutputType, nodes: readonly FieldNode[]): PreparedType {
    const nullable = !isNonNullType(type);
    const bare = getNullableType(type) as GraphQLOutputType;
    if (isListType(bare))
      return { kind: 'LIST', nullable, item: this.typeOf(bare.ofType as GraphQLOutputType, nodes) };
    if (isLeafType(bare))
      return { kind: 'LEAF', nullable, leaf: bare, isText: bare === GraphQLString || bare === GraphQLID };
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const known = new Map<GraphQLObjectType, PreparedSelection>();
    const selectionOf = (object: GraphQLObjectType): PreparedSelection => {
      let selection = known.get(object);
      if (selection === undefined) known.set(object, (selection = this.select(object, sets)));
      return selection;
    };
    if (isAbstractType(bare)) return { kind: 'ABSTRACT', nullable, abstract: bare, selectionOf };
    const object = bare as GraphQLObjectType;
    return { kind: 'OBJECT', nullable, selection: () => selectionOf(object) };
  }
}

/** Says of fields that an object is asked for by several names, with the same arguments, that they have one value. */
function withShared(fields: PreparedSelection['fields']): PreparedSelection['fields'] {
  const names = new Map<string, number>();
  const questions = fields.map((field) => {
    if (field.text !== null || field.target?.oncePerObject !== true) return null;
    const question = `${field.definition.name} ${(field.nodes[0]?.arguments ?? []).map(print).join()}`;
    names.set(question, (names.get(question) ?? 0) + 1);
    return question;
  });
  const places = new Map<string, number>();
  return fields.map((field, at) => {
    const question = questions[at] ?? null;
    if (question === null || field.text !== null || names.get(question) === 1) return field;
    const shared = places.get(question) ?? places.size;
    places.set(question, shared);
    return { ...field, shared };
  });
}
