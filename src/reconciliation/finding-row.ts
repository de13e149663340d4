/**
 * A finding as it is kept. Of the doses only their numbers are here, of the persons only 宛名番号: what the sides say is
 * read anew from them whenever it is shown.
 */
export interface FindingRow {
  /** Hash of kind and rows: the same fault is the same finding in every run. */
  readonly id: string;
  /** `FindingKind`. */
  readonly kind: string;
  /** `FindingState`. */
  readonly state: string;
  /** `Suspect`. */
  readonly suspected: string;
  /** Hundredths. */
  readonly confidence: number;
  /** `Reason`s, parted by blanks. */
  readonly reasons: string;
  /** 宛名番号 of whom the ledger's row is about, or the record in VRS where the ledger has none. */
  readonly atenaNumber: string;
  /** Of a wrong person: 宛名番号 of whom VRS has the dose of. */
  readonly otherNumber: string | null;
  readonly ledgerId: string | null;
  /** Health-management number under which the row, and the record in VRS, stand. */
  readonly ledgerUnder: string | null;
  readonly vrsId: string | null;
  readonly vrsUnder: string | null;
  readonly besideId: string | null;
  /** Hash of what both sides said when it was judged. */
  readonly digest: string;
  /** UTC. */
  readonly foundAt: string;
  /** The last run that found it. */
  readonly seenRun: number;
  /** What somebody proposed: `Decision`, `DecisionReason`, and for CORRECT the values. */
  readonly decision: string | null;
  readonly reason: string | null;
  readonly givenDay: string | null;
  readonly givenNumber: number | null;
  readonly givenMaker: string | null;
  readonly givenLot: string | null;
  readonly proposedBy: string | null;
  readonly proposedAt: string | null;
  readonly proposedAct: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly decidedAct: string | null;
  /** What became of it in the systems: a code. */
  readonly outcome: string | null;
}

/** A dose without its counterpart, until the end of its run. */
export interface StrayRow {
  /** Side and number of the dose. */
  readonly id: string;
  readonly run: number;
  readonly side: string;
  readonly doseId: string;
  readonly under: string;
  readonly atenaNumber: string;
  /** Hashes: of day, number and lot; of venue; of doctor. '' where there is none. */
  readonly joinHash: string;
  readonly venueHash: string;
  readonly doctorHash: string;
  readonly unfitting: number;
  readonly locked: number;
  readonly digest: string;
  /** What it is where nobody has its counterpart; null: nothing. */
  readonly kind: string | null;
  readonly suspected: string | null;
  readonly confidence: number | null;
  readonly reasons: string | null;
  readonly ledgerId: string | null;
  readonly vrsId: string | null;
  readonly besideId: string | null;
}

export const RUN_PHASES = ['VRS', 'LEDGER', 'JOIN', 'DONE'] as const;
export type RunPhase = (typeof RUN_PHASES)[number];

export interface RunRow {
  readonly number: number;
  /** `RunPhase`: whose pages are read, or that strays are joined. */
  readonly phase: string;
  /** Behind which number the next page begins; in JOIN behind which hash. */
  readonly after: string | null;
  /** UTC. */
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly persons: number;
  readonly doses: number;
  /** Doses that differ and are no fault: within the lag, before moving in, of no target. */
  readonly leftAlone: number;
}
