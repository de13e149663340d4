import type { AccessEntry } from '../audit/index/access-history.js';
import { japanMinuteInWords } from '../calendar/japan-time.js';
import { roleName } from '../policy/names.js';
import type { PurposeTable } from '../policy/purposes.js';
import { PURPOSES } from '../policy/terms.js';
import { disclosablePart, type WithholdingFacts } from './withholding.js';
import { inWords, type GraphWords, type ItemInWords } from './words.js';

/** One operation on the resident's data, as it is told to him. */
export interface ExtractEntry {
  readonly at: string;
  /** The same in Japan's time and words, to the minute. */
  readonly atJa: string;
  /** Office, not name: of an official the law tells the post and the duty done (個人情報保護法78条1項2号ハ). */
  readonly sectionJa: string;
  readonly purposeJa: string;
  readonly items: readonly ItemInWords[];
}

export interface ExtractFacts extends WithholdingFacts, GraphWords {
  readonly purposes: PurposeTable;
}

/** The entry as the resident is told it; null where nothing of it may be told. */
export function entryOf(access: AccessEntry, facts: ExtractFacts): ExtractEntry | null {
  const told = disclosablePart(access, facts);
  if (told === null) return null;
  return {
    at: told.at,
    atJa: japanMinuteInWords(told.at),
    sectionJa: told.role === null ? '(記録なし)' : roleName(told.role).ja,
    purposeJa: purposeInWords(told.purpose, facts.purposes),
    items: inWords(told.fields, facts),
  };
}

function purposeInWords(purpose: string | null, purposes: PurposeTable): string {
  const known = PURPOSES.find((term) => term === purpose);
  return (known && purposes.get(known)?.nameJa) ?? '(利用目的の指定なし)';
}
