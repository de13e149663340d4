/** The dearest operations that an account may send, each with what shows that it was really answered. */

export interface Facts {
  /** 宛名番号 of residents. */
  readonly persons: readonly string[];
}

export interface DearOperation {
  readonly name: string;
  readonly account: string;
  readonly purpose: string;
  readonly case?: string;
  /** The body of the n-th request: where it differs from time to time, nothing kept of the last one helps. */
  body(at: number, facts: Facts): string;
  /** Status of an answer. Default 200, without errors. */
  readonly status?: number;
  /** Bytes of an answer at least: fewer, and what was asked for was not found or not shown. */
  readonly bytes: number;
}

const DOSE = `id vaccine { code } date { iso } ageAtVaccination billingMonth setting place preExam { result } institution { name }
  doctor manufacturer lot doseMl`;
const PERSON =
  'atenaNumber status sex age name { kanji kana alias } birthDate { iso wareki precision } residentSince { iso }';
const VACCINES = ['MR', 'BCG', 'JE', 'DPT_IPV', 'DT', 'HEPB', 'HIB', 'HPV', 'PCV', 'ROTA', 'VAR', 'PPSV23'];

const times = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at)).join(' ');
const body = (query: string, variables?: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ query, variables });
const page = (first: number, shown: string): string =>
  `{ residents(where: {}, first: ${first}) { nodes { ${shown} } } }`;

/** Without a case: whoever names one is told of its persons alone, of whom there are at most a hundred. */
const CLERK = { account: 'clerk', purpose: 'RECOMMEND' } as const;

export const DEAR_OPERATIONS: readonly DearOperation[] = [
  {
    ...CLERK,
    name: 'page: 1,000 persons, doses × 14',
    body: () => body(page(1_000, `atenaNumber immunizations { ${DOSE} }`)),
    bytes: 500_000,
  },
  {
    ...CLERK,
    name: 'rows: 1,000 persons, 190 aliases',
    body: () =>
      body(page(1_000, `${times(95, (at) => `a${at}: sex`)} ${times(94, (at) => `b${at}: status`)}`)),
    bytes: 2_000_000,
  },
  {
    ...CLERK,
    name: 'households: 1,000 and all their members',
    body: () => body(page(1_000, `household { members { relationship head resident { ${PERSON} } } }`)),
    bytes: 500_000,
  },
  {
    ...CLERK,

    name: 'withheld: 1,000 rows, 95 closed names',
    body: () =>
      body(page(1_000, `atenaNumber ${times(95, (at) => `closed_field_with_a_long_name_${at}: memo`)}`)),
    bytes: 1_000_000,
  },
  {
    ...CLERK,
    // Of one account 40 lists may wait: six connections leave it six a question.
    name: 'search: 6 × name and address, count',
    body: (at) =>
      body(
        `{ ${times(6, (n) => `s${n}: residents(where: { name: "${'田中山本'[(n + at) % 4]}", address: "町${(n % 3) + 1}" }, first: 1) { totalCount }`)} }`,
      ),
    bytes: 150,
  },
  {
    ...CLERK,
    name: 'search: 1,000 by address',
    body: () =>
      body(`{ residents(where: { address: "町" }, first: 1000) { totalCount nodes { ${PERSON} address } } }`),
    bytes: 100_000,
  },
  {
    account: 'dashboard',
    purpose: 'STATISTICS',
    name: 'coverage: tables of a day not read yet',
    // Another day each time: nothing of it is published yet, and the whole city is read for it.
    body: (at) => {
      const day = `${2021 + Math.floor(((at % 24) + 4) / 12)}-${String((((at % 24) + 4) % 12) + 1).padStart(2, '0')}-28`;
      return body(
        `{ ${times(6, (n) => `c${n}: immunizationCoverage(vaccine: "${VACCINES[n]}", by: [AGE_BAND, SEX, DISTRICT], asOf: "${day}") { key { dimension value } population rate }`)} }`,
      );
    },
    bytes: 10_000,
  },
  {
    account: 'clerk',
    purpose: 'RECOMMEND',
    name: 'recall: 5 lists of 1,000',
    body: () =>
      body(
        `{ ${times(5, (n) => `r${n}: recallTargets(vaccine: "${VACCINES[n]}", first: 1000) { nodes { status nextDose dueFrom { iso } resident { ${PERSON} } } }`)} }`,
      ),
    bytes: 100_000,
  },
  {
    account: 'auditor',
    purpose: 'AUDIT',
    name: 'log: accountHistory, 1,000 of a reader',
    body: () =>
      body(
        '{ accountHistory(account: "manager", first: 1000) { nodes { record at role case zone count subject } } }',
      ),
    bytes: 5_000,
  },
  {
    ...CLERK,
    name: 'variables: 1,000 persons by number',
    body: (at, { persons }) =>
      body(
        `query ($ids: [ID!]!) { a: residents(where: { atenaNumbers: $ids }, first: 1000) { nodes { ${PERSON} sources { system availability } } } }`,
        { ids: persons.slice(0, 1_000 - (at % 10)) },
      ),
    bytes: 100_000,
  },
  {
    ...CLERK,
    name: 'document: 1,900 fields, never the same',
    body: (at) =>
      body(`{ ${times(19, (n) => `v${at}_${n}: viewer { ${times(99, (m) => `x${m}: account`)} }`)} }`),
    bytes: 10_000,
  },
  {
    ...CLERK,
    name: 'document: 1,900 unknown fields',
    body: (at) =>
      body(`{ ${times(19, (n) => `v${at}_${n}: viewer { ${times(99, (m) => `x${m}: accuont${m}`)} }`)} }`),
    status: 400,
    bytes: 1_000,
  },
  {
    ...CLERK,
    name: 'document: unknown fields, the same',
    body: () =>
      body(`{ ${times(19, (n) => `v${n}: viewer { ${times(99, (m) => `x${m}: accuont${m}`)} }`)} }`),
    status: 400,
    bytes: 1_000,
  },
  {
    ...CLERK,
    name: 'document: unknown variables and types',
    body: (at) =>
      body(
        `query (${times(190, (n) => `$v${at}_${n}: Residnet${n}`)}) { viewer { ${times(90, (n) => `a${n}: account(x${n}: $w${n}) @inclde(if: $u${n})`)} } }`,
      ),
    status: 400,
    bytes: 1_000,
  },
];
