import type { AccessHistory } from '../audit/index/access-history.js';
import type { ClassifiedSchema } from '../guard/classification.js';
import type { FieldLabels } from '../guard/field-labels.js';
import type { LoadedPolicy } from '../policy/load.js';

/** What people call an account or a purpose. */
export interface Names {
  readonly nameJa: string;
  readonly nameEn: string;
}

/** As a record has it, with its names; null where nothing is called so any more. */
export interface Named {
  readonly id: string;
  readonly nameJa: string | null;
  readonly nameEn: string | null;
}

export function named(id: string, names: Names | null | undefined): Named {
  return { id, nameJa: names?.nameJa ?? null, nameEn: names?.nameEn ?? null };
}

/** The access log as one request may read it. */
export interface LogScope {
  readonly history: AccessHistory;
  readonly labels: FieldLabels;
  readonly classes: ClassifiedSchema;
  readonly policy: Pick<LoadedPolicy, 'rules' | 'purposes' | 'investigations'>;
  /** The caller audits and reads rule ids. Everybody else reads the reason in general terms. */
  readonly exactReasons: boolean;
  pseudonym(atenaNumber: string): string;
  /** What an account is called; null where the directory has it no more. */
  namesOf(account: string): Names | null;
}
