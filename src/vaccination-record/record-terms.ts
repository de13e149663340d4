/** Acts at the vaccination record system, by the names of their mutations; at most 24 letters. */
export const RECORD_ACTIONS = [
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

export type RecordAction = (typeof RECORD_ACTIONS)[number] | (typeof MACHINE_ACTIONS)[number];
