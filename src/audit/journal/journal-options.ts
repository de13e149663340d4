import type { Clock } from '../../calendar/clock.js';
import type { AuditKeys } from '../keys/audit-keys.js';
import type { Seen } from '../audit-faults.js';
import type { Witness } from '../checkpoints/witness.js';

export interface JournalOptions {
  /** Absolute path of the audit folder. */
  readonly directory: string;
  /**
   * Absolute path of the folder of its second copy, on another disk; every record is durable in both. Default:
   * none.
   */
  readonly mirror?: string | null;
  readonly keys: AuditKeys;
  readonly municipality: string;
  /** Version of the gateway and name of the machine, for START. Default: `unknown`, the host name. */
  readonly version?: string;
  readonly node?: string;
  /** Length at which a new segment begins, with keys of its own, in bytes. Default 32 MiB. */
  readonly segmentBytes?: number;
  /** Age at which a new segment begins, in milliseconds. Default 24 hours. */
  readonly segmentMilliseconds?: number;
  /** UTC, ISO 8601 with milliseconds. Default: the system clock. */
  readonly now?: () => string;
  /** `now` is a clock that was set to another day: START says so, for ever. Default: false. */
  readonly clockIsSet?: boolean;
  /** Longest a commit may take before sealing counts as failed, in milliseconds. Default 10,000. */
  readonly commitMilliseconds?: number;
  /** Pause between attempts to go on after a fault, in milliseconds. Default 1,000. */
  readonly probeMilliseconds?: number;
  /** Longest time without a checkpoint while records are added, in milliseconds. Default 5,000. */
  readonly checkpointMilliseconds?: number;
  /** Longest time without one while nothing is: the heartbeat that makes a tail cut off visible. Default 60,000. */
  readonly heartbeatMilliseconds?: number;
  /** The second place that checkpoints go to. Default: none. */
  readonly witness?: Witness | null;
  /**
   * What index and witness know of a writer; a log that is older is not opened. Default: nothing. Keys, second copy
   * and the writer's own checkpoint are always asked.
   */
  readonly seen?: (writer: string) => Promise<readonly Seen[]>;
  /** Writer that is gone on with if it is free: that of a process which this one replaces. Default: the first free one. */
  readonly writer?: string | null;
  /** Told why sealing stopped working, and null once it works again. */
  readonly onFault?: (reason: string | null) => void;
  /** Told at open of what is no fault and yet to be known: an end out of order, a clock that jumped. */
  readonly onNotice?: (what: string) => void;
  /** Told at open of a writer's folder that contradicts its head and was passed over. */
  readonly onBroken?: (what: string) => void;
}

/** The times of a log by the clock of the process that writes it. */
export function timesOf(clock: Clock): Required<Pick<JournalOptions, 'now' | 'clockIsSet'>> {
  return { now: () => clock.now().toISOString(), clockIsSet: clock.isSet };
}
