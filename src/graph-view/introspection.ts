import { Kind, type DocumentNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { GatewayError } from '../errors/gateway-error.js';

/**
 * What an operation asks about the graph itself: nothing, nothing but that, or that beside data. A document is
 * taken as it is written, whatever its variables say about @skip and @include.
 */
export type Introspection = 'NONE' | 'ALONE' | 'MIXED';

const ABOUT_THE_GRAPH: ReadonlySet<string> = new Set(['__schema', '__type']);
/** A router's question about the graph: a field like any other, with a line of its own in the record. */
const SERVICE = '_service';

/**
 * Looks at the root fields, fragments opened. `__typename` goes with either; on its own it asks about the graph.
 */
export function introspectionOf(document: DocumentNode, operation: OperationDefinitionNode): Introspection {
  const names = rootNames(document, operation);
  const graph = [...names].some((name) => ABOUT_THE_GRAPH.has(name));
  const data = [...names].some((name) => name !== SERVICE && !name.startsWith('__'));
  if (names.has(SERVICE)) return data || graph ? 'MIXED' : 'NONE';
  if (!data) return 'ALONE';
  return graph ? 'MIXED' : 'NONE';
}

function rootNames(document: DocumentNode, operation: OperationDefinitionNode): ReadonlySet<string> {
  const names = new Set<string>();
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node.selectionSet] as const] : [],
    ),
  );
  const walk = (set: SelectionSetNode | undefined): void => {
    for (const node of set?.selections ?? []) {
      if (node.kind === Kind.FIELD) names.add(node.name.value);
      else if (node.kind === Kind.INLINE_FRAGMENT) walk(node.selectionSet);
      else {
        const next = fragments.get(node.name.value);
        // Each fragment once: they may spread one another over and over.
        fragments.delete(node.name.value);
        walk(next);
      }
    }
  };
  walk(operation.selectionSet);
  return names;
}

/** The graph is described per caller, data is decided per field: one answer cannot come from both. */
export function mixedIntrospection(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'introspection beside data',
    en: 'Ask about the schema (__schema, __type, _service) in an operation of its own.',
    ja: 'スキーマの問い合わせ(__schema、__type、_service)は、データの問い合わせと分けて送ってください。',
  });
}
