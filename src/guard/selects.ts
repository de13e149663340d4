import { getDirectiveValues, GraphQLIncludeDirective, GraphQLSkipDirective, Kind } from 'graphql';
import type { GraphQLResolveInfo, SelectionNode, SelectionSetNode } from 'graphql';

/**
 * Whether the object that this field gives is asked for a field of this name, as the execution will collect it:
 * through aliases, merged selections and fragments, and not where @skip or @include leave it out.
 */
export function selects(info: GraphQLResolveInfo, name: string): boolean {
  return info.fieldNodes.some(({ selectionSet }) => isIn(info, selectionSet, name));
}

function isIn(info: GraphQLResolveInfo, set: SelectionSetNode | undefined, name: string): boolean {
  return (set?.selections ?? []).some((node) => {
    if (!isIncluded(info, node)) return false;
    if (node.kind === Kind.FIELD) return node.name.value === name;
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? info.fragments[node.name.value] : node;
    // The type has no other objects beside it, so a fragment that passed validation applies.
    return fragment !== undefined && isIn(info, fragment.selectionSet, name);
  });
}

function isIncluded({ variableValues }: GraphQLResolveInfo, node: SelectionNode): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, node, variableValues);
  return skip?.['if'] !== true && include?.['if'] !== false;
}
