import {
  APPLICATION_CHANNELS,
  APPLICATION_DECISIONS,
  APPLICATION_STATES,
  CERTIFICATE_KINDS,
  CONSENTS,
  CORRECTION_REASONS,
  DOSE_WARNINGS,
  FLAG_KINDS,
  FLAG_STATES,
  IDENTITY_CHECKS,
  INQUIRY_OUTCOMES,
  NEEDS,
  READINGS,
  REISSUE_REASONS,
  TARGET_STATES,
} from '../../adapters/vaccination-record-system/protocol/terms.js';

/** The system's words as the graph offers them. */
export const VRS_TERMS = {
  targetState: TARGET_STATES,
  flagKind: FLAG_KINDS,
  flagState: FLAG_STATES,
  reissueReason: REISSUE_REASONS,
  reading: READINGS,
  doseWarning: DOSE_WARNINGS,
  correctionReason: CORRECTION_REASONS,
  need: NEEDS,
  consent: CONSENTS,
  outcome: INQUIRY_OUTCOMES,
  certificateKind: CERTIFICATE_KINDS,
  channel: APPLICATION_CHANNELS,
  identityCheck: IDENTITY_CHECKS,
  applicationState: APPLICATION_STATES,
  decision: APPLICATION_DECISIONS,
} as const;

/** Acts at the vaccination record system, by the names of their mutations; at most 24 letters. */
export const VRS_ACTIONS = [
  'registerTarget',
  'reissueCoupon',
  'recordCouponDose',
  'correctCouponDose',
  'withdrawCouponDose',
  'setTargetFlag',
  'cancelTargetFlag',
  'askVaccinationRecord',
  'applyForCertificate',
  'decideApplication',
  'markApplicationIssued',
] as const;

/** What the gateway does by itself: flags of movements in the registry, and support measures. */
export const MACHINE_ACTIONS = ['carryFlag', 'carryProtection'] as const;

export type VrsAction = (typeof VRS_ACTIONS)[number] | (typeof MACHINE_ACTIONS)[number];
