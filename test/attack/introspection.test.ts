import {
  buildClientSchema,
  getIntrospectionQuery,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';
import { join } from 'node:path';
import { loadAuditKeys } from '../../src/audit/keys/audit-keys.js';
import { readRecords } from '../../src/audit/reading/read-records.js';
import type { AuditRecord } from '../../src/audit/record/record.js';
import { ask } from '../support/client.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/**
 * The graph's description as a way in: DAB PR 3737 and MSRC (metadata without a role), and "Did you mean
 * individualNumber?" (docs/glossary.md#the-graph-does-not-tell-of-what-is-closed).
 */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

const FULL = getIntrospectionQuery({
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  oneOf: true,
});

async function graphOf(account: string): Promise<GraphQLSchema> {
  const answer = await gateway.as<IntrospectionQuery>(account, { query: FULL });
  expect(answer.errors).toEqual([]);
  return buildClientSchema(answer.data);
}

const rootsOf = (graph: GraphQLSchema) => Object.keys(graph.getQueryType()?.getFields() ?? {}).sort();

/** Every name of a graph: types, fields, arguments, values. */
function namesOf(graph: GraphQLSchema): ReadonlySet<string> {
  const names = new Set<string>();
  for (const type of Object.values(graph.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    names.add(type.name);
    if (isEnumType(type)) for (const value of type.getValues()) names.add(value.name);
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      names.add(field.name);
      if ('args' in field) for (const argument of field.args) names.add(argument.name);
    }
  }
  return names;
}

async function recordOf({ settings }: TestGateway, name: string): Promise<AuditRecord | undefined> {
  const keys = loadAuditKeys(join(settings.dataDirectory, 'keys', 'audit.json'), { create: false });
  for await (const { writer, record } of readRecords(settings.auditDirectory, keys)) {
    if (`${writer}/${record.seq}` === name) return record;
  }
  return undefined;
}

describe('a menu that was not granted does not show (R163)', () => {
  test('the dashboard knows of coverage and of itself, and of no person', async () => {
    const graph = await graphOf('dashboard');
    expect(rootsOf(graph)).toEqual([
      ...['_service', 'city', 'coverageOf', 'coverageSeries', 'districts', 'fieldSources'],
      ...['immunizationCoverage', 'institutions', 'vaccines', 'viewer'],
    ]);
    for (const type of [
      'Resident',
      'Immunization',
      'ResidentFilter',
      'IndividualNumber',
      'IndividualNumberInput',
      '_Any',
      '_Entity',
      'Sex',
    ])
      expect(graph.getType(type)).toBeUndefined();
  });

  test('the clerk sees whom they may verify, but neither the number nor the look-up by it', async () => {
    const graph = await graphOf('clerk');
    expect(rootsOf(graph)).toContain('verifyIndividualNumber');
    expect(rootsOf(graph)).not.toContain('residentByIndividualNumber');
    expect(namesOf(graph).has('individualNumber')).toBe(false);
    expect(graph.getType('IndividualNumber')).toBeUndefined();
  });

  test('the number clerk sees both, for a menu of theirs opens them in some circumstances', async () => {
    const graph = await graphOf('number-clerk');
    expect(rootsOf(graph)).toContain('residentByIndividualNumber');
    expect(graph.getType('IndividualNumber')).toBeDefined();
    // Statistics is no menu of this account.
    expect(rootsOf(graph)).not.toContain('immunizationCoverage');
    expect(graph.getType('CoverageCell')).toBeUndefined();
  });

  test('an address can be searched by those who may search by it', async () => {
    const fields = async (account: string) => {
      const type = (await graphOf(account)).getType('ResidentFilter');
      return isInputObjectType(type) ? Object.keys(type.getFields()) : [];
    };
    expect(await fields('clerk')).toContain('address');
    expect(await fields('number-clerk')).toContain('address');
    expect(await fields('address-name')).not.toContain('address');
    expect(await fields('address-name')).toContain('kanaPrefix');
  });

  test('terms of the classification that stand on no field of the view are not listed', async () => {
    const terms = (await graphOf('dashboard')).getType('FieldClass');
    expect(
      isEnumType(terms) &&
        terms
          .getValues()
          .map((value) => value.name)
          .sort(),
    ).toEqual(['PUBLIC', 'STAFF', 'STATISTICS']);
  });

  test.each(['__type(name: "IndividualNumber")', '__type(name: "Resident")', '__type(name: "NoSuchType")'])(
    '%s is null alike',
    async (field) => {
      const answer = await gateway.as('dashboard', { query: `{ found: ${field} { name fields { name } } }` });
      expect(answer.errors).toEqual([]);
      expect(answer.data).toEqual({ found: null });
    },
  );

  test('the name of a type given in a variable is looked for in the view as well', async () => {
    const query = 'query ($name: String!) { __type(name: $name) { name } }';
    expect((await gateway.as('dashboard', { query, variables: { name: 'Resident' } })).data).toEqual({
      __type: null,
    });
    expect((await gateway.as('clerk', { query, variables: { name: 'Resident' } })).data).toEqual({
      __type: { name: 'Resident' },
    });
  });
});

describe('asking about the graph', () => {
  test('needs a token', async () => {
    const answer = await ask(gateway.port, { query: '{ __schema { types { name } } }' });
    expect(answer.errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(answer.status).toBe(401);
  });

  test('needs no purpose, from any zone, and is on record like every answer', async () => {
    const answer = await gateway.as('clerk', {
      query: '{ __schema { queryType { name } } }',
      from: '127.0.0.9',
    });
    expect(answer.data).toEqual({ __schema: { queryType: { name: 'Query' } } });
    const outcome = await recordOf(gateway, answer.record);
    expect(outcome).toMatchObject({
      kind: 'OUTCOME',
      status: 'ANSWERED',
      account: 'clerk',
      intent: expect.any(Number),
    });
    const intent = outcome?.kind === 'OUTCOME' ? `${answer.record.split('/')[0]}/${outcome.intent}` : '';
    expect(await recordOf(gateway, intent)).toMatchObject({ kind: 'INTENT', document: expect.any(String) });
  });

  const mixed = [
    '{ __schema { queryType { name } } viewer { account } }',
    '{ viewer { account } ...S } fragment S on Query { __type(name: "Resident") { name } }',
    '{ ... { ... on Query { s: __schema { queryType { name } } } } viewer { account } }',
    'query ($no: Boolean = false) { __schema @include(if: $no) { queryType { name } } viewer { account } }',
  ];
  test.each(mixed)('beside data is refused: %s', async (query) => {
    const answer = await gateway.as('clerk', { query });
    expect(answer.data ?? null).toBeNull();
    expect(answer.errors[0]).toMatchObject({
      message: expect.stringContaining('an operation of its own'),
      extensions: { code: 'BAD_USER_INPUT', messageJa: expect.stringContaining('分けて') },
    });
    expect(await recordOf(gateway, answer.record)).toMatchObject({
      status: 'REFUSED',
      codes: ['BAD_USER_INPUT'],
    });
  });

  test('__typename beside data is data, and alone it is the graph', async () => {
    expect(
      (await gateway.as('clerk', { query: '{ __typename viewer { __typename account } }' })).data,
    ).toEqual({
      __typename: 'Query',
      viewer: { __typename: 'Viewer', account: 'clerk' },
    });
    expect((await gateway.as('clerk', { query: '{ __typename }' })).data).toEqual({ __typename: 'Query' });
  });

  test('a kind of operation that the caller has none of is not served', async () => {
    const answer = await gateway.as('dashboard', { query: 'subscription { __typename }' });
    expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('a variable that does not fit is the caller’s fault, and what it held is not echoed', async () => {
    const query = 'query ($name: String!) { __type(name: $name) { name } }';
    const answer = await gateway.as('clerk', { query, variables: { name: ['123456789018'] } });
    expect(answer.errors[0]).toMatchObject({
      message: '$name does not fit its type.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(answer.text).not.toContain('123456789018');
    expect(await recordOf(gateway, answer.record)).toMatchObject({ codes: ['BAD_USER_INPUT'] });
  });

  test('of an enum the values are told to whoever may know it, and to nobody else', async () => {
    const query = 'mutation ($input: ApplyMovementInput!) { applyMovement(input: $input) { change { id } } }';
    const told = async (account: string): Promise<string> => {
      const answer = await gateway.as(account, {
        ...{ purpose: account === 'dashboard' ? 'STATISTICS' : 'INTEGRATION', query },
        variables: { input: { kind: '123456789018' } },
      });
      expect(answer.text).not.toContain('123456789018');
      const fault = answer.errors.find(({ message }) => message.startsWith('$input.kind'));
      return `${fault?.message} ${String(fault?.extensions['messageJa'])}`;
    };
    expect(await told('registry-clerk')).toMatch(/type\. It may be MOVE_IN, .*。使えるのは MOVE_IN、/);
    expect(await told('dashboard')).toBe(
      '$input.kind does not fit its type. $input.kind の値が型に合いません。',
    );
  });

  test('in circles is refused before it costs anything', async () => {
    const query =
      '{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }';
    const answer = await gateway.as('clerk', { query });
    expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(answer.data ?? null).toBeNull();
  });

  test('does not open anything: a closed field that is asked for all the same is refused as ever', async () => {
    const answer = await gateway.as('clerk', {
      purpose: 'INQUIRY',
      case: '1',
      variables: { n: '123456789018' },
      query: 'query ($n: IndividualNumberInput!) { residentByIndividualNumber(number: $n) { atenaNumber } }',
    });
    expect(answer.errors[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('what is wrong with a document', () => {
  async function faults(account: string, query: string): Promise<readonly string[]> {
    const answer = await gateway.as(account, {
      query,
      purpose: account === 'dashboard' ? 'STATISTICS' : 'HISTORY',
    });
    for (const error of answer.errors) {
      expect(error.extensions.code).toBe('BAD_USER_INPUT');
      expect(error.extensions.messageJa).toMatch(/[ぁ-んァ-ヶ一-龠]/);
    }
    expect(answer.data ?? null).toBeNull();
    return answer.errors.map((error) => error.message);
  }

  test('a slip of the pen is helped', async () => {
    expect(await faults('clerk', '{ resident(atenaNumber: "1") { adress } }')).toEqual([
      'Cannot query field "adress" on type "Resident". Did you mean "address"?',
    ]);
    expect(await faults('clerk', '{ residents(wher: {}) { totalCount } }')).toContainEqual(
      'Unknown argument "wher" on field "Query.residents". Did you mean "where"?',
    );
  });

  test('the number is not suggested to whom it is hidden, and is to whom it is not', async () => {
    const query = '{ resident(atenaNumber: "1") { individualNumbr { value } } }';
    expect(await faults('clerk', query)).toEqual([
      'Cannot query field "individualNumbr" on type "Resident".',
    ]);
    expect(await faults('number-clerk', query)).toEqual([
      'Cannot query field "individualNumbr" on type "Resident". Did you mean "individualNumber"?',
    ]);
  });

  const closed: readonly (readonly [string, string, string])[] = [
    ['field', '{ NAME(atenaNumber: "1") { xyz } nope }', 'resident'],
    ['type', '{ nope ... on NAME { xyz } }', 'Resident'],
    ['type of a variable', 'query ($x: NAME) { nope }', 'ResidentFilter'],
    ['field below', '{ nope viewer { NAME { xyz } } }', 'household'],
  ];
  test.each(closed)('a hidden %s is spoken of like one that does not exist', async (_what, text, hidden) => {
    const [about, unlike] = await Promise.all(
      [hidden, 'q'.repeat(hidden.length)].map(async (name) =>
        (await faults('dashboard', text.replace('NAME', name))).map((message) =>
          message.replaceAll(name, 'NAME'),
        ),
      ),
    );
    expect(about).toEqual(unlike);
    expect(about?.length).toBeGreaterThan(0);
  });

  test('no message names anything outside the view, however near the guess', async () => {
    const [all, own] = [await graphOf('number-clerk'), await graphOf('dashboard')];
    const visible = namesOf(own);
    const hidden = [...namesOf(all), ...namesOf(await graphOf('clerk'))].filter((name) => !visible.has(name));
    expect(hidden.length).toBeGreaterThan(50);
    // One letter changed in each, so that suggestions would find it.
    const guesses = hidden.map((name) => `${name.slice(0, -1)}${name.endsWith('x') ? 'y' : 'x'}`);
    for (let at = 0; at < guesses.length; at += 15) {
      const part = guesses.slice(at, at + 15);
      const messages = (await faults('dashboard', `{ ${part.join(' ')} }`)).join('\n');
      for (const name of hidden.slice(at, at + 15)) expect(messages).not.toMatch(new RegExp(`"${name}"`));
    }
  });

  test('a number in a literal is refused before any message could quote it', async () => {
    expect((await faults('clerk', '{ nope(id: "123456789018") }')).join()).not.toContain('123456789018');
  });

  test('a document with a hundred faults is told some of them', async () => {
    const messages = await faults(
      'clerk',
      `{ ${Array.from({ length: 500 }, (_, at) => `nope${at}`).join(' ')} }`,
    );
    expect(messages.length).toBeLessThan(50);
  });
});
