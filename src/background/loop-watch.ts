import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks';

/** Milliseconds between two looks at the clock. */
const EVERY_MS = 500;
/** From this long on a stall is told: whoever asked anything meanwhile has felt it. */
const TOLD_FROM_MS = 1_000;

/**
 * Sees when this process stands still: while it does, nobody is answered, however sound disks and sources are. So that
 * nobody looks for the fault there, a stall is told by a line of its own and measured by a metric of its own.
 */
export class LoopWatch {
  private readonly delays: IntervalHistogram = monitorEventLoopDelay({ resolution: 10 });
  private readonly timer: NodeJS.Timeout;
  private seen = performance.now();

  /** @param onStall told how long the process stood still, milliseconds */
  constructor(onStall: (milliseconds: number) => void) {
    this.delays.enable();
    this.timer = setInterval(() => {
      const now = performance.now();
      const late = now - this.seen - EVERY_MS;
      this.seen = now;
      if (late >= TOLD_FROM_MS) onStall(Math.round(late));
    }, EVERY_MS).unref();
  }

  /** Longest time since the last call in which the process did not come to its next task, seconds. */
  longestDelay(): number {
    const { max } = this.delays;
    this.delays.reset();
    return max / 1e9;
  }

  close(): void {
    clearInterval(this.timer);
    this.delays.disable();
  }
}
