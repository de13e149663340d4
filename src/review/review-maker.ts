import type { MadeReport } from './review-here.js';
import type { ReportKind } from './report/report.js';

/** Which report. */
export interface ReportAsked {
  readonly kind: ReportKind;
  /** null: of all contracts, or of none. */
  readonly contract: string | null;
  /** First and last day, `YYYY-MM-DD`, in Japan. */
  readonly from: string;
  readonly to: string;
}

interface MakerParts {
  /** Makes a report away from the event loop; ends early where the signal is aborted. */
  readonly make: (asked: ReportAsked, signal: AbortSignal) => Promise<MadeReport>;
  readonly now: () => Date;
}

export interface KeptReport extends MadeReport {
  /** UTC, ISO 8601 with milliseconds. */
  readonly madeAt: string;
}

/** Reports kept, and for how long: as long as it takes to go through one and sign it. */
const KEPT = 8;
const KEPT_MS = 15 * 60_000;

/**
 * Makes reports one at a time, and keeps the newest for a while: whoever goes through the findings of a month one by
 * one, and then signs, does so on the one that was read. Pseudonyms and counts are all that is kept.
 */
export class ReviewMaker {
  private readonly kept = new Map<string, KeptReport>();
  /** Reports that have not begun: whoever asks for one of them meanwhile has it made no second time. */
  private readonly waiting = new Map<string, Promise<KeptReport>>();
  private last: Promise<unknown> = Promise.resolve();
  private readonly stop = new AbortController();

  constructor(private readonly parts: MakerParts) {}

  /** A report made within the last quarter of an hour, or a new one. */
  async read(asked: ReportAsked): Promise<KeptReport> {
    return this.fresh(asked) ?? this.make(asked);
  }

  /** A new report: of what the log holds now, or later. */
  async make(asked: ReportAsked): Promise<KeptReport> {
    const name = nameOf(asked);
    const joined = this.waiting.get(name);
    if (joined !== undefined) return joined;
    const { signal } = this.stop;
    const turn = this.last.then(async () => {
      this.waiting.delete(name);
      const made = { ...(await this.parts.make(asked, signal)), madeAt: this.parts.now().toISOString() };
      this.keep(asked, made);
      return made;
    });
    this.waiting.set(name, turn);
    this.last = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.last;
  }

  private fresh(asked: ReportAsked): KeptReport | null {
    const kept = this.kept.get(nameOf(asked));
    const age = kept === undefined ? Infinity : this.parts.now().getTime() - Date.parse(kept.madeAt);
    return kept !== undefined && age < KEPT_MS ? kept : null;
  }

  private keep(asked: ReportAsked, made: KeptReport): void {
    this.kept.delete(nameOf(asked));
    this.kept.set(nameOf(asked), made);
    for (const oldest of this.kept.keys()) if (this.kept.size > KEPT) this.kept.delete(oldest);
  }
}

const nameOf = ({ kind, contract, from, to }: ReportAsked): string => [kind, contract, from, to].join(' ');
