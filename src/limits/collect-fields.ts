import {
  isAbstractType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { isSkipped, type Undecided } from '../guard/is-skipped.js';

/** Variables as graphql-js has coerced them; null where they are not known yet, and then nothing is skipped. */
export type Variables = Readonly<Record<string, unknown>> | null;

/**
 * Fields of one place in the answer by response key: more than one node where the document asks for a field twice.
 */
export type FieldsByKey = ReadonlyMap<string, readonly FieldNode[]>;

/**
 * CollectFields (GraphQL, section 6.3.2) without executing anything: graphql-js keeps its own to itself. What
 * is asked for twice at one place is answered once, so it has to be found once. In its order: no directive is looked at
 * where a fragment is spread that is opened already.
 */
export class FieldCollector {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly variables: Variables,
    private readonly undecided: Undecided,
  ) {
    this.fragments = new Map(
      document.definitions.flatMap((node) =>
        node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
      ),
    );
  }

  /**
   * All fields that these selection sets together ask of one object of this type.
   * @throws GraphQLError in the words of graphql-js, where what cannot be decided is refused
   */
  collect(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): FieldsByKey {
    const found = new Map<string, FieldNode[]>();
    const opened = new Set<string>();
    for (const set of sets) this.into(found, opened, type, set);
    return found;
  }

  private into(
    found: Map<string, FieldNode[]>,
    opened: Set<string>,
    type: GraphQLObjectType,
    set: SelectionSetNode,
  ): void {
    for (const node of set.selections) {
      if (node.kind === Kind.FRAGMENT_SPREAD && opened.has(node.name.value)) continue;
      if (this.variables !== null && isSkipped(node, this.variables, this.undecided)) continue;
      if (node.kind === Kind.FIELD) {
        const key = (node.alias ?? node.name).value;
        const nodes = found.get(key);
        if (nodes === undefined) found.set(key, [node]);
        else nodes.push(node);
        continue;
      }
      if (node.kind === Kind.FRAGMENT_SPREAD) opened.add(node.name.value);
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? this.fragments.get(node.name.value) : node;
      if (fragment === undefined || !this.applies(fragment.typeCondition?.name.value, type)) continue;
      this.into(found, opened, type, fragment.selectionSet);
    }
  }

  private applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const wanted = this.schema.getType(condition);
    return isAbstractType(wanted) && this.schema.isSubType(wanted, type);
  }
}
