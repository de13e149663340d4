import { PeriodicTask } from '../background/periodic-task.js';
import { GatewayError } from '../errors/gateway-error.js';
import { AccountRefused } from '../identity/identity.js';
import type { PurposeTable } from '../policy/purposes.js';
import type { Principal } from '../policy/terms.js';
import type { StaffEdition, StaffStore } from './staff-store.js';
import { admit, principalOf } from './principal.js';
import { refusalOf } from './refusal.js';
import { StaffIndex } from './staff-index.js';

export interface DirectoryOptions {
  readonly store: Pick<StaffStore, 'read' | 'version'>;
  /** The menus of the policy in force. */
  readonly purposes: () => PurposeTable;
  /** Today, `YYYY-MM-DD`; asked anew for every request. */
  readonly today: () => string;
  /** Account → the staff member's own 宛名番号, where they live in the city. */
  readonly staff?: Readonly<Record<string, string | null>>;
  /** How often the processes of this machine were told of a change by one of them. Default: this is the only process. */
  readonly timesTold?: () => Promise<number>;
  /** Told once when the store stops answering, and again when it answers (null). */
  readonly onFault?: (error: unknown) => void;
}

/** How often another process's changes are looked for: its revocation closes here within this time (R175). */
const CHECK_MS = 5_000;
/**
 * Longest that the staff of an earlier check is believed. A directory that cannot hear of a dismissal lets
 * nobody in.
 */
const BELIEVED_MS = 60_000;

/**
 * The staff as the store has them, held in memory, so that no request waits for SQL. A request sees one version
 * of it, whole. `watch` begins to look for the changes of other processes; without it the directory stays as it
 * was read.
 */
export class StaffDirectory {
  private readonly checks: PeriodicTask;
  private watching = false;
  private checkedAt = performance.now();
  /** Changes that were told and are in force here; of those before this process nobody has told it anything. */
  private heard = -1;

  private constructor(
    private readonly options: DirectoryOptions,
    private current: { readonly version: number; readonly index: StaffIndex },
  ) {
    const { onFault } = options;
    this.checks = new PeriodicTask({ run: () => this.check(), every: CHECK_MS, onFault });
  }

  static async open(options: DirectoryOptions): Promise<StaffDirectory> {
    return StaffDirectory.of(options, await options.store.read());
  }

  /** Over an edition that has been read already. */
  static of(options: DirectoryOptions, { version, ...rows }: StaffEdition): StaffDirectory {
    return new StaffDirectory(options, { version, index: new StaffIndex(rows) });
  }

  get index(): StaffIndex {
    return this.current.index;
  }

  get purposes(): PurposeTable {
    return this.options.purposes();
  }

  get today(): string {
    return this.options.today();
  }

  /**
   * The account as it stands today. Throws FORBIDDEN (`AccountRefused`) for a stranger, and for anybody who may not come in from there
   * today: the log learns why, the caller what to do. Throws SOURCE_UNAVAILABLE while the store cannot be heard.
   */
  principal(account: string, amr: readonly string[], peerAddress: string | null): Principal {
    this.refuseStale();
    const { index, today, purposes } = this;
    const admission = admit(index, { account, peerAddress, today });
    if (admission.status !== 'GOOD') {
      const isElsewhere = admission.status === 'ENDPOINT';
      const isKnown = admission.status !== 'UNKNOWN';
      throw new AccountRefused({ account, isKnown, isElsewhere }, refusalOf(admission.status));
    }
    const { staff = {} } = this.options;
    const ownAtenaNumber = Object.hasOwn(staff, account) ? (staff[account] ?? null) : null;
    return principalOf(index, { ...admission, amr, ownAtenaNumber, purposes, today });
  }

  /**
   * Resolves when every change is in force here that another process of this machine has answered before the call: this one
   * may have stood still while it was told of it. Rejects with SOURCE_UNAVAILABLE where that cannot be known.
   */
  async abreast(): Promise<void> {
    const { timesTold } = this.options;
    if (timesTold === undefined) return;
    try {
      const told = await timesTold();
      if (told <= this.heard) return;
      await this.checks.now();
      this.heard = Math.max(this.heard, told);
    } catch (cause) {
      throw outOfDate(cause);
    }
  }

  /** Login methods that a demo token of this account says; null for a stranger. */
  loginMethods(account: string): readonly string[] | null {
    return this.index.accounts.get(account)?.loginMethods.split(' ').filter(Boolean) ?? null;
  }

  watch(): void {
    this.watching = true;
    this.checks.start();
  }

  /** Reads the staff again where the store has another version. Never rejects: a fault is told, and tried again. */
  refresh(): Promise<void> {
    return this.checks.now().catch(() => undefined);
  }

  async close(): Promise<void> {
    this.watching = false;
    await this.checks.close();
  }

  private async check(): Promise<void> {
    const { store } = this.options;
    const begun = performance.now();
    if ((await store.version()) !== this.current.version) {
      const { version, ...rows } = await store.read();
      this.current = { version, index: new StaffIndex(rows) };
    }
    this.checkedAt = begun;
  }

  private refuseStale(): void {
    if (!this.watching || performance.now() - this.checkedAt < BELIEVED_MS) return;
    throw outOfDate();
  }
}

function outOfDate(cause?: unknown): GatewayError {
  return new GatewayError('SOURCE_UNAVAILABLE', {
    detail: 'the staff directory is out of date',
    ja: '職員台帳を読めないため、利用を止めています。システム担当に連絡してください。',
    en: 'The staff directory cannot be read, so nobody is let in. Tell the system desk.',
    cause,
  });
}
