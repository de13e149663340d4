import type { Consent } from '../../adapters/vaccination-record-system/protocol/terms.js';
import { GatewayError } from '../errors/gateway-error.js';
import { consentRuleOn, type VrsRules } from '../policy/vrs-rules.js';
import type { CaseEvidence } from './case-evidence.js';

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
 * @throws GatewayError that says what is missing and what to do
 */
export function permitInquiry(
  rules: VrsRules,
  {
    evidence,
    today,
    own,
  }: { readonly evidence: CaseEvidence | null; readonly today: string; readonly own: string },
): Permitted {
  if (evidence === null) throw missing(NO_CASE);
  const { consent, identityChecked, movedInFrom } = evidence;
  if (movedInFrom === null || movedInFrom === own) throw missing(NOT_MOVED_IN);
  if (!identityChecked) throw missing(NO_IDENTITY);
  const period = consentRuleOn(rules, today);
  if (period === null) throw missing(NO_RULE);
  const { rule, cites } = period;
  if (consent === 'GIVEN') return { consent, logCode: 'VRS_19_16_GIVEN', cites, municipality: movedInFrom };
  if (consent === 'HARD_TO_OBTAIN' && rule === 'GIVEN_OR_HARD_TO_OBTAIN')
    return { consent, logCode: 'VRS_19_16_HARD_TO_OBTAIN', cites, municipality: movedInFrom };
  throw missing(NO_CONSENT);
}

interface Words {
  readonly ja: string;
  readonly en: string;
}

const missing = (words: Words): GatewayError => new GatewayError('FORBIDDEN', words);

const NO_CASE = {
  ja: 'この方についての受付中の案件がありません。申請を受け付けてから照会してください。',
  en: 'There is no open case about this person. Take the application first, then inquire.',
};
const NOT_MOVED_IN = {
  ja: '他市区町村から転入した方ではないため、照会できません。',
  en: 'The person did not move in from another municipality, so that there is nobody to ask.',
};
const NO_IDENTITY = {
  ja: '本人確認(番号法第16条)が記録されていません。確認して案件に記録してください。',
  en: 'No identity check (Number Act art. 16) is on the case. Do it and record it there.',
};
const NO_CONSENT = {
  ja: '本人の同意が案件に記録されていません。同意書を受け取ってから照会してください。',
  en: 'The consent that the rule of the day asks for is not on the case. Take the form first.',
};
const NO_RULE = {
  ja: 'この日に適用される同意の取扱い(vaccination-record-system.json の consent)がないため、照会できません。',
  en: 'No rule of consent (consent in vaccination-record-system.json) is in force on this day, so that nothing leaves.',
};
