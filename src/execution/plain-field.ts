import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLString,
  isEnumType,
  type GraphQLLeafType,
} from 'graphql';
import { isClean } from '../guard/clean-text.js';
import type { PlainField, PreparedField } from './prepared-field.js';

/** A value that has to take all of the guard's steps. */
export const NOT_PLAIN = Symbol('not plain');

/** Null where the field is none such. */
export function plainField(prepared: Omit<PreparedField, 'plain'>): PlainField | null {
  const { key, target, type, slot, parent } = prepared;
  if (target === null || target.property === null || slot !== null) return null;
  const { field, inputs, typed, root, explains } = target;
  if (root || explains || inputs.size > 0 || typed !== null) return null;
  const leaf = type.kind === 'LEAF' ? plainLeaf(type.leaf) : null;
  const selection = type.kind === 'OBJECT' ? type.selection : null;
  if (leaf === null && selection === null) return null;
  const site = { coordinate: field.coordinate, key };
  const { property } = target;
  return { key, target, property, site, nullable: type.nullable, typename: parent.name, leaf, selection };
}

/** Values of the types that the graph is made of; of any other type none is plain. */
function plainLeaf(type: GraphQLLeafType): ((value: unknown) => unknown) | null {
  if (type === GraphQLString || type === GraphQLID)
    return (value) => (typeof value === 'string' && isClean(value) ? value : NOT_PLAIN);
  if (type === GraphQLInt)
    return (value) => (typeof value === 'number' && (value | 0) === value ? value : NOT_PLAIN);
  if (type === GraphQLFloat)
    return (value) => (typeof value === 'number' && isClean(value) ? value : NOT_PLAIN);
  if (type === GraphQLBoolean) return (value) => (typeof value === 'boolean' ? value : NOT_PLAIN);
  if (!isEnumType(type)) return null;
  const names = new Map<unknown, string>(type.getValues().map(({ name, value }) => [value, name]));
  return (value) =>
    typeof value === 'string' && isClean(value) ? (names.get(value) ?? NOT_PLAIN) : NOT_PLAIN;
}
