import type { Verdict } from './review-terms.js';

/** What somebody found on asking about a finding; the newest of a finding holds, the others stay. */
export interface VerdictRow {
  /** Id of the act. */
  readonly id: string;
  readonly finding: string;
  readonly verdict: Verdict;
  readonly note: string | null;
  readonly account: string;
  /** UTC, ISO 8601 with milliseconds. */
  readonly at: string;
}

/** A review that was signed, or is being signed: then `record` is null. */
export interface SignatureRow {
  /** Id of the act. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly account: string;
  /** Name of the account. */
  readonly reviewer: string;
  readonly reviewedOn: string;
  readonly at: string;
  /** SHA-256 of the report's text, hexadecimal. */
  readonly report: string;
  /** Canonical hash of the findings with their verdicts. */
  readonly content: string;
  readonly findings: number;
  /** `WRITER/SEQUENCE` of the REVIEW. */
  readonly record: string | null;
}

/** A piece of a report's text: a column holds 4,000 characters. */
export interface PartRow {
  readonly id: string;
  readonly signature: string;
  readonly position: number;
  readonly text: string;
}

/** A finding of a signed review: what it was judged as then does not change. */
export interface SignedFindingRow {
  readonly finding: string;
  readonly signature: string;
}

/** What an act writes beside its key, in one transaction. */
export type ReviewWrite =
  | { readonly is: 'VERDICT'; readonly row: VerdictRow }
  | {
      readonly is: 'SIGNATURE';
      readonly row: SignatureRow;
      readonly text: string;
      readonly findings: readonly string[];
    };
