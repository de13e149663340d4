import { bulk } from './detectors/bulk.js';
import { caseNumbers } from './detectors/case-numbers.js';
import { colleagues } from './detectors/colleagues.js';
import { dormantAccounts } from './detectors/dormant-accounts.js';
import { enumeration } from './detectors/enumeration.js';
import { neighbours } from './detectors/neighbours.js';
import { openIntentsLeft } from './detectors/open-intents.js';
import { outOfHours } from './detectors/out-of-hours.js';
import { ownHousehold } from './detectors/own-household.js';
import { repeatedMisses } from './detectors/repeated-misses.js';
import { sameSurname } from './detectors/same-surname.js';
import { supportMeasures } from './detectors/support-measures.js';
import { unlikeSection } from './detectors/unlike-section.js';
import { SEVERITIES, type DetectorName, type Finding } from './finding.js';
import type { ReviewPeriod } from './review-period.js';
import { reviewedDays, type Detector } from './reviewed-day.js';

/** One for each name: a name without a detector would be a promise that nobody keeps. */
const DETECTOR_OF: Readonly<Record<DetectorName, Detector>> = {
  OWN_HOUSEHOLD: ownHousehold,
  SAME_SURNAME: sameSurname,
  NEIGHBOUR: neighbours,
  COLLEAGUE: colleagues,
  SUPPORT_MEASURES: supportMeasures,
  OUT_OF_HOURS: outOfHours,
  BULK: bulk,
  UNLIKE_SECTION: unlikeSection,
  ENUMERATION: enumeration,
  REPEATED_MISSES: repeatedMisses,
  CASE_NUMBERS: caseNumbers,
  DORMANT_ACCOUNT: dormantAccounts,
  OPEN_INTENT: openIntentsLeft,
};

/** What all detectors find, gravest first, then by time. */
export function detect(period: ReviewPeriod): readonly Finding[] {
  const findings = reviewedDays(period).flatMap((day) =>
    Object.values(DETECTOR_OF).flatMap((detector) => detector(day)),
  );
  const weight = ({ severity }: Finding): number => SEVERITIES.indexOf(severity);
  return findings.sort((a, b) => weight(a) - weight(b) || (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
