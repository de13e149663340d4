import type { GuardedContext } from '../guard/guarded-field.js';
import type { PreparedOperation } from './prepared-operation.js';

/** One request for a prepared operation. */
export interface Asked {
  readonly prepared: PreparedOperation;
  /** As resolvers see them. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: GuardedContext;
}
