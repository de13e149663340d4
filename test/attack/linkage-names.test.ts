import { isInputObjectType, isObjectType } from 'graphql';
import { buildGraph } from '../../schema/build-schema.js';
import { classifySchema } from '../../src/guard/classification.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/**
 * What the network identifies people by has no name in the graph (R207), and who may not use linkage does not
 * see it.
 */

const schema = buildGraph();

test('no field, argument or input speaks of a person code or a permit, and of an integrated number two fields for the machine that follows the registry', () => {
  const names = Object.values(schema.getTypeMap()).flatMap((type) => {
    if (isInputObjectType(type)) return [type.name, ...Object.keys(type.getFields())];
    if (!isObjectType(type)) return [type.name];
    return [
      type.name,
      ...Object.values(type.getFields()).flatMap((field) => [
        field.name,
        ...field.args.map(({ name }) => name),
      ]),
    ];
  });
  expect(names.filter((name) => /permit|personCode|identityCode|integrated|togo|route/i.test(name))).toEqual([
    // Of the class INTEGRATED, which opens to the address-name system under INTEGRATION alone.
    ...['integratedNumber', 'integratedNumber'],
  ]);
  const classes = classifySchema(schema);
  for (const coordinate of ['Resident.integratedNumber', 'ResidentChange.integratedNumber'])
    expect(classes.get(coordinate)?.classification).toBe('INTEGRATED');
});

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

const NAMES =
  '{ __schema { types { name } mutationType { fields { name } } queryType { fields { name } } } }';
const LINKAGE =
  /Linkage|Linked|InformationRequest|ProvisionRequest|informationRequest|provisionRequest|requestInformation|approveProvision|setNonDisclosure|registerCopies|exchangeExtract/;

test.each([
  ['clerk', '127.0.0.1'],
  ['vrs-clerk', '127.0.0.2'],
  ['contractor', '127.0.0.3'],
  ['admin', '127.0.0.4'],
  ['dashboard', '127.0.0.4'],
  ['address-name', '127.0.0.1'],
])('to a %s the graph has no linkage', async (account, from) => {
  const { text } = await gateway.as(account, { query: NAMES, from });
  expect(text).toContain('queryType');
  expect(text).not.toMatch(LINKAGE);
  const guess = await gateway.as(account, {
    query: '{ informationRequests { nodes { id } } }',
    from,
    purpose: 'HISTORY',
  });
  expect(guess.errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
});

test('to a number clerk it has', async () => {
  expect((await gateway.as('number-clerk', { query: NAMES })).text).toMatch(LINKAGE);
});
