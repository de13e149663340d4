import type { Access } from '../../src/audit/record/record.js';
import { expandRecord } from '../../src/audit/reading/search.js';
import { cityRows } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/**
 * A router's way in, used by somebody else: resolvers behind `_entities` ran outside authorisation in NestJS
 * (#1188) and Hot Chocolate (#6546); representations carry their key in clear text
 * (docs/glossary.md#keys-between-systems-are-surrogates).
 */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

const CASE = { purpose: 'INQUIRY', case: '2023-0001' } as const;
const ENTITIES = (selection: string) =>
  `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Resident { ${selection} } } }`;
const of = (...numbers: unknown[]) => ({
  r: numbers.map((atenaNumber) => ({ __typename: 'Resident', atenaNumber })),
});

interface Found {
  readonly _entities: readonly (null | Record<string, unknown>)[];
}

async function expand(record: string): Promise<Access[]> {
  const lines: Access[] = [];
  for await (const line of expandRecord(gateway.settings.auditDirectory, gateway.auditKeys, record))
    lines.push(line);
  return lines;
}

function residents(
  count: number,
  where = `ATENA_NO NOT IN (SELECT ATENA_NO FROM JUKI_SIEN)`,
): readonly string[] {
  const sql = `SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' AND ${where} ORDER BY ATENA_NO LIMIT ${count}`;
  return cityRows<{ id: string }>('registry', sql).map((row) => row.id);
}

const UNKNOWN = '999999999999998';

