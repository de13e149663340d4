import { endOfDay } from '../calendar/japan-time.js';
import type { MadeReport, ReportOrder } from './review-here.js';

/** Days in Japan, `YYYY-MM-DD`, both included. */
export interface ReportDays {
  readonly from: string;
  readonly to: string;
}

/** Which report: of all contracts or of none where `contract` is null. */
export interface ReportAsked extends ReportOrder, ReportDays {}

interface MakerParts {
  /** Makes reports of the same days from one reading, in their order; ends early where the signal is aborted. */
  readonly make: (
    days: ReportDays,
    reports: readonly ReportOrder[],
    signal: AbortSignal,
  ) => Promise<readonly MadeReport[]>;
  readonly now: () => Date;
}

export interface KeptReport extends MadeReport {
  /** UTC, ISO 8601 with milliseconds. */
  readonly madeAt: string;
}

/** Reports kept of those that were asked for. */
const KEPT = 8;
/** For how long one is shown: as long as a verification of the log is told, and `madeAt` says when it was. */
export const SHOWN_MS = 3_600_000;
/** For how long one is signed: a signature is for a log that has just been verified. */
export const SIGNED_MS = 15 * 60_000;

/**
 * Makes reports one reading at a time, and keeps them for a while: whoever goes through the findings of a month one by
 * one, and then signs, does so on the one that was read. Pseudonyms and counts are all that is kept.
 */
export class ReviewMaker {
  private readonly kept = new Map<string, KeptReport>();
  /** Those that nobody has asked for yet, all of one reading. */
  private ahead: ReadonlyMap<string, KeptReport> = new Map();
  /** Those that are being made so: whoever asks for one of them waits for it and not for another. */
  private coming: { readonly names: ReadonlySet<string>; readonly end: Promise<unknown> } | null = null;
  /** Reports that have not begun: whoever asks for one of them meanwhile has it made no second time. */
  private readonly waiting = new Map<string, Promise<KeptReport>>();
  private last: Promise<unknown> = Promise.resolve();
  private readonly stop = new AbortController();

  constructor(private readonly parts: MakerParts) {}

  /** The newest report, if it was made within so many milliseconds, or a new one. */
  async read(asked: ReportAsked, within = SHOWN_MS): Promise<KeptReport> {
    if (this.fresh(asked, within) === null && this.coming?.names.has(nameOf(asked)) === true)
      await this.coming.end;
    return this.fresh(asked, within) ?? this.make(asked);
  }

  /** A new report: of what the log holds now, or later. */
  async make(asked: ReportAsked): Promise<KeptReport> {
    const name = nameOf(asked);
    const joined = this.waiting.get(name);
    if (joined !== undefined) return joined;
    const turn = this.inTurn(async () => {
      this.waiting.delete(name);
      const [made] = await this.made(asked, [asked]);
      if (made === undefined) throw new RangeError('one report was asked for');
      this.keep(name, made);
      return made;
    });
    this.waiting.set(name, turn);
    return turn;
  }

  /** Makes reports of these days before anybody asks; those made so before are kept no longer. */
  async makeAhead(days: ReportDays, reports: readonly ReportOrder[]): Promise<void> {
    const names = reports.map((report) => nameOf({ ...days, ...report }));
    const turn = this.inTurn(async () => {
      const made = await this.made(days, reports);
      this.ahead = new Map(made.map((one, at) => [names[at] ?? '', one]));
    });
    this.coming = { names: new Set(names), end: turn.catch(() => undefined) };
    await turn.finally(() => (this.coming = null));
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.last;
  }

  /** One behind the other. */
  private inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async made(days: ReportDays, reports: readonly ReportOrder[]): Promise<readonly KeptReport[]> {
    const made = await this.parts.make(days, reports, this.stop.signal);
    const madeAt = this.parts.now().toISOString();
    return made.map((one) => ({ ...one, madeAt }));
  }

  private fresh(asked: ReportAsked, within: number): KeptReport | null {
    const name = nameOf(asked);
    const known = [this.kept.get(name), this.ahead.get(name)].filter((one) => one !== undefined);
    const [newest = null] = known.sort((one, other) => (one.madeAt > other.madeAt ? -1 : 1));
    if (newest === null) return null;
    const now = this.parts.now().toISOString();
    // Of days that were not over then, and are now, the rest is missing.
    const end = endOfDay(asked.to);
    const isWhole = newest.madeAt >= end || now < end;
    return isWhole && Date.parse(now) - Date.parse(newest.madeAt) < within ? newest : null;
  }

  private keep(name: string, made: KeptReport): void {
    this.kept.delete(name);
    this.kept.set(name, made);
    for (const oldest of this.kept.keys()) if (this.kept.size > KEPT) this.kept.delete(oldest);
  }
}

const nameOf = ({ kind, contract, from, to }: ReportAsked): string => [kind, contract, from, to].join(' ');
