/** The words a case is made of. Closed sets: none of them holds a value of a person. */

/** Who asked (R060-R062, R069). */
export const REQUESTERS = [
  'PERSON', // 本人
  'PROXY', // 代理人, on a ground
  'OFFICE', // another office: see OFFICE_KINDS
] as const;
export type Requester = (typeof REQUESTERS)[number];

/** What a proxy rests on (代理の根拠). */
export const PROXY_GROUNDS = [
  'PARENT', // 親権者
  'GUARDIAN', // 後見人 and other legal representatives
  'MANDATE', // 委任状
] as const;
export type ProxyGround = (typeof PROXY_GROUNDS)[number];

/** Which office asked. The city takes what it needs from the first three and from no other (R061-R063). */
export const OFFICE_KINDS = [
  'ADMINISTRATIVE_ORGAN', // 行政機関・独立行政法人等
  'INTERMEDIATE_SERVER', // a body that asks over the intermediate server (番号法19条8号)
  'VRS', // over the vaccination record system (番号法19条16号)
  'OTHER_DEPARTMENT', // 評価実施機関内の他部署
  'LOCAL_GOVERNMENT', // a local government by another way
  'PRIVATE_BUSINESS', // 民間事業者
] as const;
export type OfficeKind = (typeof OFFICE_KINDS)[number];

export const ALLOWED_OFFICES: ReadonlySet<OfficeKind> = new Set([
  'ADMINISTRATIVE_ORGAN',
  'INTERMEDIATE_SERVER',
  'VRS',
]);

/** Kinds of documents seen; never their numbers (R166, R227, R231; 番号法16条). */
export const DOCUMENT_KINDS = [
  'NUMBER_CARD', // 個人番号カード
  'NOTIFICATION_CARD', // 通知カード
  'RESIDENT_RECORD_WITH_NUMBER', // 個人番号付き住民票の写し
  'DRIVING_LICENCE', // 運転免許証
  'PASSPORT', // 旅券
  'RESIDENCE_CARD', // 在留カード
  'DISABILITY_HANDBOOK', // 障害者手帳
  'INSURANCE_CARD', // 被保険者証
  'PENSION_BOOK', // 年金手帳
  'BIRTH_HANDBOOK', // 母子健康手帳
  'FAMILY_REGISTER', // 戸籍謄本, for a legal representative
  'MANDATE', // 委任状
  'OFFICIAL_LETTER', // 公文書, of an office
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** One of these with a photograph shows who somebody is. */
const WITH_PHOTOGRAPH: ReadonlySet<DocumentKind> = new Set([
  'NUMBER_CARD',
  'DRIVING_LICENCE',
  'PASSPORT',
  'RESIDENCE_CARD',
  'DISABILITY_HANDBOOK',
]);
/** Two of these do, where there is none with a photograph. */
const WITHOUT_PHOTOGRAPH: ReadonlySet<DocumentKind> = new Set([
  'INSURANCE_CARD',
  'PENSION_BOOK',
  'BIRTH_HANDBOOK',
  'RESIDENT_RECORD_WITH_NUMBER',
]);

/** Whether documents of these kinds show who somebody is (番号法施行規則1条, 2条): one with a photograph, or two without. */
export function showWho(kinds: readonly DocumentKind[]): boolean {
  const distinct = [...new Set(kinds)];
  return (
    distinct.some((kind) => WITH_PHOTOGRAPH.has(kind)) ||
    distinct.filter((kind) => WITHOUT_PHOTOGRAPH.has(kind)).length >= 2
  );
}

/**
 * From which age one is given out at all: a licence from 16 on, for a moped (道路交通法88条1項1号). Of whoever is younger it is
 * somebody else's, who asks as a proxy (番号法施行令12条2項, 個人情報保護法76条2項: 法定代理人). A 個人番号カード has no age.
 */
const HELD_FROM: Readonly<Partial<Record<DocumentKind, number>>> = { DRIVING_LICENCE: 16 };

/** Whether any of these kinds is held from some age on, so that somebody's age says something to it. */
export const asksForAge = (kinds: readonly DocumentKind[]): boolean =>
  kinds.some((kind) => HELD_FROM[kind] !== undefined);

/**
 * Whether one of these kinds can be none of theirs.
 * @param ages of the persons, in completed years by law; null of whom nothing is known, who may hold any
 */
export function isHeldByNone(kinds: readonly DocumentKind[], ages: readonly (number | null)[]): boolean {
  return kinds.some((kind) => ages.every((age) => age !== null && age < (HELD_FROM[kind] ?? 0)));
}

/** Each shows the number as well as whose it is (番号法16条: 番号確認). */
const WITH_NUMBER: ReadonlySet<DocumentKind> = new Set([
  'NUMBER_CARD',
  'NOTIFICATION_CARD',
  'RESIDENT_RECORD_WITH_NUMBER',
]);

/** Whether documents of these kinds show that a number is somebody's: the other half of the check beside `showWho` (R227). */
export function showNumber(kinds: readonly DocumentKind[]): boolean {
  return kinds.some((kind) => WITH_NUMBER.has(kind));
}

/** Of which a proxy shows one for its ground; none for a parent who is on the child's own handbook or register. */
export const GROUND_DOCUMENTS: Readonly<Record<ProxyGround, readonly DocumentKind[]>> = {
  PARENT: ['FAMILY_REGISTER', 'BIRTH_HANDBOOK', 'INSURANCE_CARD'],
  GUARDIAN: ['FAMILY_REGISTER', 'OFFICIAL_LETTER'],
  MANDATE: ['MANDATE'],
};

/** What a consent covers (R226). */
export const CONSENT_SCOPES = [
  'CONFIRM_RECORDS', // 他市区町村の接種記録の確認
  'ISSUE_COUPON', // 接種券の発行
  'ISSUE_CERTIFICATE', // 接種証明書の交付
  'ANSWER_PROXY', // 代理人への回答
] as const;
export type ConsentScope = (typeof CONSENT_SCOPES)[number];

/** Persons of one case: a family, or a batch of copies for the intermediate server. */
export const MOST_PERSONS = 100;

/** How a case ended. */
export const CASE_OUTCOMES = ['ANSWERED', 'REFUSED', 'WITHDRAWN', 'NOT_FOUND', 'MISTAKEN'] as const;
export type CaseOutcome = (typeof CASE_OUTCOMES)[number];

export const CASE_STATES = ['OPEN', 'CLOSED', 'EXPIRED'] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** What a matching by number and four items came to (R168). */
export const MATCH_DECISIONS = ['MATCH', 'MISMATCH', 'INVALID'] as const;
export type MatchDecision = (typeof MATCH_DECISIONS)[number];

/** Acts on cases, by the names of their mutations. */
export const CASE_ACTIONS = [
  'openCase',
  'addCasePersons',
  'addCaseDocuments',
  'addCaseConsent',
  'closeCase',
  'withdrawConsent',
  'matchPerson',
] as const;
export type CaseAction = (typeof CASE_ACTIONS)[number];
