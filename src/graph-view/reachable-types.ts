import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { fieldsOf } from './visible-names.js';

/**
 * Names of the types to which roots and directives of a schema lead, through fields and arguments whose names are left of
 * it. An interface that a field gives leads to all that implement it.
 * @param names `Type` and `Type.field`
 */
export function reachableTypes(schema: GraphQLSchema, names: ReadonlySet<string>): ReadonlySet<string> {
  const reached = new Set<string>();
  const open: GraphQLNamedType[] = [];
  const lead = (type: GraphQLNamedType): void => {
    if (!names.has(type.name) || reached.has(type.name)) return;
    reached.add(type.name);
    open.push(type);
  };
  const leadBy = (args: readonly GraphQLArgument[]): void =>
    args.forEach(({ type }) => lead(getNamedType(type)));

  for (const root of [schema.getQueryType(), schema.getMutationType()]) if (root != null) lead(root);
  for (const { args } of schema.getDirectives()) leadBy(args);
  for (let type = open.pop(); type !== undefined; type = open.pop()) {
    if (isUnionType(type)) type.getTypes().forEach(lead);
    if (isObjectType(type) || isInterfaceType(type)) type.getInterfaces().forEach(lead);
    for (const field of fieldsOf(type)) {
      if (!names.has(`${type.name}.${field.name}`)) continue;
      if ('args' in field) leadBy(field.args);
      const given = getNamedType(field.type);
      lead(given);
      if (isInterfaceType(given)) schema.getPossibleTypes(given).forEach(lead);
    }
  }
  return reached;
}
