import { GatewayError } from '../errors/gateway-error.js';
import { toGraphQLError } from '../errors/to-graphql-error.js';
import type { GuardedField } from './guarded-field.js';
import { findClosedInput } from './input-guard.js';
import type { RequestGuard } from './request-guard.js';
import type { ResponsePath } from './response-path.js';

/** Refuses the field where a key in use is closed for everybody. */
export function checkInputs(
  target: GuardedField,
  guard: RequestGuard,
  args: Record<string, unknown>,
  path: ResponsePath,
): void {
  const closed = findClosedInput(target.inputs, args, guard);
  if (closed === null) return;
  const reason = `${closed.field.coordinate} ${closed.verdict.rule}`;
  guard.record(target.field, path, null, { outcome: 'DENIED', reason });
  throw toGraphQLError(new GatewayError('WITHHELD', { detail: reason }));
}
