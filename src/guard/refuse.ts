import { GatewayError } from '../errors/gateway-error.js';
import { toGatewayError } from '../errors/to-gateway-error.js';
import { toGraphQLError } from '../errors/to-graphql-error.js';
import type { Verdict } from '../policy/terms.js';
import { SubjectDenied } from './subject-denied.js';
import type { Access, GuardedField } from './guarded-field.js';
import type { RequestGuard } from './request-guard.js';

export function refuse(
  target: GuardedField,
  guard: RequestGuard,
  access: Access & { verdict: Verdict },
): never {
  guard.record(target.field, access.info.path, access.subject, {
    outcome: 'DENIED',
    reason: access.verdict.rule,
  });
  throw toGraphQLError(refusal(access.verdict));
}

function refusal(verdict: Verdict): GatewayError {
  if (verdict.reason === 'CASE_REQUIRED') {
    return new GatewayError('PURPOSE_REQUIRED', {
      detail: verdict.rule,
      en: 'This needs a case number. Send it in the Sekisho-Case header.',
      ja: 'この操作には案件番号が必要です。Sekisho-Case ヘッダーに指定してください。',
    });
  }
  return new GatewayError('FORBIDDEN', { detail: verdict.rule });
}

/** What a resolver threw, as the caller is told it and as the record has it. */
export function failed(
  target: GuardedField,
  guard: RequestGuard,
  access: Access & { error: unknown },
): Error {
  if (access.error instanceof SubjectDenied) {
    const { subject, verdict } = access.error;
    guard.record(target.field, access.info.path, subject, { outcome: 'DENIED', reason: verdict.rule });
    return toGraphQLError(refusal(verdict));
  }
  const error = toGatewayError(access.error);
  const outcome = error.code === 'SOURCE_UNAVAILABLE' ? 'UNAVAILABLE' : 'FAILED';
  guard.record(target.field, access.info.path, access.subject, {
    outcome,
    reason: error.detail ?? error.code,
  });
  return toGraphQLError(error);
}
