import { createHash } from 'node:crypto';
import {
  Kind,
  OperationTypeNode,
  print,
  visit,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { ClassifiedSchema } from '../guard/classification.js';
import { planOperation, type OperationPlan } from '../guard/plan.js';
import { introspectionOf, type Introspection } from '../graph-view/introspection.js';

export interface DocumentFacts {
  readonly plan: OperationPlan;
  readonly introspection: Introspection;
  /** A mutation: it has side effects. */
  readonly changes: boolean;
  /** SHA-256 of the document without its literals: what the log keeps instead of the text. */
  readonly hash: string;
}

/** Plans and hashes each document once: Apollo Server hands out the same parsed document for the same text. */
export class DocumentFactsCache {
  private readonly facts = new WeakMap<OperationDefinitionNode, DocumentFacts>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly classes: ClassifiedSchema,
  ) {}

  known(operation: OperationDefinitionNode): DocumentFacts | undefined {
    return this.facts.get(operation);
  }

  /** In steps: what one has planned and hashed is known to all who come after. */
  *read(document: DocumentNode, operation: OperationDefinitionNode): Generator<void, DocumentFacts> {
    const plan = planOperation(this.schema, this.classes, document, operation);
    yield;
    const facts = {
      plan,
      introspection: introspectionOf(document, operation),
      changes: operation.operation === OperationTypeNode.MUTATION,
      hash: yield* hashWithoutLiterals(document),
    };
    this.facts.set(operation, facts);
    return facts;
  }
}

/** Literals may hold a name or a number, so they are emptied before the document is hashed. */
function* hashWithoutLiterals(document: DocumentNode): Generator<void, string> {
  const bare = visit(document, {
    IntValue: (node) => ({ ...node, value: '0' }),
    FloatValue: (node) => ({ ...node, value: '0' }),
    StringValue: (node) => ({ ...node, value: '', block: false }),
    ListValue: (node) => ({ ...node, values: [] }),
    ObjectValue: (node) => ({ ...node, fields: [], kind: Kind.OBJECT }),
  });
  yield;
  return createHash('sha256').update(print(bare)).digest('base64url');
}
