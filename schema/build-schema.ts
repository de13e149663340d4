import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { specifiedDirectives, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, getMetadataStorage } from 'type-graphql';
import { CLASSIFIED_DIRECTIVE, KEY_DIRECTIVE } from './classified.js';
import { inTypeOrder, restoreDeclarationOrder } from './declaration-order.js';
import { DOMAINS } from './domains.js';

/** The roots first: whoever reads the schema begins there. */
const TYPE_ORDER = ['Query', 'Mutation', ...DOMAINS.flatMap(({ types }) => types)];

/**
 * The executable schema, unguarded: only the gateway may wrap and serve it. No auth checker and no middleware
 * of the library is used, for those can be switched off per field; the guard wraps what comes out of here as a
 * whole.
 */
export function buildGraph(): GraphQLSchema {
  const [first, ...others] = DOMAINS.flatMap(({ resolvers }) => resolvers);
  if (first === undefined) throw new RangeError('a schema has a resolver');
  restoreDeclarationOrder([first, ...others]);
  leavePropertiesPlain();
  const schema = buildSchemaSync({
    resolvers: [first, ...others],
    directives: [...specifiedDirectives, CLASSIFIED_DIRECTIVE, KEY_DIRECTIVE],
    validate: false,
  });
  return inTypeOrder(schema, TYPE_ORDER);
}

/**
 * A field that is a property of its object gets no resolver of the library's: a call of one costs more than the guard's
 * decision. One that is called otherwise in the graph keeps it, for it has to find its property.
 */
function leavePropertiesPlain(): void {
  for (const field of getMetadataStorage().fields) field.simple = field.name === field.schemaName;
}

/** The schema as it is committed in `schema.graphql`: with the classification of every field in it. */
export function printGraph(schema: GraphQLSchema): string {
  return `${printSchemaWithDirectives(schema)}\n`;
}
