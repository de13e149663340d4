import { openAll } from '../background/closing.js';
import type { Logger } from '../log/logger.js';
import { loadPolicyFiles, type LoadedPolicy } from './load.js';
import { PolicyError } from './policy-error.js';
import type { PolicyFiles } from './policy-files.js';
import { PolicyFolder, type PolicyFolderOptions } from './policy-folder.js';
import type { PolicySource } from './policy-source.js';
import { Shadow, type Effect } from './shadow.js';
import type { PolicySnapshot } from './terms.js';

export interface PolicyChange {
  readonly version: string;
  /** null for the first. */
  readonly before: string | null;
}

export interface WatchedPolicyOptions extends Pick<PolicyFolderOptions, 'quietMs' | 'pollMs'> {
  readonly directory: string;
  /** What the folder held at the start. */
  readonly policy: LoadedPolicy;
  /** Throws `PolicyError` where a policy that loads does not fit what this process has open. */
  readonly check?: (policy: LoadedPolicy) => void;
  /** Folder of a policy on trial; null: none. */
  readonly shadowDirectory: string | null;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Records a change and resolves once the record is durable; no policy is in force before that (R239). */
  readonly seal: (change: PolicyChange) => Promise<unknown>;
}

/** Seals the first policy and watches its folder, and that of the shadow, until closed. */
export async function openPolicy(options: WatchedPolicyOptions): Promise<PolicySource> {
  await options.seal({ version: options.policy.version, before: null });
  return openAll(async (closing) => {
    const source = closing.add(new WatchedPolicy(options));
    await source.readShadow();
    return source;
  });
}

/**
 * The policy in force, replaced whole when its folder holds another that loads. One that does not load changes
 * nothing: the old policy stays, and every fault is told until it is mended.
 */
class WatchedPolicy implements PolicySource {
  private policy: LoadedPolicy;
  private shadow: Shadow | null = null;
  /** Of shadows that are gone as well: a counter never falls. */
  private readonly counted: Record<Effect, number> = { opens: 0, closes: 0, reason: 0 };
  private found: readonly string[] = [];
  private readonly folder: PolicyFolder;
  private readonly shadowFolder: PolicyFolder | null;

  constructor(private readonly options: WatchedPolicyOptions) {
    const { directory, shadowDirectory, policy, log, quietMs, pollMs } = options;
    this.policy = policy;
    this.folder = new PolicyFolder({
      ...{ directory, quietMs, pollMs, loaded: policy.version },
      onChange: (files) => this.replace(files),
      onUnreadable: (err) => this.keep(['the folder cannot be read'], err),
    });
    this.shadowFolder =
      shadowDirectory === null
        ? null
        : new PolicyFolder({
            ...{ directory: shadowDirectory, quietMs, pollMs, loaded: null },
            onChange: async (files) => this.replaceShadow(files),
            onUnreadable: (err) => log.error({ err }, 'the folder of the shadow policy cannot be read'),
          });
  }

  current(): LoadedPolicy {
    return this.policy;
  }

  observed(policy: PolicySnapshot): PolicySnapshot {
    return this.shadow?.beside(policy) ?? policy;
  }

  faults(): readonly string[] {
    return this.found;
  }

  differences(): Readonly<Record<Effect, number>> | null {
    return this.shadowFolder === null ? null : this.counted;
  }

  async readShadow(): Promise<void> {
    await this.shadowFolder?.check();
  }

  async reload(): Promise<void> {
    await Promise.all([this.folder.check(), this.shadowFolder?.check()]);
  }

  async close(): Promise<void> {
    await Promise.all([this.folder.close(), this.shadowFolder?.close()]);
  }

  private async replace(files: PolicyFiles): Promise<boolean> {
    const { log, seal, check } = this.options;
    const { policy, faults } = load(files, check);
    if (policy === null) return this.keep(faults);
    const change = { version: policy.version, before: this.policy.version };
    try {
      if (change.version !== change.before) await seal(change);
    } catch (err) {
      this.keep(['the change cannot be recorded'], err);
      return false;
    }
    if (this.found.length > 0) log.info({}, 'the policy folder is sound again');
    if (change.version !== change.before) log.info({ ...change }, 'another policy is in force');
    this.found = [];
    this.policy = policy;
    return true;
  }

  private keep(faults: readonly string[], err?: unknown): true {
    this.found = faults;
    const inForce = this.policy.version;
    for (const fault of faults)
      this.options.log.error(
        { fault, inForce, ...(err !== undefined && { err }) },
        'the policy folder is at fault: the policy in force stays',
      );
    return true;
  }

  /** A shadow that cannot be loaded is gone: what is counted is what the folder says now. */
  private replaceShadow(files: PolicyFiles): boolean {
    const { log } = this.options;
    const { policy, faults } = load(files);
    for (const fault of faults) log.error({ fault }, 'the shadow policy is at fault: it is not asked');
    if (policy !== null)
      log.info({ version: policy.version }, 'a shadow policy is asked beside the one in force');
    this.shadow = policy && new Shadow({ policy, log, differences: this.counted });
    return true;
  }
}

type Loading =
  | { readonly policy: LoadedPolicy; readonly faults: readonly [] }
  | { readonly policy: null; readonly faults: readonly string[] };

function load(files: PolicyFiles, check?: WatchedPolicyOptions['check']): Loading {
  try {
    const policy = loadPolicyFiles(files);
    check?.(policy);
    return { policy, faults: [] };
  } catch (error) {
    if (error instanceof PolicyError) return { policy: null, faults: error.faults };
    return { policy: null, faults: [`cannot be loaded: ${error instanceof Error ? error.name : 'unknown'}`] };
  }
}
