import { findingOfLooks, looksByAccountDay, type Detector } from '../review-period.js';

/** Every look at a protected person is asked about (R196, R202): who looks for somebody hidden may have been asked to. */
export const supportMeasures: Detector = (work) =>
  looksByAccountDay(work, ({ subject, act }) => work.people.isUnderSupportMeasures(subject, act.japan.day)).map((looks) =>
    findingOfLooks(looks, {
      detector: 'SUPPORT_MEASURES',
      severity: 'ATTENTION',
      saysJa: '支援措置の対象者を照会した。用件を確かめる。',
      saysEn: 'Asked for persons under support measures: find out what for.',
    }),
  );
