import type { DatabaseUrl } from './config/settings.js';
import type { Adapter, QuarantineListener, SourceSystem } from '../adapters/adapter.js';
import { openAddressName } from '../adapters/address-name/adapter.js';
import { openHealthManagement } from '../adapters/health-management/adapter.js';
import { openResidentRegistry } from '../adapters/resident-registry/adapter.js';
import type { Sources } from './loaders/scope.js';
import type { SourcePolicies } from './resilience/source-policy.js';

export interface SourceOptions {
  readonly urls: { readonly registry: DatabaseUrl; readonly health: DatabaseUrl; readonly address: DatabaseUrl };
  /** 全国地方公共団体コード of the city this gateway serves; rows of any other are set aside (R003, R210). */
  readonly municipality: string;
  readonly policies: SourcePolicies;
  readonly onQuarantine: QuarantineListener;
  /** Told of every call that a source did not answer as agreed; the caller's own hanging up is none. */
  readonly onFault: (system: SourceSystem, error: unknown) => void;
  /** SQL text of every statement, for tests that read it; parameters never. */
  readonly onStatement?: (sql: string) => void;
}

export interface OpenSources extends Sources {
  close(): Promise<void>;
}

/** The three databases, each behind its own timeout, retry and breaker; they connect on first use. */
export async function openSources(given: SourceOptions): Promise<OpenSources> {
  const { urls, municipality, policies, onFault, onQuarantine, onStatement } = given;
  const options = (url: DatabaseUrl) => ({ url, municipality, onQuarantine, onStatement });
  const registry = await openResidentRegistry(options(urls.registry));
  const health = await openHealthManagement(options(urls.health));
  const address = await openAddressName(options(urls.address));
  const all: readonly Adapter[] = [registry, health, address];
  return {
    registry,
    health,
    address,
    ask: (system, signal, read) =>
      policies.guardSource(system, read, { signal, idempotent: true }).catch((error: unknown) => {
        if (!signal.aborted) onFault(system, error);
        throw error;
      }),
    close: async () => {
      await Promise.allSettled(all.map((adapter) => adapter.close()));
    },
  };
}
