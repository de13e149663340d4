import { buildASTSchema, Kind, parse, validateSchema, visit } from 'graphql';
import { cityRows } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/** What a federation 2 router relies on (Apollo Federation subgraph specification). */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

/** As the specification gives them; a router adds them to a schema that imports them by @link. */
const FEDERATION = `
  scalar FieldSet
  scalar Import
  directive @key(fields: FieldSet!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
  directive @link(url: String!, as: String, import: [Import]) repeatable on SCHEMA
`;

async function sdlFor(account: string): Promise<string> {
  const answer = await gateway.as<{ _service: { sdl: string } }>(account, {
    query: 'query SubgraphIntrospectQuery { _service { sdl } }',
    // A contractor works from the approved place alone.
    from: account === 'contractor' ? '127.0.0.3' : '127.0.0.1',
  });
  expect(answer.errors).toEqual([]);
  return answer.data._service.sdl;
}

const ACCOUNTS = [
  'clerk',
  'number-clerk',
  'manager',
  'vrs-clerk',
  'contractor',
  'auditor',
  'admin',
  'disclosure',
  'dashboard',
  'address-name',
];

test.each(ACCOUNTS)('the SDL for %s is a valid schema with the federation directives', async (account) => {
  const sdl = await sdlFor(account);
  const schema = buildASTSchema(parse(`${FEDERATION}\n${sdl}`));
  expect(validateSchema(schema)).toEqual([]);
  expect(schema.getType('_Entity') ?? schema.getType('_Any') ?? schema.getType('_Service')).toBeUndefined();
  expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).toContain('viewer');
});

test('it links to federation 2, keys residents by the surrogate, and keeps the class of every field', async () => {
  const sdl = await sdlFor('number-clerk');
  const document = parse(sdl);
  const links: string[] = [];
  const keys: string[] = [];
  const unclassified: string[] = [];
  visit(document, {
    SchemaExtension: (node) =>
      void links.push(
        JSON.stringify(node.directives?.map((one) => one.arguments?.map(({ value }) => value))),
      ),
    ObjectTypeDefinition: (node) => {
      const key = node.directives?.find((one) => one.name.value === 'key')?.arguments?.[0]?.value;
      if (key?.kind === Kind.STRING) keys.push(`${node.name.value} ${key.value}`);
    },
    FieldDefinition: (node) => {
      if (!node.directives?.some((one) => one.name.value === 'classified'))
        unclassified.push(node.name.value);
    },
  });
  expect(links.join()).toMatch(/specs\.apollo\.dev\/federation\/v2.*@key/);
  expect(keys).toEqual(['Resident atenaNumber']);
  expect(unclassified).toEqual([]);
});

interface Found {
  readonly _entities: readonly (null | { readonly __typename: string; readonly atenaNumber: string })[];
}
const QUERY =
  'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ... on Resident { atenaNumber } } }';

test('entities come in the order of their representations, null for the unknown, twice where asked for twice', async () => {
  const [a = '', b = '', c = ''] = cityRows<{ id: string }>(
    'registry',
    `SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' LIMIT 3`,
  ).map((row) => row.id);
  const asked = [c, '999999999999998', a, b, c];
  const representations = asked.map((atenaNumber) => ({ __typename: 'Resident', atenaNumber }));
  const answer = await gateway.as<Found>('address-name', {
    purpose: 'INTEGRATION',
    query: QUERY,
    variables: { representations },
  });
  expect(answer.errors).toEqual([]);
  expect(answer.data._entities.map((entity) => entity?.atenaNumber ?? null)).toEqual([c, null, a, b, c]);
  expect(
    answer.data._entities
      .filter((entity) => entity !== null)
      .every((entity) => entity.__typename === 'Resident'),
  ).toBe(true);
});

test('no representation, no entity', async () => {
  const answer = await gateway.as<Found>('address-name', {
    purpose: 'INTEGRATION',
    query: QUERY,
    variables: { representations: [] },
  });
  expect(answer.data).toEqual({ _entities: [] });
});

test('representations may be written into the document', async () => {
  const query =
    '{ _entities(representations: [{ __typename: "Resident", atenaNumber: "999999999999998" }]) { __typename } }';
  expect((await gateway.as('address-name', { purpose: 'INTEGRATION', query })).data).toEqual({
    _entities: [null],
  });
});

test.each([
  ['no __typename', { atenaNumber: '000000000000001' }],
  ['a type that is no entity', { __typename: 'Household', atenaNumber: '000000000000001' }],
])('a representation with %s is an error, not a null', async (_what, representation) => {
  const answer = await gateway.as('address-name', {
    purpose: 'INTEGRATION',
    query: QUERY,
    variables: { representations: [representation] },
  });
  expect(answer.data).toBeNull();
  expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
});
