import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { ANSWER_ENDED } from '../../src/guard/answer-ended.js';
import { readRecords } from '../../src/audit/reading/read-records.js';
import { decodeAccesses } from '../../src/audit/record/access-columns.js';
import type { AuditRecord } from '../../src/audit/record/record.js';
import { Cities } from '../noninterference/cities.js';
import { printOperation, type Operation } from '../noninterference/operation.js';
import type { Answer } from '../support/client.js';
import { effort } from '../support/effort.js';
import { fullestFile } from '../support/fullest-file.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { PolicyCopy } from '../support/policy-copy.js';

/**
 * The executor of the product's own against graphql-js: two gateways over one city, one of each kind, are asked the same
 * generated operations one after another. Answer, status and the expanded record must be one and the same. How both
 * deal with values that come late and sources that fail at any place is in test/unit/execution/compiled.test.ts.
 * More operations: `SEKISHO_DIFFERENTIAL_RUNS=100000`, others: `SEKISHO_DIFFERENTIAL_SEED`.
 */

const RUNS = Number(process.env['SEKISHO_DIFFERENTIAL_RUNS'] ?? effort({ short: 60, full: 100_000 }));
const SEED = Number(process.env['SEKISHO_DIFFERENTIAL_SEED'] ?? Date.now() % 1_000_000);

/** Both derive the same pseudonyms and round alike. */
const SECRET = createHash('sha256').update('both').digest('base64url');
/** Operations that one pair of gateways answers: then caps of attempts and persons begin anew. */
const PER_PAIR = 1_000;

const many = (count: number, field: string): string =>
  Array.from({ length: count }, (_, at) => `f${at}: ${field}`).join(' ');

