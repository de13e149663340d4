import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { readRecords } from '../../src/audit/reading/read-records.js';
import { expandRecord } from '../../src/audit/reading/search.js';
import { INSURER, type Examples } from '../../src/mock/intermediate/seed/city-seed.js';
import { birthDateOf } from '../support/birth-date.js';
import { cityRows, testCity } from '../support/city.js';
import type { Answer } from '../support/client.js';
import { filesBelow } from '../support/files.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { KOGANEI, KOKUBUNJI, until, VACCINATIONS } from '../support/intermediate/world.js';
import { readSteps } from '../support/walk-through.js';

/** Who may use linkage and who may not, and what of it is written where. */

let gateway: TestGateway;
let people: Examples;
beforeAll(async () => {
  gateway = await startTestGateway({}, { intermediate: true });
  people = JSON.parse(
    readFileSync(join(gateway.settings.dataDirectory, 'intermediate', 'examples.json'), 'utf8'),
  ) as Examples;
});
afterAll(() => gateway?.stop());

const INQUIRE = `mutation ($input: RequestInformationInput!) { requestInformation(input: $input) { request { id state provider { code } } userErrors { code } } }`;
interface Asked {
  readonly requestInformation: {
    readonly request: {
      readonly id: string;
      readonly state: string;
      readonly provider: object | null;
    } | null;
    readonly userErrors: readonly { readonly code: string }[];
  } | null;
}
const ask = (
  account: string,
  atenaNumber: string | null | undefined,
  idempotencyKey: string,
  more: object = {},
) =>
  gateway.as<Asked>(account, {
    query: INQUIRE,
    variables: {
      input: { idempotencyKey, atenaNumber, row: '16の2', provider: KOKUBUNJI, items: [VACCINATIONS] },
    },
    ...{ purpose: 'HISTORY', case: 'K-2023-51' },
    ...more,
  });
const atServer = () =>
  gateway.network.state.prepare('SELECT count(*) AS n FROM inquiry WHERE inquirer = ?').get(KOGANEI);
const codes = ({ errors }: Answer<unknown>) => errors.map(({ extensions }) => extensions.code);

async function accessesOf({ record }: Answer<unknown>) {
  const all = [];
  for await (const access of expandRecord(gateway.settings.auditDirectory, gateway.auditKeys, record))
    all.push(access);
  return all;
}

test('nobody inquires about their own household: nothing is sent, and the record says whom it was refused for', async () => {
  const answer = await ask('number-clerk', testCity().manifest.staff['number-clerk'], 'own-household-1');
  expect([codes(answer), atServer()]).toEqual([['FORBIDDEN'], { n: 0 }]);
  const accesses = await accessesOf(answer);
  expect(accesses).toMatchObject([
    { coordinate: 'Mutation.requestInformation', outcome: 'DENIED', reason: 'own-household' },
  ]);
  expect(accesses[0]?.subject).toMatch(/\S/);
});

test.each([
  ['clerk', '127.0.0.1'],
  ['vrs-clerk', '127.0.0.2'],
  ['contractor', '127.0.0.3'],
  ['number-clerk', '127.0.0.2'],
  ['number-clerk', '127.0.0.4'],
  ['number-clerk', '127.0.0.9'],
  ['manager', '127.0.0.1'],
])('a %s at %s makes no inquiry', async (account, from) => {
  const answer = await ask(account, people.movedIn, 'not-allowed-1', { from });
  expect([codes(answer), atServer()]).toEqual([['FORBIDDEN'], { n: 0 }]);
});

test('without a case number it asks for one, without a purpose for that', async () => {
  expect(codes(await ask('number-clerk', people.movedIn, 'no-case-12', { case: undefined }))).toEqual([
    'PURPOSE_REQUIRED',
  ]);
  expect(codes(await ask('number-clerk', people.movedIn, 'no-purpose-12', { purpose: undefined }))).toEqual([
    'PURPOSE_REQUIRED',
  ]);
  expect(atServer()).toEqual({ n: 0 });
});

