import { createHash } from 'node:crypto';
import type { JudgedFinding } from './judged-findings.js';
import { contentOf } from './judged-findings.js';
import type { ActInput, ReviewActs, ReviewOutcome } from './review-acts.js';
import type { ReviewFault } from './review-texts.js';

/** A review as somebody has read it. */
export interface ReadReview {
  /** First and last day, `YYYY-MM-DD`, in Japan. */
  readonly from: string;
  readonly to: string;
  readonly findings: readonly JudgedFinding[];
  /** The report in the form in which it was read. */
  readonly text: string;
}

export interface Signer {
  readonly account: string;
  /** Name of the account. */
  readonly reviewer: string;
  /** `YYYY-MM-DD`. */
  readonly reviewedOn: string;
  /** UTC, ISO 8601 with milliseconds. */
  readonly at: string;
}

/**
 * Signs a review: the same act, row and record whether it comes from a command or from the graph.
 *
 * @param faults everything against it that only its way knows
 */
export function signReview(
  acts: ReviewActs,
  { account, reviewer, reviewedOn, at }: Signer,
  {
    review,
    asked,
    faults,
  }: {
    readonly review: ReadReview;
    readonly asked: ActInput & { readonly digest: string };
    readonly faults: () => Promise<readonly ReviewFault[]>;
  },
): Promise<ReviewOutcome> {
  const { from, to, findings, text } = review;
  const input = { from, to, digest: asked.digest, reviewedOn };
  return acts.act('signReview', asked, input, {
    subjects: [],
    faults,
    write: async (id) => ({
      is: 'SIGNATURE',
      text,
      findings: findings.map((finding) => finding.id),
      row: {
        ...{ id, from, to, account, reviewer, reviewedOn, at, record: null },
        report: reportHash(text),
        content: contentOf(review, findings),
        findings: findings.length,
      },
    }),
  });
}

/** SHA-256 of the report's text, hexadecimal, as `sha256sum` prints it. */
export function reportHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
