import type { Judgement } from './confidence.js';
import type { FindingKind } from './terms.js';

/** What is wrong between the two sides, and with which rows. */
export interface Finding extends Judgement {
  readonly kind: FindingKind;
  /** Row of the ledger; null where the ledger has none. */
  readonly ledgerId: string | null;
  /** Record of VRS; null where VRS has none. */
  readonly vrsId: string | null;
  /** Of a duplicate, the row or record that stays. */
  readonly besideId: string | null;
}
