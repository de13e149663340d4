import type { ScreenFacts } from './screen-facts.js';

type Values = Readonly<Record<string, unknown>>;

/** How one operation of the page is asked while it is measured. */
export interface ScreenOperation {
  /** Number of the screen, and its part. */
  readonly screen: string;
  readonly account: string;
  readonly purpose: string;
  /** The case under which it is asked; none where left out. */
  readonly under?: keyof ScreenFacts['about'];
  /** Null where the city has nothing to ask about; none where left out. */
  readonly variables?: (facts: ScreenFacts, at: number) => Values | null;
}

const CLERK = { account: 'clerk', purpose: 'HISTORY' };
const COUNTER = { account: 'clerk', purpose: 'INQUIRY' };
const NUMBER = { account: 'number-clerk', purpose: 'INQUIRY', under: 'health' } as const;
const RECALL = { account: 'clerk', purpose: 'RECOMMEND' };
const CHARTS = { account: 'manager', purpose: 'STATISTICS' };
const LINKAGE = { account: 'manager', purpose: 'HISTORY' };
const AUDITOR = { account: 'auditor', purpose: 'AUDIT' };
const ADMIN = { account: 'admin', purpose: 'ADMINISTRATION' };
const DISCLOSURE = { account: 'disclosure', purpose: 'DISCLOSURE', under: 'disclosure' } as const;

const person = ({ people }: ScreenFacts, at: number): Values => ({ id: people[at % people.length] });
const byId = (id: string | null): Values | null => (id === null ? null : { id });
const MONTH = { from: '2023-05-01', to: '2023-05-31' };
const DOSE = { vaccine: 'MR', dose: 1 };
const ROLE = { role: 'clerk' };