/** Hundreds of times the child with the most doses: estimated within the limits, and beyond them in fact. */
const HUGE = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Resident { immunizations { ${many(20, 'lot')} } } } }`;
type Written = readonly [account: string, purpose: string | null, query: string];

/** Asked as they stand, before the generated ones. */
const WRITTEN: readonly Written[] = [
  ['clerk', null, '{ __typename viewer { __typename account } }'],
  [
    'clerk',
    'HISTORY',
    '{ lost_: recallTargets(vaccine: "NOPE") { __typename } resident(atenaNumber: "1") { sex } }',
  ],
  [
    'clerk',
    'HISTORY',
    '{ resident(atenaNumber: "x") { sex } lost_: recallTargets(vaccine: "NOPE") { __typename } }',
  ],
  // Both fail late, one of them where its source is looked for: told however long that takes.
  [
    'number-clerk',
    'INQUIRY',
    '{ recallTargets(vaccine: "ZOSTER", first: 1001) { edges { cursor } } provisionRequests(first: 16) { nodes { __typename } } }',
  ],
  ['clerk', 'HISTORY', 'query ($f: Int! = 3) { residents(where: {}, first: $f) { nodes { sex } } }'],
  [
    'clerk',
    'HISTORY',
    '{ residents(where: {}, first: 5) { nodes { __typename sources { system availability } } } }',
  ],
  // Who waits for all others waits under two names of one value.
  [
    'clerk',
    'RECOMMEND',
    '{ residents(where: {}, first: 5) { nodes { a: sources { system } b: sources { availability } memo m: memo } } }',
  ],
  [
    'clerk',
    'HISTORY',
    '{ residents(where: {}, first: 40) { nodes { household { members { resident { __typename } } } } } }',
  ],
  ['clerk', 'RECOMMEND', '{ residents(where: {}, first: 200) { nodes { a: memo b: memo phone } } }'],
  [
    'manager',
    'ADMINISTRATION',
    'mutation { grantMenu(input: { account: "manager", purpose: HISTORY, begins: "2023-06-27", ends: "2023-07-27" }) { grant { id } userErrors { code } } }',
  ],
  [
    'admin',
    'ADMINISTRATION',
    'mutation { a: endAccount(account: "nobody", on: "2023-06-27", reason: RETIRED) { userErrors { code } account { id } } b: recordTraining(account: "clerk") { account { id trainedOn } userErrors { code } } }',
  ],
];

type Outcome = AuditRecord & { readonly kind: 'OUTCOME' };

let policy: PolicyCopy;
let cities: Cities;

beforeAll(() => {
  policy = new PolicyCopy();
  // What takes how long is no matter here.
  policy.allowWork(30_000);
  cities = new Cities();
}, 300_000);
afterAll(() => {
  policy?.remove();
  cities?.remove();
});

/** Ground in the record. */
const LOST = 'lost with a field that failed';

interface Pair {
  readonly compiled: TestGateway;
  readonly reference: TestGateway;
}

async function openPair(settings: Record<string, string> = {}): Promise<Pair> {
  const { base } = cities.bench('number').cities;
  const environment = { ...base.environment, SEKISHO_AUDIT_SECRET: SECRET, ...settings };
  const options = { root: policy.root };
  const compiled = await startTestGateway(environment, options);
  return { compiled, reference: await startTestGateway(environment, { ...options, graphqlJs: true }) };
}

type Asked = Pick<Operation, 'account' | 'purpose' | 'case' | 'from'> & {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
};

const ask = (gateway: TestGateway, { account, purpose, case: caseNumber, from, ...what }: Asked) =>
  gateway.as(account, {
    ...what,
    from,
    ...(purpose !== null && { purpose }),
    ...(caseNumber !== null && { case: caseNumber }),
  });

/** What every request and every gateway has of its own. */
function withoutOwn({ status, text }: Answer): unknown {
  return {
    status,
    text: text
      .replace(/"request":"[0-9a-f-]{36}"/g, '"request":"…"')
      .replace(/\([0-9a-f-]{36}\)/g, '(…)')
      .replace(/"[\w-]{120,}"/g, '"cursor"')
      // Of the session and of caps, which go by the real clock; the city's own days are years ago.
      .replace(new RegExp(`"${new Date().getUTCFullYear()}-\\d\\d-\\d\\dT[\\d:.]{12}Z"`, 'g'), '"instant"')
      .replace(/"expires(?:At|On)":"[^"]*"/g, '"expires":"…"'),
  };
}

async function outcomesOf({ settings, auditKeys }: TestGateway): Promise<ReadonlyMap<string, Outcome>> {
  const found = new Map<string, Outcome>();
  for await (const { writer, record } of readRecords(settings.auditDirectory, auditKeys))
    if (record.kind === 'OUTCOME') found.set(`${writer}/${record.seq}`, record);
  return found;
}

/** The record of an answer, each access a line. What no longer had room is whatever came last. */
function expanded(outcomes: ReadonlyMap<string, Outcome>, { record: name }: Answer): unknown {
  const record = outcomes.get(name);
  if (record === undefined) throw new Error(`${name} is not on record`);
  const { status, codes, detail, accesses } = record;
  const isFull = detail === 'too many fields';
  const lines = accesses === null ? [] : [...decodeAccesses(accesses)];
  // Of an answer that has failed, whether a field was still read hangs on how quick its source was: it is in no answer.
  const isLate = ({ reason }: { readonly reason: string | null }): boolean => reason === ANSWER_ENDED;
  const told = lines.map((line) => {
    const { coordinate, path, subject, outcome, reason } = line;
    if (isFull) return `${coordinate} ${subject}`;
    const became = isLate(line) ? ['UNSHOWN', LOST] : [outcome, reason];
    return JSON.stringify([coordinate, path, subject, ...became]);
  });
  const unread = lines.filter((line) => line.outcome === 'UNREAD' && !isLate(line)).length;
  return { status, codes: [...codes].sort(), detail, unread, lines: told.sort() };
}

/** Both answer alike, and so do their records. */
async function compareAll({ compiled, reference }: Pair, all: readonly Asked[]): Promise<readonly Answer[]> {
  const answers: { readonly asked: Asked; readonly own: Answer; readonly theirs: Answer }[] = [];
  for (const asked of all) {
    const [own, theirs] = await Promise.all([ask(compiled, asked), ask(reference, asked)]);
    expect({ asked, ...(withoutOwn(own) as object) }).toEqual({ asked, ...(withoutOwn(theirs) as object) });
    answers.push({ asked, own, theirs });
  }
  const [ownRecords, theirRecords] = [await outcomesOf(compiled), await outcomesOf(reference)];
  for (const { asked, own, theirs } of answers)
    expect({ asked, record: expanded(ownRecords, own) }).toEqual({
      asked,
      record: expanded(theirRecords, theirs),
    });
  return answers.map(({ own }) => own);
}

async function close({ compiled, reference }: Pair): Promise<void> {
  await compiled.stop();
  await reference.stop();
}

const executedBy = async ({ port }: TestGateway, by: string): Promise<number> => {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const found = new RegExp(`^sekisho_operations_executed_total\\{by="${by}"\\} (\\d+)`, 'm').exec(text);
  return Number(found?.[1] ?? 0);
};

test('written operations: what is lost, refused, full, and what changes something', async () => {
  const pair = await openPair();
  try {
    const all = WRITTEN.map(([account, purpose, query]) => ({
      ...{ account, purpose, case: 'K-2023-17', query, variables: {} },
      from: '127.0.0.1',
    }));
    const atenaNumber = fullestFile();
    const r = Array.from({ length: 450 }, () => ({ __typename: 'Resident', atenaNumber }));
    const huge = { account: 'clerk', purpose: 'INQUIRY', case: 'K-2023-17', query: HUGE, variables: { r } };
    const answers = await compareAll(pair, [...all, { ...huge, from: '127.0.0.1' }]);
    expect(answers.some(({ text }) => text.includes('more than 200000 fields'))).toBe(true);
    const executed = await executedBy(pair.compiled, 'compiled');
    expect(executed).toBeGreaterThan(WRITTEN.length / 2);
    expect(executed).toBe(await executedBy(pair.reference, 'graphql-js'));
    expect(await executedBy(pair.compiled, 'graphql-js')).toBe(0);
    expect(await executedBy(pair.reference, 'compiled')).toBe(0);
  } finally {
    await close(pair);
  }
}, 180_000);

test(
  `${RUNS} generated operations, seed ${SEED}: both executors answer and record alike`,
  async () => {
    const { graph, arbitrary } = cities.bench('cell');
    const all = fc.sample(arbitrary, { numRuns: RUNS, seed: SEED });
    for (let from = 0; from < all.length; from += PER_PAIR) {
      const pair = await openPair();
      try {
        const asked = all
          .slice(from, from + PER_PAIR)
          .map((operation) => ({ ...operation, ...printOperation(graph, operation) }))
          .map(({ account, purpose, case: caseNumber, from: address, query, variables }) => ({
            ...{ account, purpose, case: caseNumber, from: address, query, variables },
          }));
        const answers = await compareAll(pair, asked);
        expect(answers.filter(({ errors }) => errors.length === 0).length).toBeGreaterThan(asked.length / 6);
      } finally {
        await close(pair);
      }
    }
  },
  120_000 + RUNS * 500,
);
