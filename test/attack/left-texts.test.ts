import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isRequiredArgument,
  isRequiredInputField,
  type GraphQLArgument,
  type GraphQLInputType,
} from 'graphql';
import { buildGraph } from '../../schema/build-schema.js';
import { send, type Ask } from '../support/client.js';
import { filesBelow } from '../support/files.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/** docs/attacks.md D4: whatever a caller can leave behind passes one engine, and what is kept is kept to its owner. */

const NUMBER = '123456789018';
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({}, { intermediate: true, vrs: true });
});
afterAll(() => gateway?.stop());

const CONTRACT = {
  contract: 'C9',
  contractor: '株式会社',
  matter: '保守',
  responsible: '担当',
  approvedEndpoints: [],
  handlerCap: 9,
  begins: '2023-06-27',
  ends: '2024-03-31',
};
/** Who may ask for somebody, one way or the other. */
const ASKINGS = [
  { account: 'number-clerk', purpose: 'HISTORY', case: 'A-1' },
  { account: 'number-clerk', purpose: 'INQUIRY', case: 'A-1' },
  { account: 'number-clerk', purpose: 'INQUIRY' },
  { account: 'manager', purpose: 'HISTORY', case: 'A-1' },
  { account: 'registry', purpose: 'INTEGRATION' },
  { account: 'disclosure', purpose: 'DISCLOSURE', case: 'D-1' },
  { account: 'auditor', purpose: 'AUDIT', from: '127.0.0.4' },
  { account: 'vrs-clerk', purpose: 'HISTORY', from: '127.0.0.2' },
  { account: 'vrs-clerk', purpose: 'HISTORY', case: 'A-1', from: '127.0.0.2' },
  { account: 'vrs-clerk', purpose: 'CERTIFICATE', case: 'A-1', from: '127.0.0.2' },
] as const;
const VIEWER = 'query Name { viewer { account } }';

/** Where a request may carry a text, each with the number in a form that a scan for twelve digits in a row misses. */
const ways: readonly (readonly [string, Omit<Ask, 'token' | 'query'>, object])[] = [
  ['a case behind a year', { purpose: 'INQUIRY', case: `R5-${NUMBER}` }, { query: VIEWER }],
  ['a case with two hyphens', { purpose: 'INQUIRY', case: '1234--5678--9018' }, { query: VIEWER }],
  ['a case with a digit too many', { purpose: 'INQUIRY', case: `9${NUMBER}` }, { query: VIEWER }],
  ['a case of circles', { purpose: 'INQUIRY', case: encodeURIComponent('❶❷❸❹❺❻❼❽❾⓿❶❽') }, { query: VIEWER }],
  ['a purpose', { purpose: NUMBER }, { query: VIEWER }],
  ['a name of an operation', {}, { query: VIEWER, operationName: '_1234_5678_9018' }],
  ['a name in a document', {}, { query: `query q_1234_5678_9018 { viewer { account } }` }],
  [
    'a contract’s matter',
    { purpose: 'ADMINISTRATION' },
    {
      query:
        'mutation ($input: RegisterContractInput!) { registerContract(input: $input) { userErrors { code } } }',
      variables: { input: { ...CONTRACT, matter: '1234:5678:9018' } },
    },
  ],
  [
    'a key',
    { purpose: 'HISTORY', case: 'A-1' },
    {
      query:
        'mutation ($k: String!) { rejectProvision(id: "1", idempotencyKey: $k) { userErrors { code } } }',
      variables: { k: `k${NUMBER}` },
    },
  ],
  [
    'a search term',
    { purpose: 'HISTORY' },
    {
      query: 'query ($t: String) { residents(where: {kanaPrefix: $t}) { totalCount } }',
      variables: { t: '1234の5678の9018' },
    },
  ],
];

const digits = (text: string) => text.normalize('NFKC').replace(/[^0-9]/g, '');

test.each(ways)('%s with a number in it is refused and not repeated', async (_how, what, body) => {
  const token = await gateway.token('admin');
  const account = what.purpose === 'ADMINISTRATION' ? token : await gateway.token('number-clerk');
  const answer = await send(gateway.port, { ...what, token: account }, JSON.stringify(body));
  const { errors = [] } = JSON.parse(answer.text) as { errors?: { extensions: { code: string } }[] };
  expect(errors.map(({ extensions }) => extensions.code)).toEqual([
    _how === 'a purpose' ? 'PURPOSE_REQUIRED' : 'BAD_USER_INPUT',
  ]);
  const told = errors.map((error) => ({ ...error, extensions: { ...error.extensions, request: '' } }));
  expect(digits(JSON.stringify(told))).not.toContain(NUMBER);
});