/** Every question that the page asks from the number-use network, by the name of its operation. What is written is measured by `npm run bench`. */
export const SCREEN_OPERATIONS: Readonly<Record<string, ScreenOperation>> = {
  Frame: { ...CLERK, screen: 'frame' },
  StaySignedIn: { ...CLERK, screen: 'frame' },
  WhatOpens: { ...CLERK, screen: 'frame', variables: () => ({ purpose: 'HISTORY' }) },
  Purposes: { ...CLERK, screen: 'S2 purpose' },
  WhatAPurposeOpens: { ...CLERK, screen: 'S2 purpose', variables: () => ({ purpose: 'INQUIRY' }) },
  MyOpenCases: { ...COUNTER, screen: 'S2 case' },
  CaseOfNumber: { ...COUNTER, screen: 'S2 case', variables: ({ caseNumber: number }) => ({ number }) },
  Windows: { ...COUNTER, screen: 'S2 case' },
  FindPersonOfCase: { ...COUNTER, screen: 'S2 case', variables: () => ({ where: { kanaPrefix: 'サトウ' } }) },
  FindPersonByNumber: {
    ...{ account: 'number-clerk', purpose: 'INQUIRY', screen: 'S2 case' },
    variables: ({ number }) => ({ number }),
  },
  PersonsOfCase: { ...COUNTER, screen: 'frame', variables: ({ caseNumber: number }) => ({ number }) },
  PersonOfWork: { ...CLERK, screen: 'frame', variables: person },
  CasesOfMine: { ...COUNTER, screen: 'cases' },
  NamesOfPurposes: { ...CLERK, screen: 'cases' },
  MyWork: { account: 'manager', purpose: 'HISTORY', screen: 'S3 home' },
  FindResidents: {
    ...{ ...CLERK, screen: 'S4 find' },
    variables: (_, at) => ({ where: { kanaPrefix: KANA[at % KANA.length] } }),
  },
  FindResidentsWithAddress: {
    ...{ ...RECALL, screen: 'S4 find' },
    variables: (_, at) => ({ where: { kanaPrefix: KANA[at % KANA.length] } }),
  },
  WhoIsIt: { ...CLERK, screen: 'S5 bar', variables: person },
  Basics: { ...CLERK, screen: 'S5 basics', variables: person },
  Doses: { ...CLERK, screen: 'S5 doses', variables: person },
  Due: { ...CLERK, screen: 'S5 due', variables: person },
  HouseholdOf: { ...CLERK, screen: 'S5 household', variables: person },
  CertificatesOf: { ...CLERK, screen: 'S5 certificates', variables: person },
  LinkageOf: { ...NUMBER, screen: 'S5 linkage', variables: person },
  NumberState: { ...NUMBER, screen: 'S6 number', variables: person },
  ShowNumber: { ...NUMBER, screen: 'S6 number', variables: person },
  VerifyNumber: {
    ...{ ...NUMBER, screen: 'S6 number' },
    variables: ({ people, number }) => ({ id: people[0], number }),
  },
  LookUpByNumber: { ...NUMBER, screen: 'S6 number', variables: ({ number }) => ({ number }) },
  DoseForm: { ...CLERK, screen: 'S7 record', variables: () => ({ date: '2023-06-20' }) },
  SlipPerson: {
    ...{ ...CLERK, screen: 'S7 slips' },
    variables: (facts, at) => ({ ...person(facts, at), doctor: true }),
  },
  RecallChoices: { ...RECALL, screen: 'S8 recall' },
  RecallTargets: { ...RECALL, screen: 'S8 recall', variables: () => ({ vaccine: 'MR' }) },
  RecallTotals: { ...RECALL, screen: 'S8 recall', variables: () => ({ vaccine: 'MR' }) },
  StatisticsChoices: { ...CHARTS, screen: 'S10 charts' },
  Coverage: { ...CHARTS, screen: 'S10 charts', variables: () => ({ ...DOSE, by: ['COHORT'] }) },
  CoverageTiles: { ...CHARTS, screen: 'S10 charts', variables: () => DOSE },
  NewestCoverage: { ...CHARTS, screen: 'S10 charts', variables: () => DOSE },
  CoverageOfYears: {
    ...{ ...CHARTS, screen: 'S10 charts' },
    variables: () => ({ ...DOSE, from: '2021-06-01', to: '2023-05-31' }),
  },
  Provisions: { ...LINKAGE, screen: 'S11 linkage' },
  OneProvision: { ...LINKAGE, screen: 'S11 linkage', variables: ({ provision }) => byId(provision) },
  Inquiries: { ...LINKAGE, screen: 'S11 linkage' },
  AnswerOfInquiry: { ...NUMBER, screen: 'S11 linkage', variables: ({ inquiry }) => byId(inquiry) },
  RowsToAskBy: { ...NUMBER, screen: 'S11 linkage' },
  BodiesNamed: { ...NUMBER, screen: 'S11 linkage', variables: () => ({ nameOrCode: '国分寺' }) },
  RestrictionsOf: { ...NUMBER, screen: 'S11 linkage', variables: person },
  PersonActedOn: { ...NUMBER, screen: 'S11 linkage', variables: person },
  RowsToProvideBy: { ...NUMBER, screen: 'S11 linkage' },
  VaccineNames: { ...LINKAGE, screen: 'S11 linkage' },
  Findings: { account: 'number-clerk', purpose: 'HISTORY', screen: 'S12 reconciliation' },
  AuditToday: { ...AUDITOR, screen: 'S14 audit' },
  ReviewOfMonth: { ...AUDITOR, screen: 'S14 audit', variables: () => ({ ...MONTH, fresh: false }) },
  SignedReviews: { ...AUDITOR, screen: 'S14 audit' },
  AccessesOfPerson: {
    ...{ ...AUDITOR, screen: 'S14 audit' },
    variables: ({ people }, at) => ({ subject: people[at % people.length] }),
  },
  AccessesByAccount: { ...AUDITOR, screen: 'S14 audit', variables: () => ({ account: 'clerk' }) },
  OneRecord: {
    ...AUDITOR,
    screen: 'S14 audit',
    variables: ({ record }) => (record === null ? null : { record }),
  },
  AccessesOfRecord: {
    ...AUDITOR,
    screen: 'S14 audit',
    variables: ({ record }) => (record === null ? null : { record }),
  },
  Logins: { ...AUDITOR, screen: 'S14 audit' },
  ReportOfContract: {
    ...{ ...AUDITOR, screen: 'S14 audit' },
    variables: () => ({ ...MONTH, kind: 'ACCESS', contract: 'C3' }),
  },
  StateOfLog: { ...AUDITOR, screen: 'S14 audit' },
  DisclosureExtract: { ...DISCLOSURE, screen: 'S15 extract', variables: ({ applicant }) => applicant },
  ExchangeExtract: { ...DISCLOSURE, screen: 'S15 extract', variables: ({ applicant }) => applicant },
  AllAccounts: { ...ADMIN, screen: 'S16 administration' },
  OneAccount: { ...ADMIN, screen: 'S16 administration', variables: () => ({ id: 'clerk' }) },
  PermissionsOfAccount: {
    ...{ ...ADMIN, screen: 'S16 administration' },
    variables: () => ({ account: 'clerk', zone: 'NUMBER_USE', hasCase: true }),
  },
  Offices: { ...ADMIN, screen: 'S16 administration' },
  WhyOpen: {
    ...{ ...ADMIN, screen: 'S16 administration' },
    variables: () => ({
      input: { account: 'clerk', purpose: 'HISTORY', coordinate: 'Resident.address', zone: 'NUMBER_USE' },
    }),
  },
  Expiring: { ...ADMIN, screen: 'S16 administration', variables: () => ({ days: 30 }) },
  OpenSessions: { ...ADMIN, screen: 'S16 administration' },
  Contracts: { ...ADMIN, screen: 'S16 administration' },
  StateOfPolicy: { ...ADMIN, screen: 'S16 administration', variables: () => ROLE },
  Health: { ...ADMIN, screen: 'S16 administration' },
  WaitingChanges: { account: 'manager', purpose: 'HISTORY', screen: 'changes' },
  Desks: { ...CLERK, screen: 'S18 help' },
  RecordsDue: { account: 'number-clerk', purpose: 'HISTORY', screen: 'command' },
};

/** Common readings and rare ones: what a search costs differs by how many it fits. */
const KANA = ['サトウ', 'タナカ', 'スズキ ア', 'ワタナベ', 'コバヤシ', 'シミズ'];
