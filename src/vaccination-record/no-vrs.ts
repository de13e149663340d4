import { GatewayError } from '../errors/gateway-error.js';
import type { VrsAccess } from './vrs-access.js';

/** Where no vaccination record system is connected: every question is answered as by one that is silent. */
export function noVrs(): VrsAccess {
  const silent = () =>
    Promise.reject(
      new GatewayError('SOURCE_UNAVAILABLE', { detail: 'no vaccination record system is connected' }),
    );
  return {
    targetsOf: silent,
    dosesOf: silent,
    misreadFrom: silent,
    inquiriesOf: silent,
    register: silent,
    reissue: silent,
    recordDose: silent,
    correctDose: silent,
    withdrawDose: silent,
    setFlag: silent,
    cancelFlag: silent,
    ask: silent,
    applications: silent,
    application: silent,
    apply: silent,
    decide: silent,
    issued: silent,
    recordsForCertificate: silent,
  };
}
