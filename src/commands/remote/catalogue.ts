import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildASTSchema, Kind, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { z } from 'zod';

/** An operation of the list that the build writes, and an installation signs. */
export interface Operation {
  /** To the letter as it is listed: a gateway that takes signed documents alone takes this one. */
  readonly text: string;
  readonly document: DocumentNode;
  readonly isMutation: boolean;
}

/** What the commands know of the graph: its schema, whose words they speak, and the operations they may send. */
export interface Catalogue {
  readonly schema: GraphQLSchema;
  readonly operations: ReadonlyMap<string, Operation>;
}

const Texts = z.record(z.string(), z.string());

/** Null where the installation is not built: `console/documents.json` is made by `npm run build`. */
export function readCatalogue(root: string): Catalogue | null {
  let texts: z.infer<typeof Texts>;
  try {
    texts = Texts.parse(JSON.parse(readFileSync(join(root, 'console', 'documents.json'), 'utf8')));
  } catch {
    return null;
  }
  const schema = readFileSync(join(root, 'schema', 'schema.graphql'), 'utf8');
  return {
    schema: buildASTSchema(parse(schema, { noLocation: true }), { assumeValidSDL: true }),
    operations: new Map(Object.values(texts).flatMap(named)),
  };
}

function named(text: string): readonly (readonly [string, Operation])[] {
  const document = parse(text, { noLocation: true });
  return document.definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION && node.name !== undefined
      ? [[node.name.value, { text, document, isMutation: node.operation === 'mutation' }] as const]
      : [],
  );
}
