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
import { NotPrepared, PreparedOperation } from './prepared-operation.js';

/** An operation to be carried out: validated, its variables as resolvers will see them. */
export interface OperationToExecute {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: GuardedContext;
}

/**
 * Of one operation as many forms are kept as its @skip and @include had values lately; a screen has one or two. Whoever
 * sends more has each prepared anew.
 */
const MAX_FORMS = 8;

/** What is kept of an operation as long as its document is. */
interface Kept {
  /** Variables that decide what is asked for. */
  readonly deciding: readonly string[];
  readonly forms: Map<string, PreparedOperation>;
}

/**
 * Carries operations out in place of graphql-js: each is prepared once, and what is prepared is kept as long as the
 * server keeps the parsed document.
 */
export class CompiledExecutor {
  private readonly kept = new WeakMap<OperationDefinitionNode, Kept>();
  private readonly isServed: boolean;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly guarded: GuardedResolvers,
  ) {
    this.isServed = Object.values(schema.getTypeMap()).every(
      (type) => !isObjectType(type) || type.name.startsWith('__') || type.isTypeOf == null,
    );
  }

  /** Null where only graphql-js can carry it out; nothing has begun then. */
  execute(asked: OperationToExecute): ExecutionResult | Promise<ExecutionResult> | null {
    const prepared = this.isServed ? this.prepare(asked) : null;
    return prepared && new Execution({ ...asked, prepared }).run();
  }

  private prepare({ document, operation, variables }: OperationToExecute): PreparedOperation | null {
    const kept = this.keptOf(document, operation);
    const form = kept.deciding.map((name) => String(variables[name])).join();
    const known = kept.forms.get(form);
    if (known !== undefined) return known;
    // Nothing else of this request's variables is kept.
    const deciding = Object.fromEntries(
      kept.deciding.flatMap((name) => (Object.hasOwn(variables, name) ? [[name, variables[name]]] : [])),
    );
    try {
      const { schema, guarded } = this;
      const made = new PreparedOperation({ schema, guarded }, document, operation, deciding);
      if (kept.forms.size < MAX_FORMS) kept.forms.set(form, made);
      return made;
    } catch (error) {
      // A directive that cannot be decided is refused by graphql-js, in its own words.
      if (error instanceof NotPrepared || error instanceof GraphQLError) return null;
      throw error;
    }
  }

  private keptOf(document: DocumentNode, operation: OperationDefinitionNode): Kept {
    const known = this.kept.get(operation);
    if (known !== undefined) return known;
    const deciding = new Set<string>();
    const fragments = document.definitions.filter(
      (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION,
    );
    for (const { selectionSet } of [operation, ...fragments]) findDeciding(selectionSet, deciding);
    const kept = { deciding: [...deciding].sort(), forms: new Map<string, PreparedOperation>() };
    this.kept.set(operation, kept);
    return kept;
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
