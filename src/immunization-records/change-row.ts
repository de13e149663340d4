/** One act on one dose as it is kept: its history, its provenance and its lock. Never a text of a resident's own. */
export interface ChangeRow {
  /** UUID of the act: under it the legacy system knows the change. */
  readonly id: string;
  /** Number of the row in the ledger; null of a new dose until the ledger has it. */
  readonly doseId: string | null;
  /** 宛名番号 of the registry, as it was at the act. */
  readonly atenaNumber: string;
  /** 宛名番号 of health management under which the row stands. */
  readonly healthNumber: string;
  /** `ChangeKind`. */
  readonly kind: string;
  /** `ChangeState`. */
  readonly state: string;
  /** `Way`. */
  readonly way: string;
  /** `Origin`, of a new dose. */
  readonly origin: string | null;
  /** `Evidence`, of a dose given elsewhere. */
  readonly evidence: string | null;
  readonly reason: string | null;
  /** Codes of what it was done in spite of, parted by blanks. */
  readonly warnings: string;
  /** Version of the row that was changed, and the one that came of it. */
  readonly baseVersion: number | null;
  readonly version: number | null;
  /** `DoseContent` as canonical JSON: the whole row before; of a new dose null. */
  readonly before: string | null;
  /** The whole row after it; of a withdrawal null. */
  readonly after: string | null;
  /** 1: later imports change nothing of it. */
  readonly locks: number;
  readonly account: string;
  readonly caseNumber: string | null;
  /** UTC, ISO 8601 with milliseconds. */
  readonly at: string;
  /** Hash of what is to be approved; null where nobody has to. */
  readonly contentHash: string | null;
  /** Who approved or rejected it, when, and by which act. */
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly decidedAct: string | null;
  /** Why, in the decider's words; whoever sends a change back has said why. */
  readonly decisionReason: string | null;
}

/**
 * What a change that has not ended keeps to itself: a dose, or a person's next dose of a vaccine. The table's key lets
 * no second one begin, on whichever gateway.
 */
export interface BusyRow {
  readonly subject: string;
  readonly changeId: string;
}

/** What a change keeps others from meanwhile. */
export function busySubject(
  { doseId, healthNumber }: Pick<ChangeRow, 'doseId' | 'healthNumber'>,
  vaccine: string,
): string {
  return doseId === null ? `${healthNumber} ${vaccine}` : `dose ${doseId}`;
}

/**
 * What an act was judged by: changes on the person's file under these numbers, and how many of them the ledger had by
 * then. One that was pending and ends meanwhile is a row that the judge may not have read.
 */
export interface SeenFile {
  readonly healthNumbers: readonly string[];
  readonly changes: number;
  readonly done: number;
}

/** What the store does with the act's key, in one transaction with it. */
export type RecordWrite =
  | {
      readonly is: 'CHANGE';
      readonly row: ChangeRow;
      readonly subject: string;
      readonly seen: SeenFile;
    }
  | {
      readonly is: 'DECIDE';
      readonly id: string;
      /** By which it was approved; null where nothing of the file bears on it. */
      readonly seen: SeenFile | null;
      readonly to: Pick<ChangeRow, 'state' | 'decidedBy' | 'decidedAt' | 'decidedAct' | 'decisionReason'>;
    };
