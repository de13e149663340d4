import { accessesByAccount } from '../accesses.js';
import { findingOfAccesses } from '../finding-of.js';
import type { Detector } from '../reviewed-day.js';

/**
 * Every look at a protected person is asked about (R196, R202): who looks for somebody hidden may have been
 * asked to.
 */
export const supportMeasures: Detector = (day) =>
  accessesByAccount(day, ({ subject }) => day.people.isUnderSupportMeasures(subject, day.day)).map(
    (accesses) =>
      findingOfAccesses(accesses, {
        detector: 'SUPPORT_MEASURES',
        severity: 'ATTENTION',
        textJa: '支援措置の対象者を照会した。用件を確かめる。',
        textEn: 'Asked for persons under support measures: find out what for.',
      }),
  );
