import { createHash } from 'node:crypto';
import type { JudgedFinding } from './judged-findings.js';
import { contentOf } from './judged-findings.js';
import { faultsOfSigning, type OwnCause } from './own-cause.js';
import type { ActInput, ReviewActs, ReviewOutcome } from './review-acts.js';
import type { ReviewStore } from './review-store.js';
import { isSignedAlready } from './review-terms.js';
import { reviewFault, type ReviewFault } from './review-texts.js';

/** A review as somebody has read it. */
export interface ReadReview {
  /** First and last day, `YYYY-MM-DD`, in Japan. */
  readonly from: string;
  readonly to: string;
  readonly findings: readonly JudgedFinding[];
  /** The report in the form in which it was read. */
  readonly text: string;
}

/** Whoever would sign, and what that is judged by. */
export interface Signing extends OwnCause {
  readonly store: Pick<ReviewStore, 'signaturesOf'>;
  /** `YYYY-MM-DD`, by the clock. */
  readonly today: string;
}

export interface Signer extends Signing {
  /** Name of the account. */
  readonly reviewer: string;
  /** `YYYY-MM-DD`. */
  readonly reviewedOn: string;
  /** UTC, ISO 8601 with milliseconds. */
  readonly at: string;
}

/**
 * What stands against a signature under these findings. Days are signed once; where that was on the last of them, once more
 * when it is over, by the clock: what was done on the rest of it was in no review that anybody signed.
 */
export async function againstSigning(
  { store, today, staff, account }: Signing,
  { from, to, findings }: Omit<ReadReview, 'text'>,
): Promise<readonly ReviewFault[]> {
  if (to > today) return [reviewFault('NOT_OVER', 'to')];
  const signed = await store.signaturesOf(from, to);
  if (isSignedAlready(signed, { to, reviewedOn: today })) return [reviewFault('ALREADY_SIGNED')];
  return faultsOfSigning({ staff, account }, findings);
}

/** Signs a review: the same act, row and record, by the same rules, whether it comes from a command or from the graph. */
export function signReview(
  acts: ReviewActs,
  { account, reviewer, reviewedOn, at, ...signing }: Signer,
  { review, asked }: { readonly review: ReadReview; readonly asked: ActInput & { readonly digest: string } },
): Promise<ReviewOutcome> {
  const { from, to, findings, text } = review;
  const input = { from, to, digest: asked.digest, reviewedOn };
  return acts.act('signReview', asked, input, {
    subjects: [],
    faults: async () => {
      const against = await againstSigning({ account, ...signing }, review);
      if (against.length > 0 || contentOf(review, findings) === asked.digest) return against;
      return [reviewFault('CONTENT_CHANGED', 'digest')];
    },
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
