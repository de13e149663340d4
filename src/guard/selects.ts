import { Kind } from 'graphql';
import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import { isSkipped } from './is-skipped.js';

type Variables = GraphQLResolveInfo['variableValues'];

/**
 * What was found for the fields of an operation, by name. Each row of a list asks the same of the same field; the
 * variables are one object for each operation, and what is found goes with it.
 */
const FOUND = new WeakMap<Variables, WeakMap<readonly FieldNode[], Map<string, boolean>>>();

/**
 * Whether the object that this field gives is asked for a field of this name, as the execution will collect it:
 * through aliases, merged selections and fragments, and not where @skip or @include leave it out.
 */
export function selects(info: GraphQLResolveInfo, name: string): boolean {
  const { fieldNodes, variableValues } = info;
  const byField = FOUND.get(variableValues) ?? new WeakMap<readonly FieldNode[], Map<string, boolean>>();
  FOUND.set(variableValues, byField);
  const byName = byField.get(fieldNodes) ?? new Map<string, boolean>();
  byField.set(fieldNodes, byName);
  const found = byName.get(name) ?? fieldNodes.some(({ selectionSet }) => isIn(info, selectionSet, name));
  byName.set(name, found);
  return found;
}

function isIn(info: GraphQLResolveInfo, set: SelectionSetNode | undefined, name: string): boolean {
  return (set?.selections ?? []).some((node) => {
    // Where it cannot be decided the collection fails in its own words, when the object is there.
    if (isSkipped(node, info.variableValues, 'IS_INCLUDED')) return false;
    if (node.kind === Kind.FIELD) return node.name.value === name;
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? info.fragments[node.name.value] : node;
    // The type has no other objects beside it, so a fragment that passed validation applies.
    return fragment !== undefined && isIn(info, fragment.selectionSet, name);
  });
}