test('no header that a client may send is kept or said again', async () => {
  const token = await gateway.token('clerk');
  for (const name of [
    'user-agent',
    'apollographql-client-name',
    'apollographql-client-version',
    'x-request-id',
    'referer',
    'origin',
    'cookie',
    'x-forwarded-for',
    'accept-language',
    'sekisho-automatic',
    'traceparent',
    'from',
  ]) {
    const answer = await send(
      gateway.port,
      { token, headers: { [name]: NUMBER } },
      JSON.stringify({ query: VIEWER }),
    );
    expect([name, JSON.stringify(answer.headers) + answer.text]).not.toEqual([
      name,
      expect.stringContaining(NUMBER),
    ]);
  }
});

/** An example of each type that an input may have to hold. */
const EXAMPLES: Readonly<Record<string, unknown>> = {
  ...{ ID: '1', String: 'x', Int: 1, Float: 1, Boolean: false },
  ...{ Date: '2023-06-01', DateTime: '2023-06-01T00:00:00Z', IndividualNumberInput: '234567890105' },
};

/** A value of the type with no more than has to be in it, and the text at the end of the way. */
function exampleOf(type: GraphQLInputType, way: readonly string[], text: string): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) return [exampleOf(bare.ofType, way, text)];
  if (isEnumType(bare)) return bare.getValues()[0]?.name;
  if (!isInputObjectType(bare)) return way.length === 0 ? text : EXAMPLES[bare.name];
  const [next, ...rest] = way;
  const fields = Object.values(bare.getFields());
  return Object.fromEntries(
    fields
      .filter((field) => isRequiredInputField(field) || field.name === next)
      .map(({ name, type: inner }) => [
        name,
        exampleOf(inner, name === next ? rest : ['none'], name === next ? text : ''),
      ]),
  );
}

/** Every way to an 宛名番号 in the arguments of the roots: by what it is called, or what it is said to be. */
function* waysToAtena(
  { name, type, description }: Pick<GraphQLArgument, 'name' | 'type' | 'description'>,
  depth = 0,
): Generator<readonly string[]> {
  const named = getNamedType(type);
  if (['ID', 'String'].includes(named.name) && /宛名番号/.test(description ?? '')) yield [name];
  if (isInputObjectType(named) && depth < 4)
    for (const field of Object.values(named.getFields()))
      for (const way of waysToAtena(field, depth + 1)) yield [name, ...way];
}

const schema = buildGraph();
const atenaPlaces = [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
  Object.values(root?.getFields() ?? {}).flatMap((field) =>
    field.args.flatMap((argument) => [...waysToAtena(argument)].map((way) => ({ root, field, way }))),
  ),
);

test.each(atenaPlaces.map((place) => [`${place.field.name} ${place.way.join('.')}`, place] as const))(
  'an individual number is no address-name number: %s',
  async (_named, { root, field, way }) => {
    const [argument, ...rest] = way;
    const given = field.args.filter((one) => isRequiredArgument(one) || one.name === argument);
    const variables = Object.fromEntries(
      given.map(({ name, type }) => [
        name,
        exampleOf(type, name === argument ? rest : ['none'], name === argument ? NUMBER : ''),
      ]),
    );
    const declared = given.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
    const used = given.map(({ name }) => `${name}: $${name}`).join(', ');
    const selected = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
    const kind = root === schema.getMutationType() ? 'mutation' : 'query';
    const query = `${kind} (${declared}) { ${field.name}(${used})${selected} }`;
    const before = gateway.statements.length;
    const told: unknown[] = [];
    for (const asking of ASKINGS) {
      const { account, ...how } = asking;
      const { errors, text } = await gateway.as(account, { ...how, query, variables });
      expect(digits(text.replace(/"request":"[^"]*"/, ''))).not.toContain(NUMBER);
      told.push(errors.map(({ extensions: { code, place } }) => [code, place]));
      // Whoever may not ask it at all is refused for that.
      if (errors.some(({ extensions }) => extensions.place === way.join('.'))) {
        expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
        expect(gateway.statements.slice(before).join('\n')).not.toMatch(/ATENA_NO/);
        return;
      }
    }
    throw new Error(`${query} is refused to nobody: ${JSON.stringify([variables, told])}`);
  },
);

test('a file number of the city is a case', async () => {
  const number = encodeURIComponent('5小健第123号');
  const answer = await gateway.as('clerk', { query: VIEWER, purpose: 'INQUIRY', case: number });
  expect([answer.status, answer.errors]).toEqual([200, []]);
});

test('nothing of it is in any file or log line, and each file and folder is its owner’s alone', () => {
  const { dataDirectory } = gateway.settings;
  const files = [...filesBelow(dataDirectory)];
  expect(files.length).toBeGreaterThan(8);
  for (const file of files)
    expect([file, readFileSync(file, 'latin1').includes(NUMBER)]).toEqual([file, false]);
  expect(gateway.logLines.join('')).not.toContain(NUMBER);
  const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
  const folders = readdirSync(dataDirectory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  expect(files.map((file) => [file, mode(file)]).filter(([, bits]) => bits !== '600')).toEqual([]);
  expect(folders.map((folder) => [folder, mode(folder)]).filter(([, bits]) => bits !== '700')).toEqual([]);
});
