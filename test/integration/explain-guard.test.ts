import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isLeafType, isObjectType, getNamedType, isRequiredArgument } from 'graphql';
import { Random } from '../../src/city/random.js';
import { PURPOSES } from '../../src/policy/terms.js';
import { everybody } from '../support/cases.js';
import { effort } from '../support/effort.js';
import { ROOT, startTestGateway, type TestGateway } from '../support/gateway.js';

/**
 * docs/attacks.md U7: what administrators are told of a field is what the guard does with it. Chance asks, of any account,
 * under any purpose, from any zone, for any root that needs nothing and any plain field of a resident.
 */

let gateway: TestGateway;
let plain: string;
beforeAll(async () => {
  gateway = await startTestGateway({}, { intermediate: true, vrs: true });
  plain = await somebodyPlain();
});
afterAll(() => gateway?.stop());

const SEED = 20_231;
const CASES = effort({ short: 60, full: 500 });
const ADMIN = { purpose: 'ADMINISTRATION', from: '127.0.0.4' } as const;
const ZONES = {
  '127.0.0.1': 'NUMBER_USE',
  '127.0.0.2': 'LGWAN',
  '127.0.0.3': 'CONTRACTOR_VPN',
  '127.0.0.4': 'INTRANET',
} as const;
const ACCOUNTS = ['clerk', 'number-clerk', 'manager', 'vrs-clerk', 'auditor', 'admin', 'disclosure'];
/** Purposes and accounts that the suites' cases are open for. */
const CASE_PURPOSES: readonly string[] = ['HISTORY', 'INQUIRY', 'CERTIFICATE'];
const CASE_ACCOUNTS: readonly string[] = ['clerk', 'number-clerk', 'manager'];

interface Point {
  /** All that stands between a question and its answer. */
  readonly coordinates: readonly string[];
  readonly query: string;
}

/** Roots and fields of a resident that take nothing which would have to be made up. */
function points(): readonly Point[] {
  const schema = buildSchema(readFileSync(join(ROOT, 'schema', 'schema.graphql'), 'utf8'));
  const own = (type: string) => {
    const found = schema.getType(type);
    if (!isObjectType(found)) throw new TypeError(type);
    return Object.values(found.getFields()).filter((field) => !field.args.some(isRequiredArgument));
  };
  const resident = own('Resident').filter((field) => isLeafType(getNamedType(field.type)));
  return [
    ...own('Query')
      .filter(({ name, type }) => isObjectType(getNamedType(type)) && !name.startsWith('_'))
      .map(({ name }) => ({ coordinates: [`Query.${name}`], query: `{ ${name} { __typename } }` })),
    ...resident.map(({ name }) => ({
      coordinates: ['Query.resident', `Resident.${name}`],
      query: `{ resident(atenaNumber: "${plain}") { ${name} } }`,
    })),
  ];
}

/** Lives here, and nothing closes anything of them to a clerk. */
async function somebodyPlain(): Promise<string> {
  let last = '';
  for (const number of everybody().slice(0, 40)) {
    const query = `{ resident(atenaNumber: "${number}") { status address } }`;
    const asked = { query, purpose: 'RECOMMEND' };
    const { data, errors, withheld } = await gateway.as<{ resident: { status: string } | null }>(
      'clerk',
      asked,
    );
    last = JSON.stringify({ data, errors, withheld });
    if (errors.length + withheld.length === 0 && data.resident?.status === 'RESIDENT') return number;
  }
  throw new Error(`nobody plain: ${last}`);
}

interface Explained {
  readonly allowed: boolean;
}
const EXPLAIN = 'query ($input: ExplainInput!) { explain(input: $input) { allowed } }';

test(`what is explained is what the guard does, ${CASES} times by chance`, async () => {
  const random = new Random(SEED, 'explain and guard');
  const all = points();
  const told = { open: 0, closed: 0 };
  for (let at = 0; at < CASES; at += 1) {
    const account = random.pick(ACCOUNTS);
    const purpose = random.pick(PURPOSES);
    const [from, zone] = random.pick(Object.entries(ZONES));
    const { coordinates, query } = random.pick(all);
    const hasCase = CASE_PURPOSES.includes(purpose) && CASE_ACCOUNTS.includes(account) && random.chance(0.5);
    const explained: boolean[] = [];
    for (const coordinate of coordinates) {
      const input = { account, purpose, zone, coordinate, hasCase };
      const { data, errors } = await gateway.as<{ explain: Explained }>('admin', {
        ...{ query: EXPLAIN, variables: { input }, ...ADMIN },
      });
      expect(errors).toEqual([]);
      explained.push(data.explain.allowed);
    }
    const answer = await gateway.as(account, {
      ...{ query, purpose, from },
      ...(hasCase && { case: '2023-0001' }),
    });
    const isOpen = answer.errors.length + answer.withheld.length === 0;
    const why = [...answer.errors.map(({ extensions }) => extensions.code), ...answer.withheld];
    expect({ at, account, purpose, zone, hasCase, coordinates, why, isOpen }).toEqual({
      ...{ at, account, purpose, zone, hasCase, coordinates, why },
      isOpen: explained.every(Boolean),
    });
    told[isOpen ? 'open' : 'closed'] += 1;
  }
  expect(told.open).toBeGreaterThan(CASES / 60);
  expect(told.closed).toBeGreaterThan(CASES / 4);
}, 600_000);
