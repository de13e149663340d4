import { MapperKind, mapSchema, printSchemaWithDirectives, pruneSchema } from '@graphql-tools/utils';
import type { GraphQLSchema } from 'graphql';

/** Federation 2 imports the directive it defines itself; `@classified` is ours and stays defined in the text. */
const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key"])';

/** Entry points that a router adds on its own: the subgraph specification leaves them out of the text. */
const MACHINERY: ReadonlySet<string> = new Set(['_service', '_entities']);

/** The text that `_service { sdl }` answers (Apollo subgraph specification, "Fetch service capabilities"). */
export function subgraphSdl(schema: GraphQLSchema): string {
  const bare = mapSchema(schema, {
    [MapperKind.QUERY_ROOT_FIELD]: (field, name) => (MACHINERY.has(name) ? null : field),
    [MapperKind.DIRECTIVE]: (directive) => (directive.name === 'key' ? null : directive),
  });
  return `${LINK}\n\n${printSchemaWithDirectives(pruneSchema(bare))}\n`;
}
