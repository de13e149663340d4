import type { CaseOffice, CaseRequester } from './operations.generated.js';

/** The offices from which a request is taken; a test holds them to the gateway's own judgement. */
export const ACCEPTED_OFFICES: readonly CaseOffice[] = ['ADMINISTRATIVE_ORGAN', 'INTERMEDIATE_SERVER', 'VRS'];

/** Who may ask for this: a certificate is the vaccinated person's to apply for, and no office's. */
export const mayAsk = (purpose: string | null, requester: CaseRequester): boolean =>
  purpose !== 'CERTIFICATE' || requester !== 'OFFICE';
