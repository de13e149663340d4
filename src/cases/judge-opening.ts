import type { CaseWindow } from '../policy/case-rules.js';
import type { Purpose } from '../policy/terms.js';
import type { Opening } from './case-access.js';
import { ALLOWED_OFFICES, GROUND_DOCUMENTS, showWho, type ConsentScope } from './case-terms.js';
import { caseFault, type CaseFault, type CaseFaultCode } from './case-texts.js';

/** What a case is judged by when it is opened. */
export interface OpeningRules {
  /** Purposes on the caller's menus. */
  readonly purposes: ReadonlySet<Purpose>;
  readonly division: string;
  readonly windows: ReadonlyMap<string, CaseWindow>;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** A number of the form that the store gives out. */
const RUNNING_NUMBER = /^\d{4}-\d+$/;

/** Everything against opening a case; empty where there is nothing. A pure question to the rules. */
export function judgeOpening(input: Opening, rules: OpeningRules): readonly CaseFault[] {
  const faults: CaseFault[] = [];
  const refuse = (code: CaseFaultCode, field: string) => void faults.push(caseFault(code, field));
  if (!isDistinct(input.purposes)) refuse('TERMS', 'purposes');
  if (!input.purposes.every((purpose) => rules.purposes.has(purpose)))
    refuse('PURPOSE_NOT_GRANTED', 'purposes');
  if (!isOpenWindow(rules.windows.get(input.window), rules)) refuse('UNKNOWN_WINDOW', 'window');
  if (input.askedOn > rules.today) refuse('DATE', 'askedOn');
  if (new Set(input.documents).size !== input.documents.length) refuse('TERMS', 'documents');
  if (input.documentNumber !== null && RUNNING_NUMBER.test(input.documentNumber))
    refuse('DOCUMENT_NUMBER', 'documentNumber');
  judgeRequester(input, refuse);
  judgeConsent(input, rules.today, refuse);
  return faults;
}

type Refuse = (code: CaseFaultCode, field: string) => void;

/** Who asked, and what shows it (R060-R063, R166, R227, R230, R231). */
function judgeRequester(input: Opening, refuse: Refuse): void {
  const { requester, ground, officeKind, requesterName, documents, purposes } = input;
  const isNamed = requesterName !== null && requesterName.trim() !== '';
  const isTold = {
    PERSON: ground === null && officeKind === null && requesterName === null,
    PROXY: ground !== null && officeKind === null && isNamed,
    OFFICE: ground === null && officeKind !== null && isNamed,
  }[requester];
  if (!isTold) refuse('REQUESTER_INCOMPLETE', 'requester');
  if (requester === 'OFFICE') {
    // A certificate is the vaccinee's to apply for (R010, R230).
    if (purposes.includes('CERTIFICATE')) refuse('APPLICANT_NEEDED', 'requester');
    if (officeKind !== null && !ALLOWED_OFFICES.has(officeKind)) refuse('SOURCE_NOT_ALLOWED', 'officeKind');
    // What comes over the two networks is shown by them.
    if (officeKind === 'ADMINISTRATIVE_ORGAN' && !documents.includes('OFFICIAL_LETTER'))
      refuse('IDENTITY_NOT_SHOWN', 'documents');
    return;
  }
  if (!showWho(documents)) refuse('IDENTITY_NOT_SHOWN', 'documents');
  if (ground !== null && !GROUND_DOCUMENTS[ground].some((kind) => documents.includes(kind)))
    refuse('GROUND_NOT_SHOWN', 'documents');
}

/** Consent with form, scope and day (R226); a mandate rests on one that covers what the proxy asks for. */
function judgeConsent({ consent, ground, purposes }: Opening, today: string, refuse: Refuse): void {
  if (consent !== null) {
    const isWhole = consent.form.trim() !== '' && isDistinct(consent.scopes) && consent.on <= today;
    if (!isWhole) refuse('CONSENT_INCOMPLETE', 'consent');
  }
  if (ground !== 'MANDATE') return;
  const needed: readonly ConsentScope[] = [
    'ANSWER_PROXY',
    ...(purposes.includes('CERTIFICATE') ? (['ISSUE_CERTIFICATE'] as const) : []),
  ];
  if (!needed.every((scope) => consent?.scopes.includes(scope) === true)) refuse('CONSENT_NEEDED', 'consent');
}

/** R161: what the office-organisation rule designates, in its days, for its own division. */
export function isOpenWindow(
  window: CaseWindow | undefined,
  { division, today }: Pick<OpeningRules, 'division' | 'today'>,
): boolean {
  if (window?.division !== division) return false;
  return window.from <= today && today <= (window.to ?? '9999-12-31');
}

const isDistinct = (terms: readonly string[]): boolean =>
  terms.length > 0 && new Set(terms).size === terms.length;