test('another municipality is asked about whoever has moved in from it, and about nobody else: docs/attacks.md W7', async () => {
  const from = (place: string, more = '') =>
    cityRows<{ number: string }>(
      'registry',
      `SELECT k.ATENA_NO AS number FROM JUKI_KIHON k WHERE k.JUMIN_JOTAI = '1' AND k.SICHOSON_CD = '132101' ${more}
         AND k.ATENA_NO NOT IN (SELECT ATENA_NO FROM JUKI_SIEN)
         AND (SELECT group_concat(IDO_JIYU || AITE_SICHOSON || TORIKESI_FLG) FROM JUKI_IDO i WHERE i.ATENA_NO = k.ATENA_NO
              AND i.AITE_SICHOSON IS NOT NULL) = '10${place}0' LIMIT 1`,
    )[0]?.number;
  const bornHere = cityRows<{ number: string }>(
    'registry',
    `SELECT k.ATENA_NO AS number FROM JUKI_KIHON k WHERE k.JUMIN_JOTAI = '1' AND (SELECT group_concat(IDO_JIYU)
       FROM JUKI_IDO i WHERE i.ATENA_NO = k.ATENA_NO) = '11' LIMIT 1`,
  )[0]?.number;
  for (const [who, number] of Object.entries({ elsewhere: from('132047'), bornHere })) {
    expect(number).toMatch(/^\d{15}$/);
    const answer = await ask('number-clerk', number, `no-move-in-${who}`);
    expect(answer.data.requestInformation).toEqual({ request: null, userErrors: [{ code: 'NO_MOVE_IN' }] });
    const [access] = await accessesOf(answer);
    expect(access).toMatchObject({
      coordinate: 'Mutation.requestInformation',
      outcome: 'REFUSED',
      reason: 'NO_MOVE_IN provider',
    });
  }
  expect(atServer()).toEqual({ n: 0 });
});

test('about a person under support measures no municipality is asked, and whether they came from it is told alike: docs/attacks.md W13', async () => {
  const protectedFrom = (place: string) =>
    cityRows<{ number: string }>(
      'registry',
      `SELECT DISTINCT s.ATENA_NO AS number FROM JUKI_SIEN s JOIN JUKI_KIHON k ON k.ATENA_NO = s.ATENA_NO
         JOIN JUKI_IDO i ON i.ATENA_NO = s.ATENA_NO AND i.IDO_JIYU = '10' AND i.TORIKESI_FLG = '0'
       WHERE k.JUMIN_JOTAI = '1' AND s.TORIKESI_FLG = '0' AND s.KAISI_YMD <= '20230627' AND s.SYURYO_YMD >= '20230627'
         AND i.AITE_SICHOSON ${place} LIMIT 1`,
    )[0]?.number;
  for (const [who, number] of Object.entries({
    cameFromThere: protectedFrom("= '132144'"),
    cameFromElsewhere: protectedFrom("<> '132144'"),
    protectedOne: people.protectedOne,
  })) {
    expect([who, number]).toEqual([who, expect.stringMatching(/^\d{15}$/)]);
    const answer = await ask('number-clerk', number, `protected-${who}`);
    expect(answer.data.requestInformation).toEqual({
      request: null,
      userErrors: [{ code: 'CLOSED_PERSON' }],
    });
    expect((await accessesOf(answer))[0]).toMatchObject({
      coordinate: 'Mutation.requestInformation',
      outcome: 'REFUSED',
      reason: 'CLOSED_PERSON atenaNumber',
    });
  }
  expect(atServer()).toEqual({ n: 0 });
});

test('about a person under support measures the inquiry goes; which body, and its answer, are withheld and say so', async () => {
  const asked = await ask('number-clerk', people.protectedOne, 'protected-12', {
    variables: {
      input: {
        ...{ idempotencyKey: 'protected-12', atenaNumber: people.protectedOne, row: '17' },
        ...{ provider: INSURER, items: ['TM00000000001701'] },
      },
    },
  });
  const request = asked.data.requestInformation?.request;
  expect([request?.provider, codes(asked), asked.withheld.map(({ coordinate }) => coordinate)]).toEqual([
    null,
    [],
    ['InformationRequest.provider'],
  ]);
  const closed = await until(async () => {
    const query =
      'query ($id: ID!) { informationRequest(id: $id) { state provider { code } answer { copies { item } } } }';
    const look = await gateway.as<{ informationRequest: { state: string } }>('number-clerk', {
      query,
      variables: { id: request?.id },
      purpose: 'HISTORY',
    });
    return ['ANSWERED', 'REFUSED'].includes(look.data.informationRequest.state) ? look : null;
  });
  expect(closed.data.informationRequest).toMatchObject({ provider: null, answer: null });
  expect(closed.withheld.map(({ coordinate, reason }) => `${coordinate} ${reason}`)).toEqual([
    'InformationRequest.answer NOT_DISCLOSABLE',
    'InformationRequest.provider NOT_DISCLOSABLE',
  ]);
});

