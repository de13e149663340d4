import type { ResponsePath } from './access-columns.js';
import type { Outcome } from './record.js';

/** A field of the graph under its name in the answer: what accesses of row after row have in common. */
export interface AccessSite {
  /** `Type.field`, never the alias. */
  readonly coordinate: string;
  readonly key: string | number;
}

/** What became of an access. One object for each outcome with its reason: `Verdicts`. */
export interface AccessVerdict {
  readonly outcome: Outcome;
  readonly reason: string | null;
}

/** An object of the answer, with the person whom accesses of it are about. */
export class AccessHolder {
  /** Its row among the columns, which only whoever makes them knows. */
  row: unknown = null;

  constructor(
    /** Objects are told by its identity. */
    readonly path: ResponsePath | undefined,
    /** 宛名番号. */
    readonly subject: string | null,
    /**
     * Where no other holder has this path: that of the object it stands in, or its list. Its place need not be remembered
     * then. Null: others may have it.
     */
    readonly within: AccessHolder | ResponsePath | null = null,
  ) {}
}

/** Accesses in their order: columns of one length, of which `size` are filled. */
export class AccessPart {
  size = 0;
  readonly sites: AccessSite[];
  readonly holders: AccessHolder[];
  readonly verdicts: AccessVerdict[];

  constructor(readonly room: number) {
    this.sites = new Array<AccessSite>(room);
    this.holders = new Array<AccessHolder>(room);
    this.verdicts = new Array<AccessVerdict>(room);
  }
}

/** One object for each outcome with its reason, so that columns hold references. */
export class Verdicts {
  private readonly known = new Map<Outcome, Map<string | null, AccessVerdict>>();

  of(outcome: Outcome, reason: string | null): AccessVerdict {
    let byReason = this.known.get(outcome);
    if (byReason === undefined) this.known.set(outcome, (byReason = new Map<string | null, AccessVerdict>()));
    let verdict = byReason.get(reason);
    if (verdict === undefined) byReason.set(reason, (verdict = { outcome, reason }));
    return verdict;
  }
}
