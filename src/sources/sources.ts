import type { AddressName } from '../../adapters/address-name/model.js';
import type { HealthManagement } from '../../adapters/health-management/model.js';
import type { IntermediateServer } from '../../adapters/intermediate-server/model.js';
import type { ResidentRegistry } from '../../adapters/resident-registry/model.js';
import type { VaccinationRecordSystem } from '../../adapters/vaccination-record-system/model.js';
import type { SourceSystem } from '../errors/source-error.js';

/** The systems behind the gateway, and the one way to call them. Lives as long as the gateway. */
export interface Sources {
  readonly registry: ResidentRegistry;
  readonly health: HealthManagement;
  readonly address: AddressName;
  /** null: not connected. */
  readonly intermediate: IntermediateServer | null;
  /** null: not connected. */
  readonly vrs: VaccinationRecordSystem | null;
  /** Runs one read through the system's timeout, retry and breaker; rejects with SourceError. */
  ask<T>(system: SourceSystem, signal: AbortSignal, read: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** The same for what changes something there: one try and no other, for the other side records each (R187). */
  send<T>(system: SourceSystem, signal: AbortSignal, write: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

export const NO_ITEMS: ReadonlySet<never> = new Set();
