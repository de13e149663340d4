import type { Consent } from '../../adapters/vaccination-record-system/protocol/terms.js';
import { GatewayError } from '../errors/gateway-error.js';
import { consentRuleOn, type VrsRules } from '../policy/vrs-rules.js';
import type { CaseEvidence } from './case-evidence.js';
import { vrsFault } from './vrs-faults.js';

/** What an inquiry rests on, and how the log says so. */
export interface Permitted {
  readonly consent: Consent;
  /** Another reading of the law has another code in the log (X12). */
  readonly logCode: 'VRS_19_16_GIVEN' | 'VRS_19_16_HARD_TO_OBTAIN';
  /** What the city's rule of the day cites. */
  readonly cites: string;
  readonly municipality: string;
}

/**
 * Whether the number may leave for this case (R148, R227, R228, X12), by the consent rule of the day.
 * @throws GroundMissing
 */
export function permitInquiry(
  rules: VrsRules,
  {
    evidence,
    today,
    own,
  }: { readonly evidence: CaseEvidence | null; readonly today: string; readonly own: string },
): Permitted {
  if (evidence === null) throw new GroundMissing('NO_CASE');
  const { consent, identityChecked, movedInFrom } = evidence;
  if (movedInFrom === null || movedInFrom === own) throw new GroundMissing('NOT_MOVED_IN');
  if (!identityChecked) throw new GroundMissing('NO_IDENTITY');
  const period = consentRuleOn(rules, today);
  if (period === null) throw new GroundMissing('NO_RULE');
  const { rule, cites } = period;
  if (consent === 'GIVEN') return { consent, logCode: 'VRS_19_16_GIVEN', cites, municipality: movedInFrom };
  if (consent === 'HARD_TO_OBTAIN' && rule === 'GIVEN_OR_HARD_TO_OBTAIN')
    return { consent, logCode: 'VRS_19_16_HARD_TO_OBTAIN', cites, municipality: movedInFrom };
  throw new GroundMissing('NO_CONSENT');
}

/** What is missing, by the code of the graph's business fault. */
export type MissingGround =
  | 'NO_CASE'
  | 'NOT_MOVED_IN'
  | 'SEVERAL_MUNICIPALITIES'
  | 'NO_IDENTITY'
  | 'NO_CONSENT'
  | 'CONSENT_TO_OTHER'
  | 'NO_RULE';

/** Nothing may leave: the case lacks something, or no rule of consent is in force. */
export class GroundMissing extends GatewayError {
  constructor(readonly missing: MissingGround) {
    const { message, messageJa } = vrsFault(missing);
    super('FORBIDDEN', { detail: `VRS: ${missing}`, ja: messageJa, en: message });
  }
}