describe('_entities', () => {
  test('is refused without a purpose, to who has no menu for it, and from the wrong zone', async () => {
    const query = ENTITIES('name { kanji }');
    const variables = of(...residents(1));
    const code = async (account: string, how: object) =>
      (await gateway.as(account, { query, variables, ...how })).errors[0]?.extensions.code;
    expect(await code('clerk', {})).toBe('PURPOSE_REQUIRED');
    expect(await code('dashboard', { purpose: 'STATISTICS' })).toBe('FORBIDDEN');
    expect(await code('clerk', { ...CASE, from: '127.0.0.4' })).toBe('FORBIDDEN');
  });

  test('opens of a person what resident opens, field by field', async () => {
    const [id = ''] = residents(1);
    const selection =
      '__typename atenaNumber name { kanji } birthDate { iso } address phone individualNumber { disclosure value } household { members { relationship } }';
    for (const [account, how] of [
      ['clerk', CASE],
      ['clerk', { purpose: 'RECOMMEND' }],
      ['manager', CASE],
      ['address-name', { purpose: 'INTEGRATION' }],
    ] as const) {
      const plain = await gateway.as<{ resident: object }>(account, {
        ...how,
        query: `query ($id: ID!) { resident(atenaNumber: $id) { ${selection} } }`,
        variables: { id },
      });
      const entity = await gateway.as<Found>(account, {
        ...how,
        query: ENTITIES(selection),
        variables: of(id),
      });
      expect(entity.errors).toEqual([]);
      expect(entity.data._entities).toEqual([plain.data.resident]);
      expect(entity.withheld.map(({ coordinate, reason }) => [coordinate, reason])).toEqual(
        plain.withheld.map(({ coordinate, reason }) => [coordinate, reason]),
      );
      // Reasons apart: a number is closed in a list for one reason more.
      const outcomes = async (record: string) =>
        (await expand(record))
          .map(({ coordinate, outcome, subject }) =>
            [coordinate.replace(/^Query\.\w+$/, 'Query'), outcome, subject].join(),
          )
          .sort();
      expect(await outcomes(entity.record)).toEqual(await outcomes(plain.record));
    }
  });

  test('reveals no number, not even of one person to who may see it: a list is no way to reveal', async () => {
    const [id] = residents(1);
    const answer = await gateway.as<Found>('number-clerk', {
      ...CASE,
      query: ENTITIES('individualNumber { disclosure value }'),
      variables: of(id),
    });
    expect(answer.data._entities).toEqual([{ individualNumber: { disclosure: 'REDACTED', value: null } }]);
    expect(answer.text).not.toMatch(/(?<!\d)\d{12}(?!\d)/);
  });

  test('keeps the address of a person under support measures closed', async () => {
    const [id] = residents(
      1,
      `ATENA_NO IN (SELECT ATENA_NO FROM JUKI_SIEN WHERE '20230627' BETWEEN KAISI_YMD AND SYURYO_YMD)`,
    );
    expect(id).toBeDefined();
    const answer = await gateway.as<Found>('clerk', {
      purpose: 'RECOMMEND',
      query: ENTITIES('address'),
      variables: of(id),
    });
    expect(answer.data._entities).toEqual([{ address: null }]);
    expect(answer.withheld.map((entry) => entry.coordinate)).toEqual(['Resident.address']);
  });

  test('names every person asked for in the log, found or not', async () => {
    const [first = '', second = ''] = residents(2);
    const answer = await gateway.as<Found>('clerk', {
      ...CASE,
      query: ENTITIES('__typename'),
      variables: of(first, UNKNOWN, second),
    });
    expect(answer.data._entities).toEqual([{ __typename: 'Resident' }, null, { __typename: 'Resident' }]);
    const lines = await expand(answer.record);
    expect(lines.map(({ coordinate, outcome }) => [coordinate, outcome]).sort()).toEqual([
      ['Query._entities', 'ABSENT'],
      ['Query._entities', 'DISCLOSED'],
      ['Query._entities', 'DISCLOSED'],
    ]);
    expect(new Set(lines.map((line) => line.subject)).size).toBe(3);
    expect(lines.every((line) => line.subject !== null)).toBe(true);
  });

  const refused: readonly (readonly [string, unknown])[] = [
    ['by the individual number', { __typename: 'Resident', individualNumber: '123456789018' }],
    [
      'by the individual number beside the key',
      { __typename: 'Resident', atenaNumber: '000000000000001', individualNumber: '123456789018' },
    ],
    ['by twelve digits as the key', { __typename: 'Resident', atenaNumber: '123456789018' }],
    ['by twelve wide digits as the key', { __typename: 'Resident', atenaNumber: '１２３４５６７８９０１８' }],
    ['by a number of the language', { __typename: 'Resident', atenaNumber: 123456789018 }],
    ['by a nested key', { __typename: 'Resident', atenaNumber: { eq: '123456789018' } }],
    ['by a list', { __typename: 'Resident', atenaNumber: ['123456789018'] }],
    ['without a type', { atenaNumber: '000000000000001' }],
    ['of a type without a key', { __typename: 'Immunization', id: '123456789018' }],
    ['of an interface object', { __typename: '_Entity', atenaNumber: '000000000000001' }],
    ['of an inherited name', { __typename: 'constructor', atenaNumber: '000000000000001' }],
    ['that is text', '123456789018'],
    ['that is a list', ['123456789018']],
  ];
  test.each(refused)(
    'refuses a representation %s, and echoes nothing of it',
    async (_how, representation) => {
      const [id] = residents(1);
      const answer = await gateway.as('number-clerk', {
        ...CASE,
        query: ENTITIES('name { kanji }'),
        variables: { r: [...of(id).r, representation] },
      });
      expect(answer.data).toBeNull();
      expect(answer.errors).toEqual([expect.objectContaining({ path: ['_entities'] })]);
      expect(answer.errors[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        messageJa: expect.stringContaining('実体の参照'),
      });
      expect(answer.text + gateway.logLines.join('')).not.toMatch(/123456789018|１２３/);
      expect(await expand(answer.record)).toEqual([
        expect.objectContaining({
          coordinate: 'Query._entities',
          outcome: 'FAILED',
          reason: 'representation',
        }),
      ]);
    },
  );

  test('takes at most 1,000 representations', async () => {
    const [id] = residents(1);
    const ask = (count: number) =>
      gateway.as<Found>('clerk', {
        ...CASE,
        query: ENTITIES('__typename'),
        variables: of(...Array<unknown>(count).fill(id)),
      });
    expect((await ask(1001)).errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect((await ask(1000)).data._entities).toHaveLength(1000);
  });

  test.each(['_Any', '[_Any!]', '_Any!'])(
    'null in place of representations is the caller’s fault (%s)',
    async (type) => {
      const query = `query ($r: ${type}) { _entities(representations: $r) { __typename } }`;
      expect(
        (await gateway.as('clerk', { ...CASE, query, variables: { r: null } })).errors[0]?.extensions.code,
      ).toBe('BAD_USER_INPUT');
    },
  );

  const ways: readonly (readonly [string, string])[] = [
    [
      'an alias',
      'query ($r: [_Any!]!) { x: _entities(representations: $r) { ... on Resident { name: address } } }',
    ],
    [
      'a fragment on the type',
      'query ($r: [_Any!]!) { x: _entities(representations: $r) { ...F } } fragment F on Resident { name: address }',
    ],
    [
      'a fragment on the union',
      'query ($r: [_Any!]!) { x: _entities(representations: $r) { ...F } } fragment F on _Entity { ... on Resident { ... { name: address } } }',
    ],
    [
      '@include by a default',
      'query ($r: [_Any!]!, $yes: Boolean! = true) { x: _entities(representations: $r) @include(if: $yes) { ... on Resident @include(if: $yes) { name: address } } }',
    ],
  ];
  test.each(ways)('%s changes neither the decision nor the coordinate', async (_how, query) => {
    const answer = await gateway.as('clerk', { ...CASE, query, variables: of(...residents(1)) });
    expect(answer.errors).toEqual([]);
    expect(answer.withheld.map((entry) => entry.coordinate)).toEqual(['Resident.address']);
    expect(
      (await expand(answer.record)).map(({ coordinate, outcome }) => `${coordinate} ${outcome}`).sort(),
    ).toEqual(['Query._entities DISCLOSED', 'Resident.address WITHHELD']);
  });
});

describe('_service', () => {
  test('says of the graph what introspection says, and no more', async () => {
    const sdl = async (account: string) =>
      (await gateway.as<{ _service: { sdl: string } }>(account, { query: '{ _service { sdl } }' })).data
        ._service.sdl;
    expect(await sdl('dashboard')).not.toMatch(
      /type Resident|[iI]ndividualNumber|immunizations|@key\(|as: (?!PUBLIC|STAFF|STATISTICS|FieldClass)/,
    );
    expect(await sdl('clerk')).not.toMatch(/individualNumber\b|residentByIndividualNumber|REVEAL|LOOK_UP\b/);
    expect(await sdl('number-clerk')).toMatch(
      /individualNumber: IndividualNumber @classified\(as: NUMBER, verb: REVEAL\)/,
    );
  });

  test('is on record', async () => {
    const answer = await gateway.as('dashboard', { query: '{ _service { sdl } }' });
    expect((await expand(answer.record)).map((line) => line.coordinate).sort()).toEqual([
      'Query._service',
      '_Service.sdl',
    ]);
  });

  test.each([
    '{ _service { sdl } __schema { queryType { name } } }',
    '{ _service { sdl } viewer { account } }',
    '{ s: _service { sdl } ...F } fragment F on Query { v: viewer { account } }',
  ])('is asked for alone: %s', async (query) => {
    const { errors, data } = await gateway.as('dashboard', { query });
    expect([errors[0]?.extensions.code, data]).toEqual(['BAD_USER_INPUT', undefined]);
  });
});