test('the disclosure desk makes the extract under its own purpose and case, and sees nothing else of linkage', async () => {
  const step = readSteps('linkage.md').get('extract');
  const extract = (more: object) =>
    gateway.as<{ exchangeExtract: { entries: object[] } }>('disclosure', {
      query: step?.query ?? '',
      variables: { subject: people.movedIn, birthDate: birthDateOf(people.movedIn ?? '') },
      purpose: 'DISCLOSURE',
      case: 'D-2023-7',
      from: '127.0.0.4',
      ...more,
    });
  expect((await extract({})).data.exchangeExtract).toEqual({ entries: [] });
  expect(codes(await extract({ case: undefined }))).toEqual(['PURPOSE_REQUIRED']);
  expect(codes(await extract({ from: '127.0.0.2' }))).toEqual(['FORBIDDEN']);
  expect(codes(await extract({ query: '{ informationRequests { nodes { id } } }', variables: {} }))).toEqual([
    'FORBIDDEN',
  ]);
});

test('an inquiry made while the server is dead waits, and is listed as unsent', async () => {
  expect(
    (await ask('number-clerk', people.movedIn, 'before-death-1')).data.requestInformation?.userErrors,
  ).toEqual([]);
  await gateway.network.close();
  const waiting = await ask('number-clerk', people.movedIn, 'while-dead-1');
  expect([waiting.data.requestInformation?.request?.state, codes(waiting)]).toEqual(['UNSENT', []]);
  const query =
    '{ informationRequests(states: [UNSENT]) { nodes { id } } provisionRequests { nodes { id } } }';
  const listed = await gateway.as<{
    informationRequests: { nodes: { id: string }[] };
    provisionRequests: null;
  }>('number-clerk', { query, purpose: 'HISTORY' });
  expect(listed.data).toEqual({
    informationRequests: { nodes: [{ id: waiting.data.requestInformation?.request?.id }] },
    provisionRequests: null,
  });
  expect(codes(listed)).toEqual(['SOURCE_UNAVAILABLE']);
});

test('no integrated number, code or permit stands in an answer, a log line, the store or the access log', async () => {
  const { dataDirectory } = gateway.settings;
  const secrets = ofTheOtherSide(join(dataDirectory, 'intermediate'));
  expect(secrets.length).toBeGreaterThan(500);
  const query =
    '{ informationRequests { nodes { id row state resident { atenaNumber } provider { code } items { code } } } }';
  const { text } = await gateway.as('number-clerk', { query, purpose: 'HISTORY' });
  // The stand-in's own state lies below `intermediate`: it is the other side.
  const files = [...filesBelow(dataDirectory)].filter(
    (file) => !file.startsWith(join(dataDirectory, 'intermediate')),
  );
  const written = [text, ...gateway.logLines, ...files.map((file) => readFileSync(file, 'latin1'))].join(
    '\n',
  );
  expect(secrets.filter((secret) => written.includes(secret)).length).toBe(0);
});

test('the records of the exchange name persons by pseudonym alone', async () => {
  const records: string[] = [];
  for await (const { record } of readRecords(gateway.settings.auditDirectory, gateway.auditKeys))
    if (record.kind === 'LINKAGE') records.push(JSON.stringify(record));
  expect(records.length).toBeGreaterThan(1);
  const numbers = Object.values(people);
  expect(records.filter((record) => numbers.some((number) => record.includes(number)))).toEqual([]);
});

/** What only the other side may call a person or an exchange by: integrated numbers, codes and permits. */
function ofTheOtherSide(directory: string): readonly string[] {
  const file = readdirSync(directory).find((name) => /^state.*\.sqlite$/.test(name)) ?? '';
  const state = new Database(join(directory, file), { readonly: true });
  const rows = state
    .prepare<[], { secret: string }>(
      'SELECT integrated AS secret FROM person UNION SELECT code FROM code UNION SELECT id FROM permit',
    )
    .all();
  state.close();
  return rows.map(({ secret }) => secret);
}
