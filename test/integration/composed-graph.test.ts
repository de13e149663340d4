import { composeServices } from '@theguild/federation-composition';
import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation';
import { graphql, parse, print, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cityRows, testCity } from '../support/city.js';
import { ROOT, startTestGateway, type TestGateway } from '../support/gateway.js';
import {
  ADDRESS_NAME_SDL,
  AddressNameSubgraph,
  type AddressNameFile,
} from '../support/movements/address-name-subgraph.js';

/**
 * The address-name system as a second subgraph (docs/address-name.md): its graph and the gateway's are composed, and one
 * question is answered by both, over HTTP on the gateway's side. docs/attacks.md Y6.
 */

let gateway: TestGateway;
let graph: GraphQLSchema;
let other: AddressNameSubgraph;
let someone: string;
let integrated: string;
let hidden: string;

beforeAll(async () => {
  gateway = await startTestGateway();
  const [row] = cityRows<{ atena: string; togo: string }>(
    'address-name',
    `SELECT GYOMU_NO AS atena, TOGO_NO AS togo FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'JK' AND YUKO_KUBUN = '1'
       AND GYOMU_NO IN (SELECT value FROM json_each(?)) LIMIT 1`,
    JSON.stringify(plain()),
  );
  [someone, integrated] = [row?.atena ?? '', row?.togo ?? ''];
  const [covered] = cityRows<{ number: string }>(
    'registry',
    `SELECT s.ATENA_NO AS number FROM JUKI_SIEN s JOIN JUKI_KIHON k ON k.ATENA_NO = s.ATENA_NO
     WHERE k.JUMIN_JOTAI = '1' AND s.TORIKESI_FLG = '0' AND s.KAISI_YMD <= '20230627' AND s.SYURYO_YMD >= '20230627' LIMIT 1`,
  );
  hidden = covered?.number ?? '';
  const files = new Map<string, AddressNameFile>(
    [someone, hidden].map((atenaNumber) => [
      atenaNumber,
      {
        atenaNumber,
        systemNumbers: [
          { system: 'JK', current: true },
          { system: 'KK', current: true },
        ],
      },
    ]),
  );
  other = new AddressNameSubgraph(files, new Map([[integrated, someone]]));
  graph = await compose();
});
afterAll(() => gateway?.stop());

/** Residents of whom nothing is special. */
function plain(): readonly string[] {
  const staff = Object.values(testCity().manifest.staff);
  return cityRows<{ number: string }>(
    'registry',
    `SELECT ATENA_NO AS number FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' AND ATENA_NO NOT IN (SELECT ATENA_NO FROM JUKI_SIEN)
       AND JUSHO NOT IN (SELECT JUSHO FROM JUKI_KIHON WHERE ATENA_NO IN (SELECT ATENA_NO FROM JUKI_SIEN)) LIMIT 50`,
  )
    .map(({ number }) => number)
    .filter((number) => !staff.includes(number));
}

/** As a router would, from what each subgraph says of itself. */
async function compose(): Promise<GraphQLSchema> {
  const { data } = await gateway.as<{ _service: { sdl: string } }>('address-name', {
    purpose: 'INTEGRATION',
    query: '{ _service { sdl } }',
  });
  const composed = composeServices([
    { name: 'sekisho', typeDefs: parse(data._service.sdl), url: 'http://sekisho.invalid/graphql' },
    { name: 'addressname', typeDefs: parse(ADDRESS_NAME_SDL), url: 'http://address-name.invalid/graphql' },
  ]);
  expect(composed.errors ?? []).toEqual([]);
  if (composed.supergraphSdl === undefined) throw new Error('nothing was composed');
  return getStitchedSchemaFromSupergraphSdl({
    supergraphSdl: composed.supergraphSdl,
    onSubschemaConfig: (subschema) => {
      // No address of a subgraph is ever called: each is asked here.
      subschema.executor = ((request: { document: DocumentNode; variables?: Record<string, unknown> }) =>
        subschema.name.toLowerCase() === 'sekisho'
          ? askGateway(print(request.document), request.variables ?? {})
          : other.execute(other.parse(print(request.document)), request.variables ?? {})) as never;
    },
  });
}

async function askGateway(query: string, variables: Record<string, unknown>): Promise<ExecutionResult> {
  const { data, errors } = await gateway.as('address-name', { purpose: 'INTEGRATION', query, variables });
  return { data: data as never, ...(errors.length > 0 && { errors: errors as never }) };
}

const ask = (source: string, variableValues: Record<string, unknown> = {}) =>
  graphql({ schema: graph, source, variableValues });

test('a question that begins at the gateway goes on in the address-name system', async () => {
  const query = `query ($number: ID!) { resident(atenaNumber: $number) {
    atenaNumber integratedNumber name { kanji } address matched systemNumbers { system current } } }`;
  const { data, errors } = await ask(query, { number: someone });
  expect(errors).toBeUndefined();
  const [row] = cityRows<{ kanji: string }>(
    'registry',
    'SELECT SIMEI_KANJI AS kanji FROM JUKI_KIHON WHERE ATENA_NO = ?',
    someone,
  );
  expect(data).toEqual({
    resident: {
      ...{ atenaNumber: someone, integratedNumber: integrated, name: { kanji: row?.kanji } },
      ...{ address: expect.any(String) as string, matched: true },
      systemNumbers: [
        { system: 'JK', current: true },
        { system: 'KK', current: true },
      ],
    },
  });
});

test('a question that begins at the address-name system goes on in the gateway', async () => {
  const query = `query ($number: ID!) { addressNameFile(integratedNumber: $number) { atenaNumber matched name { kana } } }`;
  const { data, errors } = await ask(query, { number: integrated });
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    addressNameFile: { atenaNumber: someone, matched: true, name: { kana: expect.any(String) as string } },
  });
});

test('a protected person’s address stays closed on the way through the composed graph', async () => {
  const query = 'query ($number: ID!) { resident(atenaNumber: $number) { name { kanji } address matched } }';
  const { data } = await ask(query, { number: hidden });
  expect(data).toMatchObject({ resident: { address: null, matched: true } });
});

test('the document shows the very schema that is composed here', () => {
  const page = readFileSync(join(ROOT, 'docs', 'address-name.md'), 'utf8');
  const shown = /```graphql\n([^`]*extend type Resident[^`]*)```/.exec(page)?.[1] ?? '';
  expect(print(parse(shown))).toBe(print(parse(ADDRESS_NAME_SDL)));
});
