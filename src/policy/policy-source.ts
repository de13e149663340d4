import type { LoadedPolicy } from './load.js';

/** The policy in force. A request takes it once, at its door, and keeps it to its end, whatever is loaded meanwhile. */
export interface PolicySource {
  current(): LoadedPolicy;
  close(): Promise<void>;
}
