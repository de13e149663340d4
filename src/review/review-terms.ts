/** What the reviewer found on asking: 正当, 要確認, 不正の疑い. */
export const VERDICTS = ['JUSTIFIED', 'TO_BE_ASKED', 'SUSPECTED'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const REVIEW_ACTIONS = ['classifyFinding', 'signReview'] as const;
export type ReviewAction = (typeof REVIEW_ACTIONS)[number];
