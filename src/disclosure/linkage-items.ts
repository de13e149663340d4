import type { ClassifiedSchema } from '../guard/classification.js';

/** Types of the graph that speak of exchanges with other bodies; a test compares them with their classes. */
const TYPES =
  /^(InformationRequest|ProvisionRequest|ProvisionPayload|Linkage|Linked|Exchange|InquiryRefusal|RequestInformationPayload|ProvisionDecisionPayload|SetNonDisclosurePayload|RegisterCopiesPayload|CopyRefusal|CopyLeftOut)/;

/**
 * To the person all of linkage is one item: that it was looked into. Which body asked, whether there was an
 * exchange at all, is told by the record of exchanges alone (番号法23条, `exchangeExtract`), which knows what
 * is 不開示; the access log does not, and an approval named in it would tell that somebody had asked.
 */
export function isOfLinkage(coordinate: string, classes: ClassifiedSchema): boolean {
  const classification = classes.get(coordinate)?.classification;
  return classification === 'LINKAGE' || classification === 'LINKED' || TYPES.test(coordinate);
}
