import { findingOfAccesses, accessesByAccountDay, type Detector } from '../review-period.js';

/**
 * Every look at a protected person is asked about (R196, R202): who looks for somebody hidden may have been
 * asked to.
 */
export const supportMeasures: Detector = (period) =>
  accessesByAccountDay(period, ({ subject, operation }) =>
    period.people.isUnderSupportMeasures(subject, operation.japan.day),
  ).map((accesses) =>
    findingOfAccesses(accesses, {
      detector: 'SUPPORT_MEASURES',
      severity: 'ATTENTION',
      textJa: '支援措置の対象者を照会した。用件を確かめる。',
      textEn: 'Asked for persons under support measures: find out what for.',
    }),
  );
