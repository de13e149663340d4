import { GatewayError } from '../errors/gateway-error.js';
import type { LinkageAccess } from './linkage-access.js';

/** Where no intermediate server is connected: every question is answered as by one that is silent. */
export function noLinkage(): LinkageAccess {
  const silent = () =>
    Promise.reject(new GatewayError('SOURCE_UNAVAILABLE', { detail: 'no intermediate server is connected' }));
  return {
    rows: () => [],
    bodies: silent,
    requests: silent,
    countRequests: silent,
    request: silent,
    requestHistories: silent,
    answer: silent,
    requestsOf: silent,
    recordsOf: silent,
    restrictionsOf: silent,
    copiesOf: silent,
    extractOf: silent,
    provisions: silent,
    countProvisions: silent,
    provision: silent,
    provisionHistories: silent,
    payload: silent,
    ask: silent,
    approve: silent,
    reject: silent,
    restrict: silent,
    register: silent,
  };
}
