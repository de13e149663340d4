import { readDataKey, readSeed, writersWithKeys } from './key-files.js';
import type { AuditKeys } from './audit-keys.js';
import { readReached } from './reached.js';
import { chainKeyOf, segmentKeys } from './segment-keys.js';
import type { LogSecrets } from '../verify/basis.js';

/** The gateway's keys as the verifier asks for them. */
export function secretsOf(keys: AuditKeys): LogSecrets {
  return {
    keyId: keys.keyId,
    headKey: keys.headKey,
    writers: () => writersWithKeys(keys),
    segment: async (writer, segment) => {
      const dataKey = await readDataKey(keys, writer, segment);
      return dataKey === null ? null : { dataKey, chainKey: chainKeyOf(dataKey) };
    },
    reached: (writer) => readReached(keys, writer),
    signer: async (writer) => {
      const seed = await readSeed(keys, writer);
      return seed === null ? null : segmentKeys(seed);
    },
  };
}
