import type { RequestContext } from '../context.js';
import { GatewayError } from '../errors/gateway-error.js';
import { RequestGuard } from '../guard/request-guard.js';
import { SourceBudget } from '../loaders/budget.js';
import { createLoaders } from '../loaders/loaders.js';
import type { DocumentFacts } from './document-facts.js';
import type { RequestState } from './request-state.js';
import type { Services } from './services.js';

const HOUR_SECONDS = 3600;

/**
 * From a planned operation to one that may run: purpose checked, guard and loaders made, intent appended. The intent
 * stands in the log before any adapter is called; for a read it shares its commit with the outcome.
 */
export function beginOperation(state: RequestState, facts: DocumentFacts, services: Services): RequestContext {
  const { claims } = state;
  if (claims === null) throw new TypeError('An operation began before identity');
  if (facts.plan.needsPurpose && claims.purpose === null) throw new GatewayError('PURPOSE_REQUIRED', { detail: 'no purpose' });
  const guard = new RequestGuard({
    policy: services.policy,
    classes: services.classes,
    asker: {
      principal: claims.principal,
      purpose: claims.purpose,
      zone: claims.zone,
      hasCase: claims.caseNumber !== null,
    },
    plan: facts.plan,
    trace: state.trace,
    numbers: state.numbers,
  });
  const today = services.today();
  const budget = new SourceBudget();
  const context: RequestContext = {
    claims,
    guard,
    today,
    loaders: createLoaders({
      sources: budget.limit(services.sources),
      budget,
      schedule: services.schedule,
      cursors: services.cursors,
      guard,
      today,
      signal: state.signal,
      account: claims.principal.account,
      ownAtenaNumber: claims.principal.ownAtenaNumber,
    }),
    isAvailable: (system) => services.isAvailable(system),
    countAttempt: (what) => countAttempt(services, claims.principal.account, what),
  };
  state.context = context;
  state.intent = services.audit.append({
    kind: 'INTENT',
    coordinates: [...facts.plan.fields.keys()].sort(),
    ...state.circumstances(),
  });
  return context;
}

async function countAttempt(services: Services, account: string, what: 'LOOK_UP' | 'VERIFY'): Promise<void> {
  const attempts = await services.counter.hit(`${what}:${account}`, HOUR_SECONDS, 1);
  if (attempts > services.caps[what]) throw new GatewayError('RATE_LIMITED', { detail: `${what} ${services.caps[what]}/h` });
}
