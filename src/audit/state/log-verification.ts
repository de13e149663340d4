import { firstBadSequence, verdictOf, type Verdict, type VerifyReport } from '../verify/report.js';

/** What a verification came to. */
export interface Verified {
  /** When it ended: UTC, ISO 8601 with milliseconds. */
  readonly at: string;
  readonly verdict: Verdict;
  /** Records that verify, of all writers. */
  readonly records: number;
  /** Records that a signature covers. */
  readonly signed: number;
  /** What is wrong, with the writer and the first record concerned; at most 20. */
  readonly faults: readonly string[];
}

interface VerificationParts {
  /** Verifies the whole log, away from the event loop; ends early where the signal is aborted. */
  readonly verify: (signal: AbortSignal) => Promise<VerifyReport>;
  readonly now: () => Date;
  readonly onFault: (error: unknown) => void;
}

/** A verification reads the whole log: within this time the last one is told. */
const AGAIN_AFTER_MS = 3_600_000;
const FAULTS_TOLD = 20;

/** The newest verification of the log by this process, made when somebody asks. */
export class LogVerification {
  private newest: Verified | null = null;
  private running: Promise<void> | null = null;
  private readonly stop = new AbortController();

  constructor(private readonly parts: VerificationParts) {}

  /** The newest; null before the first has ended. Where it is an hour old another is begun, which nobody waits for. */
  last(): Verified | null {
    const { newest } = this;
    const age = newest === null ? Infinity : this.parts.now().getTime() - Date.parse(newest.at);
    if (age >= AGAIN_AFTER_MS) this.begin();
    return newest;
  }

  isRunning(): boolean {
    return this.running !== null;
  }

  /** Resolves when the verification under way has ended; never rejects. */
  async settled(): Promise<void> {
    await this.running;
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  private begin(): void {
    const { signal } = this.stop;
    if (this.running !== null || signal.aborted) return;
    this.running = this.parts
      .verify(signal)
      .then((report) => void (this.newest = told(report, this.parts.now().toISOString())))
      .catch((error: unknown) => {
        if (!signal.aborted) this.parts.onFault(error);
      })
      .finally(() => void (this.running = null));
  }
}

function told(report: VerifyReport, at: string): Verified {
  const { writers } = report;
  const faults = [
    ...report.faults,
    ...writers.flatMap((writer) => {
      const first = firstBadSequence(writer) ?? writer.faults[0];
      return first === undefined ? [] : [`${writer.writer}/${first.seq ?? '-'}: ${first.what}`];
    }),
  ];
  const sum = (of: 'records' | 'signed'): number => writers.reduce((all, writer) => all + writer[of], 0);
  return {
    ...{ at, verdict: verdictOf(report), faults: faults.slice(0, FAULTS_TOLD) },
    ...{ records: sum('records'), signed: sum('signed') },
  };
}
