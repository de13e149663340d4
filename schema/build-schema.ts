import { isObjectType, specifiedDirectives, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, getMetadataStorage } from 'type-graphql';
import { ONCE_PER_OBJECT } from '../src/guard/guarded-field.js';
import { CLASSIFIED_DIRECTIVE, KEY_DIRECTIVE } from './classified.js';
import { inTypeOrder, restoreDeclarationOrder } from './declaration-order.js';
import { callDirectly } from './direct-resolvers.js';
import { DOMAINS } from './domains.js';
import { resolvedFields } from './resolved-fields.js';

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
    // The library's way to look whether it is sound takes longer than all the rest of this, at each start of a gateway;
    // whether it is, a test says (test/unit/schema.test.ts).
    skipCheck: true,
  });
  markOncePerObject(schema);
  callDirectly(schema);
  return inTypeOrder(schema, TYPE_ORDER);
}

/**
 * A resolver that is not told where it stands in the document comes to the same for each name that its object is asked
 * by: it is called once for all of them, and so is what stands in an object as a method. Not at the root, where each name
 * is a question of its own, and may be counted.
 */
function markOncePerObject(schema: GraphQLSchema): void {
  const told = new Set<unknown>();
  for (const { field, resolver } of resolvedFields(schema))
    if (resolver.params?.some(({ kind }) => kind === 'info' || kind === 'custom')) told.add(field);
  const roots = new Set([schema.getQueryType(), schema.getMutationType()]);
  for (const type of Object.values(schema.getTypeMap())) {
    // The count of a list goes to the source, and how often an operation may do so is bounded.
    if (!isObjectType(type) || roots.has(type) || type.name.endsWith('Connection')) continue;
    for (const field of Object.values(type.getFields()))
      if (!told.has(field)) field.extensions = { ...field.extensions, [ONCE_PER_OBJECT]: true };
  }
}

/**
 * A field that is a property of its object gets no resolver of the library's: a call of one costs more than the guard's
 * decision. One that is called otherwise in the graph keeps it, for it has to find its property.
 */
function leavePropertiesPlain(): void {
  for (const field of getMetadataStorage().fields) field.simple = field.name === field.schemaName;
}
