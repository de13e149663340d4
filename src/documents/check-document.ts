import { GraphQLError, Kind, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { atOnce } from '../background/loop-turns.js';
import { GatewayError } from '../errors/gateway-error.js';
import type { ClassifiedSchema } from '../guard/classification.js';
import { checkText } from '../limits/check-text.js';
import { limitText, MAX_TOKENS } from '../limits/limit-document.js';
import { limitOperation } from '../limits/limit-operation.js';
import type { DocumentFault } from './documents-error.js';

/** The graph a document is checked against. */
export interface Graph {
  readonly schema: GraphQLSchema;
  readonly classes: ClassifiedSchema;
}

/**
 * What keeps a document from being trusted, or null: the same checks as for a request, in the same order, so
 * that a listed document needs none of them when it is asked for. What its variables make of it is checked with
 * each request.
 */
export function checkDocument(text: string, { schema, classes }: Graph): DocumentFault | null {
  try {
    limitText(text);
    atOnce(checkText(text));
    const document = parse(text, { maxTokens: MAX_TOKENS });
    const [misfit] = validate(schema, document);
    if (misfit !== undefined) return at(misfit, 'グラフに合いません', 'does not fit the graph');
    return checkOperations(document, { schema, classes });
  } catch (error) {
    if (error instanceof GraphQLError) return at(error, '構文の誤りがあります', 'does not parse');
    if (error instanceof GatewayError) return { ja: error.ja, en: error.en };
    throw error;
  }
}

function checkOperations(document: DocumentNode, graph: Graph): DocumentFault | null {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  for (const operation of operations) limitOperation({ ...graph, document, operation, variables: null });
  return operations.length > 0 ? null : { ja: '操作がありません', en: 'holds no operation' };
}

/** graphql-js quotes names and literals; the place says as much to whoever has the file. */
function at({ locations }: GraphQLError, ja: string, en: string): DocumentFault {
  const [place] = locations ?? [];
  if (place === undefined) return { ja, en };
  return {
    ja: `${ja}(${place.line}行 ${place.column}文字目)`,
    en: `${en} (line ${place.line}, column ${place.column})`,
  };
}
