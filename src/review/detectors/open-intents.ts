import { groupsBy, type Detector } from '../review-period.js';

/** Operations that began and have no outcome: the gateway was cut off, or somebody cut it off. */
export const openIntentsLeft: Detector = ({ openIntents, rules, span, readUpTo }) => {
  // What began last may still be running, and the question for this very review is.
  const end = Math.min(Date.parse(span.to), Date.parse(readUpTo));
  const latest = new Date(end - rules.openIntentMinutes * 60_000).toISOString();
  const left = openIntents.filter(({ at }) => at < latest);
  return groupsBy(left, ({ account }) => account ?? '').map((intents) => ({
    detector: 'OPEN_INTENT',
    severity: 'ATTENTION',
    account: intents[0]?.account ?? null,
    at: intents[0]?.at ?? '',
    records: intents.map(({ record }) => record),
    subjects: [],
    count: intents.length,
    textJa: `開始の記録だけで結果の記録がない操作が${intents.length}件ある。`,
    textEn: `${intents.length} operations have a beginning on record and no outcome.`,
  }));
};
