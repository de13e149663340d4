import type { LoadedPolicy } from './load.js';
import type { Effect } from './shadow.js';
import type { PolicySnapshot } from './terms.js';

/**
 * The policy in force. A request takes it once, at its door, and keeps it to its end, whatever is loaded meanwhile.
 */
export interface PolicySource {
  current(): LoadedPolicy;
  /** A policy taken before, as a request asks it: with the shadow policy, if there is one, asked beside it. */
  observed(policy: PolicySnapshot): PolicySnapshot;
  /**
   * What is wrong with the folder, so that an older policy stays in force; empty while what it holds is in force.
   */
  faults(): readonly string[];
  /** Decisions that the shadow policy would have taken otherwise, since the start; null without a shadow. */
  differences(): Readonly<Record<Effect, number>> | null;
  /**
   * Reads the folders now instead of when a change is seen. Resolves when what they hold is in force, or found
   * faulty.
   */
  reload(): Promise<void>;
  close(): Promise<void>;
}
