import type { LogStateView } from '../audit/state/log-state.js';
import type { Verdict as LogVerdict } from '../audit/verify/report.js';
import type { JudgedFinding } from './judged-findings.js';
import type { Report } from './report/report.js';
import type { ActInput } from './review-acts.js';
import type { Verdict } from './review-terms.js';
import type { ReviewFault } from './review-texts.js';

/** Days in Japan, `YYYY-MM-DD`, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** A finding as it is shown to whoever asks. */
export interface ShownFinding extends JudgedFinding {
  /** What stands against a verdict of theirs. */
  readonly againstJudging: readonly ReviewFault[];
}

/** The periodic review of these days, as it is now. */
export interface ReviewView extends Days {
  /** What stands against a signature of whoever asks, on this as it is. */
  readonly againstSigning: readonly ReviewFault[];
  readonly madeAt: string;
  /** Names what is read: a signature is for this and nothing else. */
  readonly digest: string;
  readonly findings: readonly ShownFinding[];
  readonly operations: number;
  readonly log: LogVerdict;
  readonly report: Report;
  /** Markdown, both languages. */
  readonly text: string;
  readonly signatures: readonly SignedView[];
}

/** A signature, as the log bears it out. */
export interface SignedView extends Days {
  /** `WRITER/SEQUENCE` of the REVIEW. */
  readonly record: string;
  readonly signedAt: string;
  readonly reviewer: string;
  /** null in records from before accounts signed. */
  readonly account: string | null;
  readonly reviewedOn: string;
  /** SHA-256 of the report's text, hexadecimal. */
  readonly report: string;
  /** Hash of the findings with their verdicts; null in older records. */
  readonly digest: string | null;
  readonly findings: number;
  /** The text that was signed; null where it is not kept, or is not what was signed. */
  readonly text: string | null;
}

export interface ClassifyInput extends ActInput, Days {
  /** Id of the finding. */
  readonly finding: string;
  readonly verdict: Verdict;
  readonly note: string | null;
}

export interface SignInput extends ActInput, Days {
  readonly digest: string;
}

export interface ReviewResult<Changed> {
  readonly changed: Changed | null;
  readonly faults: readonly ReviewFault[];
}

/** The auditor's desk as one request may use it. Rejects with AUDIT_UNAVAILABLE, SOURCE_UNAVAILABLE. */
export interface AuditAccess {
  /** How the log is. */
  logState(): Promise<LogStateView>;
  /** @param fresh made anew; else one that was made within the last hour will do */
  review(days: Days, fresh: boolean): Promise<ReviewView>;
  /** Every signature, newest first. */
  reviews(): Promise<readonly SignedView[]>;
  classify(input: ClassifyInput): Promise<ReviewResult<ShownFinding>>;
  sign(input: SignInput): Promise<ReviewResult<SignedView>>;
  /** A report on a contract and its re-entrusted parts; null where there is no such contract. */
  contractorReport(
    kind: 'access' | 'records' | 'performance',
    contract: string,
    days: Days,
  ): Promise<{ readonly report: Report; readonly text: string } | null>;
}
