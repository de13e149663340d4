import type { GraphQLResolveInfo } from 'graphql';
import type { ResponsePath } from '../guard/response-path.js';
import type { PreparedField } from './prepared-field.js';
import type { PreparedOperation } from './prepared-operation.js';

/** What a resolver is told beside its arguments; made where there is a resolver, for most fields have none. */
export function resolveInfo(
  asked: {
    readonly prepared: PreparedOperation;
    readonly variables: Readonly<Record<string, unknown>>;
  },
  { definition, nodes, parent }: PreparedField,
  path: ResponsePath,
): GraphQLResolveInfo {
  const { schema, fragments, operation } = asked.prepared;
  return {
    fieldName: definition.name,
    fieldNodes: nodes,
    returnType: definition.type,
    parentType: parent,
    path,
    schema,
    fragments,
    rootValue: undefined,
    operation,
    variableValues: asked.variables,
  };
}
