import {
  getDirectiveValues,
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  type GraphQLDirective,
  type SelectionNode,
} from 'graphql';

/** What becomes of a selection whose @skip or @include has no value: a variable with a default that was sent as null. */
export type Undecided = 'IS_REFUSED' | 'IS_INCLUDED';

/**
 * Whether @skip or @include leave a selection out. The @include of what is skipped is not looked at, as in graphql-js.
 * @throws GraphQLError in the words of graphql-js, where what cannot be decided is refused
 */
export function isSkipped(
  node: SelectionNode,
  variables: Readonly<Record<string, unknown>>,
  undecided: Undecided,
): boolean {
  if (node.directives === undefined || node.directives.length === 0) return false;
  /** Undefined where the directive does not stand there, or cannot be decided. */
  const valueOf = (directive: GraphQLDirective): unknown => {
    try {
      return getDirectiveValues(directive, node, variables)?.['if'];
    } catch (error) {
      if (undecided === 'IS_REFUSED' || !(error instanceof GraphQLError)) throw error;
      return undefined;
    }
  };
  return valueOf(GraphQLSkipDirective) === true || valueOf(GraphQLIncludeDirective) === false;
}
