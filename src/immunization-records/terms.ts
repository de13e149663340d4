/** The words of this room. Closed sets: they stand in the store, the log and the graph. */

/** By which way a dose came to be entered, or changed. */
export const WAYS = [
  'COUNTER', // told and shown at the counter
  'PAPER', // a slip (予診票) that came in
  'CERTIFICATE', // a certificate of another place
  'VRS_IMPORT', // a file or an answer of the vaccination record system: an import, which changes nothing that is locked
] as const;
export type Way = (typeof WAYS)[number];

/** Where and for whom the dose was given. */
export const ORIGINS = [
  'HERE', // a dose of the city's own programme
  'ELSEWHERE', // given elsewhere, shown by a certificate (予防接種法9条の3後段)
  'PRIVATE', // paid for by the person (任意接種): no programme is billed
] as const;
export type Origin = (typeof ORIGINS)[number];

/** What shows a dose that was given elsewhere. */
export const EVIDENCE = [
  'VACCINATION_CERTIFICATE', // 予防接種済証
  'MOTHER_CHILD_HANDBOOK', // 母子健康手帳
  'OFFICIAL_RECORD', // the record of another municipality
] as const;
export type Evidence = (typeof EVIDENCE)[number];

export const RECORD_ACTIONS = [
  'recordImmunization',
  'correctImmunization',
  'withdrawImmunization',
  'decideImmunizationChange',
] as const;
export type RecordAction = (typeof RECORD_ACTIONS)[number];

export const CHANGE_KINDS = ['RECORD', 'CORRECT', 'WITHDRAW'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export const CHANGE_STATES = [
  'PENDING', // begun: nobody knows yet whether the legacy system has it
  'DONE',
  'AWAITING_APPROVAL', // nothing is changed until somebody else approves it
  'REJECTED', // by whom it was submitted to
  'REFUSED', // the record had been changed by somebody else meanwhile
] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

/** Nobody types these: they come from a machine, and nothing that a person has settled yields to them. */
export const isImport = (way: Way): boolean => way === 'VRS_IMPORT';
