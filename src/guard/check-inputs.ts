import { GatewayError } from '../errors/gateway-error.js';
import { toGraphQLError } from '../errors/to-graphql-error.js';
import type { Access, GuardedField } from './guarded-field.js';
import { findClosedInput } from './input-guard.js';
import { refusal } from './refuse.js';
import type { RequestGuard } from './request-guard.js';

/**
 * Refuses the field where a key in use is closed: for everybody, or for this person, for whom lifting a
 * protection can be closed where setting it is not.
 */
export function checkInputs(
  target: GuardedField,
  guard: RequestGuard,
  args: Record<string, unknown>,
  { subject, path }: Access,
): void {
  const closed = findClosedInput(target.inputs, args, guard, subject?.labels ?? 0);
  if (closed === null) return;
  const reason = `${closed.field.coordinate} ${closed.verdict.rule}`;
  guard.record(target.field, path, subject, { outcome: 'DENIED', reason });
  throw toGraphQLError(
    subject === null ? new GatewayError('WITHHELD', { detail: reason }) : refusal(closed.verdict),
  );
}
