import { groupsBy } from '../../collections/group-by.js';
import type { Detector } from '../reviewed-day.js';

/** Operations that began and have no outcome: the gateway was cut off, or somebody cut it off. */
export const openIntentsLeft: Detector = ({ openIntents }) =>
  groupsBy(openIntents, ({ account }) => account ?? '').map((intents) => ({
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
