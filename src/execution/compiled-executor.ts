import {
  GraphQLError,
  isObjectType,
  Kind,
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { GuardedResolvers } from '../guard/field-guard.js';
import type { GuardedContext } from '../guard/guarded-field.js';
import { Execution } from './execution.js';
import { KeptOperations } from './kept-operations.js';
import { NotPrepared, PreparedOperation } from './prepared-operation.js';

/** An operation to be carried out: validated, its variables as resolvers will see them. */
export interface OperationToExecute {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: GuardedContext;
}

/** What is kept of an operation as long as its document is. */
interface Known {
  /** Among all operations that were carried out. */
  readonly number: number;
  /** Variables that decide what is asked for. */
  readonly deciding: readonly string[];
}

/**
 * Carries operations out in place of graphql-js: each is prepared once for each way that its @skip and @include come
 * out, and what is prepared is kept as long as there is room for it.
 */
export class CompiledExecutor {
  private readonly known = new WeakMap<OperationDefinitionNode, Known>();
  private readonly kept = new KeptOperations();
  private numbers = 0;
  private readonly isServed: boolean;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly guarded: GuardedResolvers,
  ) {
    this.isServed = Object.values(schema.getTypeMap()).every(
      (type) => !isObjectType(type) || type.name.startsWith('__') || type.isTypeOf == null,
    );
  }

  /** What it keeps of operations, counted in fields. */
  get keptFields(): number {
    return this.kept.fields;
  }

  /** Null where only graphql-js can carry it out; nothing has begun then. */
  execute(asked: OperationToExecute): ExecutionResult | Promise<ExecutionResult> | null {
    const prepared = this.isServed ? this.prepare(asked) : null;
    return prepared && new Execution({ ...asked, prepared }).run();
  }

  private prepare({ document, operation, variables }: OperationToExecute): PreparedOperation | null {
    const { number, deciding: names } = this.knownOf(document, operation);
    const key = [number, ...names.map((name) => String(variables[name]))].join();
    const known = this.kept.lastUsed(key);
    if (known !== undefined) return known;
    // Nothing else of this request's variables is kept.
    const deciding = Object.fromEntries(
      names.flatMap((name) => (Object.hasOwn(variables, name) ? [[name, variables[name]]] : [])),
    );
    try {
      const { schema, guarded } = this;
      const made = new PreparedOperation({ schema, guarded }, document, operation, deciding);
      this.kept.keep(key, made, document.loc?.source.body.length ?? 0);
      return made;
    } catch (error) {
      // A directive that cannot be decided is refused by graphql-js, in its own words.
      if (error instanceof NotPrepared || error instanceof GraphQLError) return null;
      throw error;
    }
  }

  private knownOf(document: DocumentNode, operation: OperationDefinitionNode): Known {
    const known = this.known.get(operation);
    if (known !== undefined) return known;
    const deciding = new Set<string>();
    const fragments = document.definitions.filter(
      (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION,
    );
    for (const { selectionSet } of [operation, ...fragments]) findDeciding(selectionSet, deciding);
    const made = { number: this.numbers++, deciding: [...deciding].sort() };
    this.known.set(operation, made);
    return made;
  }
}

/** Names of the variables in the directives of a selection and of all below it. */
function findDeciding({ selections }: SelectionSetNode, found: Set<string>): void {
  for (const node of selections) {
    for (const { value } of (node.directives ?? []).flatMap((directive) => directive.arguments ?? []))
      if (value.kind === Kind.VARIABLE) found.add(value.name.value);
    if (node.kind !== Kind.FRAGMENT_SPREAD && node.selectionSet !== undefined)
      findDeciding(node.selectionSet, found);
  }
}
