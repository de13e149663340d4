import type { Maker } from '../../adapters/vaccination-record-system/makers.js';
import type { Side } from './terms.js';

/** One dose against COVID-19 as one side has it, in the form in which sides are compared. */
export interface ComparedDose {
  readonly side: Side;
  /** Number of the ledger's row, or id of the record in VRS. */
  readonly id: string;
  /** 健康管理 number under which it stands there: a person may have had several. */
  readonly under: string;
  /** null: none can be read. */
  readonly number: number | null;
  /** `YYYY-MM-DD`, or as much of it as is known; null: nothing is. */
  readonly day: string | null;
  readonly makers: ReadonlySet<Maker>;
  /** As written. */
  readonly lot: string | null;
  /** As compared (`writings.ts`). */
  readonly lotKey: string | null;
  readonly venueKey: string;
  readonly doctorKey: string;
  /** False: a row of the ledger with a code of no vaccine. */
  readonly readable: boolean;
  /** When it was entered there, `YYYY-MM-DD`; null where the side does not say. */
  readonly enteredOn: string | null;
  /** VRS: corrected by hand, so that no import replaces it. */
  readonly locked: boolean;
  /** VRS: of the record; 0 in the ledger. */
  readonly version: number;
  /** VRS: the ten digits of the coupon; '' in the ledger, which has none. */
  readonly coupon: string;
}

/** What is known of a person beside their doses, and by which days doses are judged. */
export interface PersonContext {
  /** `YYYY-MM-DD`; null where it is not known to the day. */
  readonly born: string | null;
  /** Since when the person is registered here; a dose before is another municipality's. null: not known. */
  readonly residentSince: string | null;
  /** Has a coupon of ours, so that VRS can have doses of theirs. */
  readonly isTarget: boolean;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Days after its entry in VRS within which a dose may be missing in the ledger. */
  readonly ledgerLagDays: number;
  /** Days after a dose within which it may be missing in VRS. */
  readonly vrsLagDays: number;
}
