import type { AddressName } from '../../adapters/address-name/model.js';
import type { SourceSystem } from '../../adapters/adapter.js';
import type { HealthManagement } from '../../adapters/health-management/model.js';
import type { IntermediateServer } from '../../adapters/intermediate-server/model.js';
import type { ResidentRegistry } from '../../adapters/resident-registry/model.js';
import type { RequestGuard } from '../guard/request-guard.js';
import type { ContractScope } from '../policy/terms.js';
import type { Schedule } from '../immunization/schedule.js';
import type { SourceBudget } from '../sources/source-budget.js';
import type { LogScope } from './access-history.js';
import type { CursorCodec } from '../paging/cursor.js';

/** The systems behind the gateway, and the one way to call them. Lives as long as the gateway. */
export interface Sources {
  readonly registry: ResidentRegistry;
  readonly health: HealthManagement;
  readonly address: AddressName;
  /** null: not connected. */
  readonly intermediate: IntermediateServer | null;
  /** Runs one read through the system's timeout, retry and breaker; rejects with SourceError. */
  ask<T>(system: SourceSystem, signal: AbortSignal, read: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** The same for what changes something there: one try and no other, for the other side records each (R187). */
  send<T>(system: SourceSystem, signal: AbortSignal, write: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** What the loaders of one request share. Loaders never outlive it: their caches hold what one caller may see. */
export interface LoaderScope {
  readonly sources: Sources;
  readonly budget: SourceBudget;
  readonly guard: RequestGuard;
  readonly schedule: Schedule;
  readonly cursors: CursorCodec;
  readonly accessLog: LogScope;
  /** Aborted when the caller hangs up. */
  readonly signal: AbortSignal;
  /** The gateway's today, `YYYY-MM-DD`. */
  readonly today: string;
  readonly account: string;
  /** 宛名番号 of the staff member who asks, where he lives in the city. */
  readonly ownAtenaNumber: string | null;
  /** Whom a contractor may work on. */
  readonly contract: ContractScope | null;
}

export const NO_ITEMS: ReadonlySet<never> = new Set();
