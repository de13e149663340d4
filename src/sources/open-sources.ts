import { openAll } from '../background/closing.js';
import { readGivenText } from '../files/regular-file.js';
import type { DatabaseUrl } from '../database/database-url.js';
import type { QuarantineListener } from '../../adapters/adapter.js';
import type { MeasureMemory } from '../../adapters/measure-memory.js';
import type { SourceSystem } from '../errors/source-error.js';
import { openAddressName } from '../../adapters/address-name/adapter.js';
import { openHealthManagement } from '../../adapters/health-management/adapter.js';
import { openIntermediateServer } from '../../adapters/intermediate-server/adapter.js';
import { readCredentials } from '../../adapters/intermediate-server/credentials.js';
import { openResidentRegistry } from '../../adapters/resident-registry/adapter.js';
import { ExchangeRefused } from '../../adapters/intermediate-server/model.js';
import { openRecordSystem } from '../../adapters/vaccination-record-system/adapter.js';
import { readCredentials as readVrsCredentials } from '../../adapters/vaccination-record-system/credentials.js';
import { RecordSystemRefused } from '../../adapters/vaccination-record-system/model.js';
import type { Sources } from './sources.js';
import type { SourcePolicies } from './source-policy.js';
import { SourceTable } from './source-table.js';
import { QuarantineCounts } from './quarantine-counts.js';

export interface SourceOptions {
  readonly urls: {
    readonly registry: DatabaseUrl;
    readonly health: DatabaseUrl;
    readonly address: DatabaseUrl;
  };
  /** Intermediate server and the file of the city's credentials with it; null: not connected. */
  readonly intermediate: { readonly url: URL; readonly keys: string } | null;
  /** Vaccination record system, likewise. */
  readonly vrs?: { readonly url: URL; readonly keys: string } | null;
  /** 全国地方公共団体コード of the city this gateway serves; rows of any other are set aside (R003, R210). */
  readonly municipality: string;
  /** Support measures as they were last seen; null: by this opening alone. */
  readonly measures: MeasureMemory | null;
  readonly policies: SourcePolicies;
  readonly onQuarantine: QuarantineListener;
  /** Told of every call that a source did not answer as agreed; the caller's own hanging up is none. */
  readonly onFault: (system: SourceSystem, error: unknown) => void;
  /** How long a statement of an embedded database may run, milliseconds. Default: `src/database/lane.ts`. */
  readonly statementMs?: number;
  /** SQL text of every statement, for tests that read it; parameters never. */
  readonly onStatement?: (sql: string) => void;
}

export interface OpenSources extends Sources {
  readonly table: SourceTable;
  /** What could not be read in them. */
  readonly quarantine: QuarantineCounts;
  close(): Promise<void>;
}

/** The systems behind the gateway, each behind its own timeout, retry and breaker; they connect on first use. */
export function openSources(given: SourceOptions): Promise<OpenSources> {
  const { urls, municipality, policies, onFault, onStatement, statementMs } = given;
  const quarantine = new QuarantineCounts();
  const onQuarantine: QuarantineListener = (fault) => {
    quarantine.add(fault);
    given.onQuarantine(fault);
  };
  const options = (url: DatabaseUrl) => ({ url, municipality, onQuarantine, onStatement, statementMs });
  const guarded =
    (idempotent: boolean): OpenSources['ask'] =>
    (system, signal, call) =>
      policies.guardSource(system, call, { signal, idempotent }).catch((error: unknown) => {
        if (!signal.aborted && !isRefusal(error)) onFault(system, error);
        throw error;
      });
  return openAll(async (closing) => {
    const registry = closing.add(
      await openResidentRegistry({ ...options(urls.registry), measures: given.measures }),
    );
    const health = closing.add(await openHealthManagement(options(urls.health)));
    const address = closing.add(await openAddressName(options(urls.address)));
    const intermediate = openIntermediate(given.intermediate);
    if (intermediate !== null) closing.add(intermediate);
    const vrs = openVrs(given.vrs ?? null);
    if (vrs !== null) closing.add(vrs);
    const connected = [registry, health, address, intermediate, vrs].filter((one) => one !== null);
    return {
      ...{ registry, health, address, intermediate, vrs },
      ...{ quarantine, table: new SourceTable(connected, policies) },
      ask: guarded(true),
      send: guarded(false),
      close: () => closing.close(),
    };
  });
}

/** A system that says no has answered. */
const isRefusal = (error: unknown): boolean =>
  error instanceof ExchangeRefused || error instanceof RecordSystemRefused;

function openIntermediate(place: SourceOptions['intermediate']): OpenSources['intermediate'] {
  if (place === null) return null;
  const { url, keys } = place;
  return openIntermediateServer({ url, credentials: readCredentials(keys, readGivenText) });
}

function openVrs(place: SourceOptions['intermediate']): OpenSources['vrs'] {
  if (place === null) return null;
  const { url, keys } = place;
  return openRecordSystem({ url, credentials: readVrsCredentials(keys, readGivenText) });
}
