import type { SourceSystem } from '../errors/source-error.js';
import { DEFAULT_LIMITS, type SourceLimits } from './source-policy.js';

/** What holds of a source system wherever it lies and whether or not it is connected. */
export interface SourceFacts {
  readonly nameJa: string;
  readonly nameEn: string;
  readonly limits: SourceLimits;
}

/**
 * A system across a network of others: nobody waits for it as for the city's own, and it is tried no second
 * time unasked.
 */
const REMOTE_LIMITS: SourceLimits = { ...DEFAULT_LIMITS, timeoutMs: 2_000, retries: 0 };

/** One row a system; whoever names or treats a system by itself looks here. */
export const SOURCE_FACTS: Readonly<Record<SourceSystem, SourceFacts>> = {
  RESIDENT_REGISTRY: { nameJa: '住民基本台帳', nameEn: 'resident registry', limits: DEFAULT_LIMITS },
  HEALTH_MANAGEMENT: { nameJa: '健康管理', nameEn: 'health management', limits: DEFAULT_LIMITS },
  ADDRESS_NAME: { nameJa: '宛名', nameEn: 'address-name', limits: DEFAULT_LIMITS },
  INTERMEDIATE_SERVER: { nameJa: '中間サーバー', nameEn: 'intermediate server', limits: REMOTE_LIMITS },
  VACCINATION_RECORD_SYSTEM: {
    nameJa: 'ワクチン接種記録システム(VRS)',
    nameEn: 'vaccination record system (VRS)',
    limits: REMOTE_LIMITS,
  },
};
