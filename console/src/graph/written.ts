import type { TypedDocumentNode } from 'urql';

/** A document as `generate.mjs` has written it: its text, known by the types of what it takes and answers. */
export function written<Data, Variables extends object>(text: string): TypedDocumentNode<Data, Variables> {
  // The client takes texts as well as trees; only its types ask for a tree.
  return text as unknown as TypedDocumentNode<Data, Variables>;
}
