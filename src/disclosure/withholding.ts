import type { AccessEntry } from '../audit/index/access-history.js';
import { coordinatesAskedBy } from '../audit/record/asked-by.js';
import type { FieldOutcome } from '../audit/index/access-index.js';
import type { ClassifiedSchema } from '../guard/classification.js';
import type { Investigation } from '../policy/investigations.js';
import type { Classification } from '../policy/terms.js';
import { isOfLinkage } from './linkage-items.js';

/**
 * What is not told, although a request for disclosure covers it.
 *
 * 個人情報保護法78条1項1号 keeps back what may harm the person's life, body or property: a request can come
 * from somebody else in their name (76条2項: a legal representative, who may be the very one they are protected
 * from). 5号 and 7号 keep back what an inquiry would suffer from. And 81条: where saying that there is such a
 * record, or how many there are, would tell what 78条 keeps back, the city may answer without saying whether it
 * exists. So nothing of this shows: no mark where an entry was, no count, no other wording. An extract with
 * something left out is an extract of a shorter log.
 */
export interface WithholdingFacts {
  readonly classes: ClassifiedSchema;
  readonly investigations: readonly Investigation[];
  /** Under support measures today, as the registry says, or living with somebody who is. */
  readonly isHomeProtected: boolean;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** Beginnings of the ids of the rules that close what a measure protects. */
const MEASURE_RULES = ['support-measures.', 'shared-home.'];

/** What the disclosure desk looks at to hand it over: its own look would else be missing for some and not for others. */
const OWN_EXTRACT = /^(Query\.exchangeExtract|ExchangeExtract\..*)$/;

/** They say where a person is, or whom they saw there. */
const BETRAYING: ReadonlySet<Classification> = new Set(['CONTACT', 'WHEREABOUTS', 'PRACTITIONER']);

/** The entry as it may be told; null where nothing of it may. */
export function disclosablePart(access: AccessEntry, facts: WithholdingFacts): AccessEntry | null {
  if (facts.investigations.some((one) => covers(one, access, facts.today))) return null;
  // That another body asked for a protected person tells where they have moved to (特定個人情報の照会元).
  if (facts.isHomeProtected && access.purpose === 'INTEGRATION') return null;
  const fields = access.fields.filter((field) => !betrays(field, facts));
  return fields.length === 0 ? null : { ...access, fields };
}

function covers(
  { from, to, account, case: caseNumber }: Investigation,
  access: AccessEntry,
  today: string,
): boolean {
  if (today < from || (to !== null && today > to)) return false;
  return (
    (account === null || account === access.account) && (caseNumber === null || caseNumber === access.case)
  );
}

/**
 * A field closed by the measure tells of the measure, even of one that has ended: 79条, the rest of the entry
 * is told.
 */
function betrays(
  { coordinate, reason }: FieldOutcome,
  { classes, isHomeProtected }: WithholdingFacts,
): boolean {
  if (MEASURE_RULES.some((rule) => reason?.includes(rule) === true)) return true;
  if (!isHomeProtected) return false;
  // The extract of exchanges is made for anybody who asks for it, and says of such a person that there were none.
  if (OWN_EXTRACT.test(coordinate)) return false;
  // That another body was asked, or asks, is where they went.
  if (isOfLinkage(coordinate, classes)) return true;
  return [coordinate, ...coordinatesAskedBy(reason)].some((one) => {
    // An item that is no longer in the schema could have been any.
    const classification = classes.get(one)?.classification;
    return classification === undefined || BETRAYING.has(classification);
  });
}
