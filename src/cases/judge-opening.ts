import type { CaseWindow } from '../policy/case-rules.js';
import type { Named } from '../errors/business-fault.js';
import { nameOfPurpose } from '../policy/purposes.js';
import type { Purpose } from '../policy/terms.js';
import type { Opening } from './case-access.js';
import {
  ALLOWED_OFFICES,
  GROUND_DOCUMENTS,
  showWho,
  type ConsentScope,
  type Requester,
} from './case-terms.js';
import type { DeskParts } from './desk-parts.js';
import { caseFault, type CaseFault, type CaseFaultCode } from './case-texts.js';

/** What a case is judged by when it is opened. */
export interface OpeningRules {
  /** Purposes on the caller's menus. */
  readonly purposes: ReadonlySet<Purpose>;
  /** Whether anything about a person is read under the purpose, or nothing without a case. */
  readonly readsPersons: (purpose: Purpose) => boolean;
  readonly nameOf: (purpose: Purpose) => Named;
  readonly division: string;
  readonly windows: ReadonlyMap<string, CaseWindow>;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** The rules as they are today, for whoever opens a case for this division. */
export function openingRules(
  division: string,
  { policy, principal, today }: Pick<DeskParts, 'policy' | 'principal' | 'today'>,
): OpeningRules {
  return {
    ...{ purposes: principal.purposes, division, windows: policy.cases.windows, today },
    readsPersons: (purpose) =>
      policy.purposes.get(purpose)?.needsCase === true ||
      policy.grants({ role: principal.role, purpose, verb: 'READ', classification: 'BASIC' }),
    nameOf: (purpose) => nameOfPurpose(policy.purposes, purpose),
  };
}

/** A number of the form that the store gives out. */
const RUNNING_NUMBER = /^\d{4}-\d+$/;

/** Everything against opening a case; empty where there is nothing. A pure question to the rules. */
export function judgeOpening(input: Opening, rules: OpeningRules): readonly CaseFault[] {
  const faults: CaseFault[] = [];
  const refuse = (code: CaseFaultCode, field: string) => void faults.push(caseFault(code, field));
  if (!isDistinct(input.purposes)) refuse('TERMS', 'purposes');
  const foreign = input.purposes.filter((purpose) => !rules.purposes.has(purpose));
  if (foreign.length > 0)
    faults.push(caseFault('PURPOSE_NOT_GRANTED', 'purposes', foreign.map(rules.nameOf)));
  const needless = input.purposes.filter(
    (purpose) => rules.purposes.has(purpose) && !rules.readsPersons(purpose),
  );
  if (needless.length > 0)
    faults.push(caseFault('PURPOSE_WITHOUT_CASE', 'purposes', needless.map(rules.nameOf)));
  if (!isOpenWindow(rules.windows.get(input.window), rules)) refuse('UNKNOWN_WINDOW', 'window');
  if (input.askedOn > rules.today) refuse('DATE', 'askedOn');
  if (new Set(input.documents).size !== input.documents.length) refuse('TERMS', 'documents');
  if (input.documentNumber !== null && RUNNING_NUMBER.test(input.documentNumber))
    refuse('DOCUMENT_NUMBER', 'documentNumber');
  judgeRequester(input, refuse);
  judgeConsent(input, rules.today, refuse);
  return faults;
}

/** What is told of whoever asked: all of it, and nothing else. */
const TOLD_OF: Readonly<Record<Requester, readonly string[]>> = {
  PERSON: [],
  PROXY: ['ground', 'requesterName'],
  OFFICE: ['officeKind', 'requesterName'],
};

type Refuse = (code: CaseFaultCode, field: string) => void;

/** Who asked, and what shows it (R060-R063, R166, R227, R230, R231). */
function judgeRequester(input: Opening, refuse: Refuse): void {
  const { requester, ground, officeKind, requesterName, documents, purposes } = input;
  const told = { ground, officeKind, requesterName: requesterName?.trim() === '' ? null : requesterName };
  for (const [field, value] of Object.entries(told)) {
    const belongs = TOLD_OF[requester].includes(field);
    if (belongs && value === null) refuse('REQUESTER_INCOMPLETE', field);
    if (!belongs && value !== null) refuse('REQUESTER_UNEXPECTED', field);
  }
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
  // A ground that is not theirs to give is refused as such: no document would mend it.
  const rests = requester === 'PROXY' ? ground : null;
  if (rests !== null && !GROUND_DOCUMENTS[rests].some((kind) => documents.includes(kind)))
    refuse('GROUND_NOT_SHOWN', 'documents');
}

/** Consent with form, scope and day (R226); a mandate rests on one that covers what the proxy asks for. */
function judgeConsent(
  { requester, consent, ground, purposes }: Opening,
  today: string,
  refuse: Refuse,
): void {
  if (consent !== null) {
    if (!isWholeConsent(consent)) refuse('CONSENT_INCOMPLETE', 'consent');
    if (consent.on > today) refuse('DATE', 'consent.on');
  }
  if (requester !== 'PROXY' || ground !== 'MANDATE') return;
  const needed: readonly ConsentScope[] = [
    'ANSWER_PROXY',
    ...(purposes.includes('CERTIFICATE') ? (['ISSUE_CERTIFICATE'] as const) : []),
  ];
  if (!needed.every((scope) => consent?.scopes.includes(scope) === true)) refuse('CONSENT_NEEDED', 'consent');
}

/** Form and scope (R226); its day is judged by what it belongs to. */
export function isWholeConsent({ form, scopes }: NonNullable<Opening['consent']>): boolean {
  return form.trim() !== '' && isDistinct(scopes);
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
