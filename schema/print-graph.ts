import { printSchemaWithDirectives } from '@graphql-tools/utils';
import type { GraphQLSchema } from 'graphql';

/** The schema as it is committed in `schema.graphql`: with the classification of every field in it. */
export function printGraph(schema: GraphQLSchema): string {
  return `${printSchemaWithDirectives(schema)}\n`;
}
