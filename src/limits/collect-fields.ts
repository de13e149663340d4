import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Variables as graphql-js has coerced them; null where they are not known yet, and then nothing is skipped. */
export type Variables = Readonly<Record<string, unknown>> | null;

/**
 * Fields of one place in the answer by response key: more than one node where the document asks for a field twice.
 */
export type FieldsByKey = ReadonlyMap<string, readonly FieldNode[]>;

/**
 * CollectFields (GraphQL, section 6.3.2) without executing anything: graphql-js keeps its own to itself. What
 * is asked for twice at one place is answered once, so it has to be found once.
 */
export class FieldCollector {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly variables: Variables,
  ) {
    this.fragments = new Map(
      document.definitions.flatMap((node) =>
        node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
      ),
    );
  }

  /** All fields that these selection sets together ask of one object of this type. */
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
      if (this.isSkipped(node)) continue;
      if (node.kind === Kind.FIELD) {
        const key = (node.alias ?? node.name).value;
        const nodes = found.get(key);
        if (nodes === undefined) found.set(key, [node]);
        else nodes.push(node);
        continue;
      }
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? this.unopened(node.name.value, opened) : node;
      if (fragment === null || !this.applies(fragment.typeCondition?.name.value, type)) continue;
      this.into(found, opened, type, fragment.selectionSet);
    }
  }

  private unopened(name: string, opened: Set<string>): FragmentDefinitionNode | null {
    if (opened.has(name)) return null;
    opened.add(name);
    return this.fragments.get(name) ?? null;
  }

  private applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const wanted = this.schema.getType(condition);
    return isAbstractType(wanted) && this.schema.isSubType(wanted, type);
  }

  private isSkipped(node: SelectionNode): boolean {
    if (this.variables === null || node.directives === undefined || node.directives.length === 0)
      return false;
    const skip = getDirectiveValues(GraphQLSkipDirective, node, this.variables);
    const include = getDirectiveValues(GraphQLIncludeDirective, node, this.variables);
    return skip?.['if'] === true || include?.['if'] === false;
  }
}
