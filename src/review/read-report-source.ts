import type { ResidentRegistry } from '../../adapters/resident-registry/model.js';
import { unbrokenSignal } from '../background/unbroken-signal.js';
import { MUNICIPALITY } from '../about.js';
import type { AccessIndex } from '../audit/index/access-index.js';
import type { AuditKeys } from '../audit/keys/audit-keys.js';
import { secretsOf } from '../audit/keys/log-secrets.js';
import { pseudonymOf } from '../audit/keys/pseudonym.js';
import { verifyLog } from '../audit/verify/verify-log.js';
import { endOfDay, startOfDay } from '../calendar/japan-time.js';
import type { DetectorRules } from '../policy/detector-rules.js';
import type { LoadedPolicy } from '../policy/load.js';
import type { PurposeTable } from '../policy/purposes.js';
import type { StaffIndex } from '../staff/staff-index.js';
import { detect } from './detect.js';
import { RegistryPeople } from './people-facts.js';
import { readReviewPeriod } from './read-review-period.js';
import type { ReportSource } from './report/report-source.js';

/** What of the policy a review goes by. */
export interface ReviewTerms {
  readonly detectors: DetectorRules;
  readonly purposes: PurposeTable;
  /** What a caller is told where a rule closes something, by the rule's name. */
  readonly reasons: ReadonlyMap<string, string>;
}

export interface SourceParts {
  readonly directory: string;
  readonly keys: AuditKeys;
  /** Brought up to date before. */
  readonly index: AccessIndex;
  readonly registry: ResidentRegistry;
  readonly staff: StaffIndex;
  /** 宛名番号 of staff who live in the city, by account. */
  readonly residentStaff: Readonly<Record<string, string | null>>;
  readonly terms: ReviewTerms;
  /** First and last day, and the day it is made, `YYYY-MM-DD`, in Japan. */
  readonly from: string;
  readonly to: string;
  readonly madeOn: string;
}

/**
 * Reads log and registry once, runs the detectors, and verifies the log: all that any report is made from. It takes
 * seconds of calculation, and is done beside the answers: by a command, or in a thread.
 */
export async function readReportSource(parts: SourceParts): Promise<ReportSource> {
  const { directory, keys, index, registry, staff, residentStaff, terms, from, to, madeOn } = parts;
  const span = { from: startOfDay(from), to: endOfDay(to) };
  const signal = unbrokenSignal();
  const people = await RegistryPeople.read({
    ...{ registry, staff: residentStaff, signal },
    // Everybody once: nothing is gained by keeping the last ones.
    pseudonym: (atenaNumber) => pseudonymOf(keys, MUNICIPALITY, atenaNumber),
  });
  const persons = await registry.count({}, [], { signal, items: new Set() });
  const rules = terms.detectors;
  const period = await readReviewPeriod({ index, people, accounts: staff.accounts, rules }, span);
  const verification = await verifyLog(directory, secretsOf(keys));
  return {
    ...{ from, to, madeOn, period, staff, verification, persons },
    findings: detect(period),
    reasons: terms.reasons,
    purposes: terms.purposes,
  };
}

/** By rule, what a caller is told where it closes something; where nothing permits, that nothing was granted. */
export function termsOf({ rules, purposes, detectors }: LoadedPolicy): ReviewTerms {
  const reasons = new Map([
    ['default-deny', 'NOT_GRANTED'],
    ...rules.flatMap(({ id, reason }) => (reason === null ? [] : [[id, reason] as const])),
  ]);
  return { detectors, purposes, reasons };
}
