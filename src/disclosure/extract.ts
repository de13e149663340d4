import type { AccessEntry } from '../audit/index/access-history.js';
import { japanMinuteInWords } from '../calendar/japan-time.js';
import { roleName } from '../policy/names.js';
import type { PurposeTable } from '../policy/purposes.js';
import { PURPOSES } from '../policy/terms.js';
import { disclosablePart, type WithholdingFacts } from './withholding.js';
import { inWords, type GraphWords, type ItemInWords } from './words.js';

/** One operation on the resident's data, as the resident reads it. */
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

/** The entry as the resident reads it; null where nothing of it may be disclosed. */
export function entryOf(access: AccessEntry, facts: ExtractFacts): ExtractEntry | null {
  const part = disclosablePart(access, facts);
  if (part === null) return null;
  return {
    at: part.at,
    atJa: japanMinuteInWords(part.at),
    sectionJa: part.role === null ? '(記録なし)' : roleName(part.role).ja,
    purposeJa: purposeInWords(part.purpose, facts.purposes),
    items: inWords(part.fields, facts),
  };
}

function purposeInWords(purpose: string | null, purposes: PurposeTable): string {
  const known = PURPOSES.find((term) => term === purpose);
  return (known && purposes.get(known)?.nameJa) ?? '(利用目的の指定なし)';
}
