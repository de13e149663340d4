/** What the reviewer found on asking: 正当, 要確認, 不正の疑い. */
export const VERDICTS = ['JUSTIFIED', 'TO_BE_ASKED', 'SUSPECTED'] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * Whether a verdict needs a reason in words: one that accuses somebody, or explains away what was found about them, is read
 * by others years later (R195). That somebody is still to be asked says all there is to say.
 */
export const needsReason = (verdict: Verdict): boolean => verdict !== 'TO_BE_ASKED';

/**
 * Whether asking has come to its end. Nobody has asked yet, or somebody is still to be asked: then the finding is open, whoever
 * has signed the review meanwhile.
 */
export const isFinal = (judged: { readonly verdict: Verdict } | null): boolean =>
  judged !== null && judged.verdict !== 'TO_BE_ASKED';

interface Signed {
  readonly to: string;
  readonly reviewedOn: string;
}

/**
 * Whether a signature was given when all of its days were over. One that was given on the last of them is for what was done
 * until then: that day waits for another.
 */
export const isForWholeDays = ({ to, reviewedOn }: Signed): boolean => reviewedOn > to;

/** Whether the same days need no such signature: they have one for whole days, or one that is as early as it would be. */
export const isSignedAlready = (signed: readonly Signed[], next: Signed): boolean =>
  signed.some((one) => isForWholeDays(one) || !isForWholeDays(next));

export const REVIEW_ACTIONS = ['classifyFinding', 'signReview'] as const;
export type ReviewAction = (typeof REVIEW_ACTIONS)[number];
