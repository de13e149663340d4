import type { AuditRecord } from '../record/record.js';

/** A place where the machine's clock did not go on as clocks do. */
export interface ClockJump {
  readonly seq: number;
  readonly what: string;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A clock that is set by the network goes back by less. */
const BACK = 5 * MINUTE;
/** A gateway that runs writes a heartbeat each minute; it may stand still for days. */
const AHEAD_RUNNING = DAY;
const AHEAD_STOPPED = 7 * DAY;
const LISTED = 20;

/** Follows the times of records: terms are counted from them, so that a jump must be seen by whoever relies on them. */
export class ClockWatch {
  readonly jumps: ClockJump[] = [];
  /** The first record whose time is of a clock that was set (START says so): no evidence of when. Null: none. */
  setFrom: number | null = null;
  private before: number | null = null;
  private isSet = false;
  private kindBefore: AuditRecord['kind'] | null = null;
  private toldFuture = false;

  constructor(
    /** Now, where the log is verified; milliseconds. */
    private readonly now: number,
  ) {}

  see(record: AuditRecord): void {
    const { seq, at, kind } = record;
    const time = Date.parse(at);
    if (Number.isNaN(time)) return;
    if (kind === 'START') this.begin(record.clock === 'SET', seq);
    const jump = this.before === null ? null : jumpBetween(this.before, time, kind);
    if (jump !== null) this.tell(seq, `its time ${at} is ${jump} the one before it`);
    if (time > this.now + BACK && !this.toldFuture && !this.isSet) {
      this.toldFuture = true;
      this.tell(
        seq,
        `its time ${at} lies ${lengthOf(time - this.now)} in the future of this machine's clock`,
      );
    }
    this.before = time;
    this.kindBefore = kind;
  }

  /** The day of a demo begins anew with each process: that is told once, as what it is, and not as a jump. */
  private begin(isSet: boolean, seq: number): void {
    this.isSet = isSet;
    if (!isSet) return;
    this.setFrom ??= seq;
    this.before = null;
    // GENESIS and RECOVERY stand before the START of the process that wrote them.
    if (this.kindBefore !== 'GENESIS' && this.kindBefore !== 'RECOVERY') return;
    while (this.jumps.at(-1)?.seq === seq - 1) this.jumps.pop();
    this.toldFuture = false;
  }

  private tell(seq: number, what: string): void {
    if (this.jumps.length < LISTED) this.jumps.push({ seq, what });
  }
}

/** In words, how a record's time lies to that of the one before it; null where a clock may go so. */
export function jumpBetween(before: number, time: number, kind: AuditRecord['kind']): string | null {
  if (time < before - BACK) return `${lengthOf(before - time)} before`;
  const longest = kind === 'START' || kind === 'RECOVERY' ? AHEAD_STOPPED : AHEAD_RUNNING;
  return time > before + longest ? `${lengthOf(time - before)} after` : null;
}

function lengthOf(milliseconds: number): string {
  const days = Math.round(milliseconds / DAY);
  return days >= 2 ? `${days} days` : `${Math.round(milliseconds / MINUTE)} minutes`;
}
