import type { NamedBy } from '../acts/named-by.js';
import type { RegistryChange } from '../../adapters/resident-registry/model.js';
import type { FlagRow } from './movement-tables.js';
import type { MovementInput } from './movement-terms.js';
import type { MovementFault } from './movement-texts.js';
import type { Standing } from './plan-movement.js';

export interface AppliedMovement {
  /** Position of the change; null where nothing was done (`validateOnly`). */
  readonly position: number | null;
  /** null: the registry did not have the person; or the act is told again, and what was before is known no more. */
  readonly before: Standing | null;
  readonly after: Standing | null;
}

export interface MovementResult {
  /** null where something speaks against it. */
  readonly done: AppliedMovement | null;
  readonly faults: readonly MovementFault[];
  /** 宛名番号 of whoever the faults tell of beside those whom the act names. */
  readonly takenFor: readonly string[];
}

/** A change with what follows from it. */
export interface ChangeView extends RegistryChange {
  readonly flags: readonly FlagRow[];
}

export interface ChangePage {
  readonly changes: readonly ChangeView[];
  /** One per change: how to go on behind it, also after a restart. */
  readonly cursors: readonly string[];
  /** Where the next page goes on, whether or not there was anything on this one. */
  readonly endCursor: string;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** Movements for one request, in its caller's name. */
export interface MovementAccess {
  apply(
    act: {
      readonly idempotencyKey: string;
      readonly validateOnly: boolean;
      readonly atenaNumber: string;
      /** As the client named the person: what the key stands for. */
      readonly namedBy: NamedBy;
    },
    input: MovementInput,
  ): Promise<MovementResult>;
  /** What was taken in, in its order. Rejects with BAD_USER_INPUT for a cursor that is none of the caller's. */
  page(listing: { readonly first: number; readonly after: string | null }): Promise<ChangePage>;
  /** One change; null where nothing was taken in at this position. */
  change(position: number): Promise<ChangeView | null>;
}
