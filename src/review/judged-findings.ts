import { canonicalHash } from '../json/canonical.js';
import type { Finding } from './finding.js';
import { findingId } from './finding-id.js';
import type { VerdictRow } from './review-rows.js';
import type { ReviewStore } from './review-store.js';

/** A finding, and what somebody found on asking about it. */
export interface JudgedFinding extends Finding {
  readonly id: string;
  /** The newest; null while nobody has said anything. */
  readonly judged: VerdictRow | null;
}

/** The findings of a review with the newest verdict on each. */
export async function judgedFindings(
  findings: readonly Finding[],
  store: Pick<ReviewStore, 'verdictsOn'>,
): Promise<readonly JudgedFinding[]> {
  const ids = findings.map(findingId);
  const verdicts = await store.verdictsOn(ids);
  return findings.map((finding, at) => {
    const id = ids[at] ?? '';
    return { ...finding, id, judged: verdicts.get(id) ?? null };
  });
}

/** Names what was read: the days, and every finding with what was found on asking. What is signed bears this name. */
export function contentOf(
  days: { readonly from: string; readonly to: string },
  findings: readonly JudgedFinding[],
): string {
  return canonicalHash({
    ...{ from: days.from, to: days.to },
    findings: findings.map(({ id, severity, count, textJa, subjects, judged }) => ({
      ...{ id, severity, count, textJa, subjects },
      ...{ verdict: judged?.verdict ?? null, note: judged?.note ?? null, by: judged?.account ?? null },
    })),
  });
}
