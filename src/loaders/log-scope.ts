import type { AccessHistory } from '../audit/index/access-history.js';
import type { ClassifiedSchema } from '../guard/classification.js';
import type { FieldLabels } from '../guard/field-labels.js';
import type { LoadedPolicy } from '../policy/load.js';

/** The access log as one request may read it. */
export interface LogScope {
  readonly history: AccessHistory;
  readonly labels: FieldLabels;
  readonly classes: ClassifiedSchema;
  readonly policy: Pick<LoadedPolicy, 'rules' | 'purposes' | 'investigations'>;
  /** The caller audits and reads rule ids. Everybody else reads the reason in general terms. */
  readonly exactReasons: boolean;
  pseudonym(atenaNumber: string): string;
  /** Display name of an account; null where the directory has it no more. */
  nameOf(account: string): string | null;
}
