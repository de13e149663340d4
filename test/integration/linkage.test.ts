import { readLinkageSteps } from '../support/linkage-doc.js';
import { expandRecord } from '../../src/audit/search.js';
import { startLinkedGateway, type LinkedGateway } from '../support/intermediate/linked-gateway.js';
import { KOKUBUNJI, until, VACCINATIONS } from '../support/intermediate/world.js';

/** Who may use linkage and who may not, and what remains of it while the intermediate server is dead. */

let linked: LinkedGateway;
beforeAll(async () => {
  linked = await startLinkedGateway();
});
afterAll(() => linked?.stop());

const INQUIRE = `mutation ($input: RequestInformationInput!) { requestInformation(input: $input) { request { id state } userErrors { code messageJa } } }`;
const inquiry = (atenaNumber: string, idempotencyKey: string) => ({
  input: { idempotencyKey, atenaNumber, row: '16の2', provider: KOKUBUNJI, items: [VACCINATIONS] },
});
interface Asked {
  readonly requestInformation: { readonly request: { readonly id: string; readonly state: string } | null; readonly userErrors: readonly { readonly code: string }[] } | null;
}
const ask = (account: string, atenaNumber: string, key: string, more: object = {}) =>
  linked.gateway.as<Asked>(account, { query: INQUIRE, variables: inquiry(atenaNumber, key), purpose: 'HISTORY', case: 'K-2023-51', ...more });
const inquiriesAtServer = () => (linked.network.state.prepare('SELECT COUNT(*) AS n FROM inquiry').get() as { n: number }).n;
const codes = ({ errors }: { readonly errors: readonly { readonly extensions: { readonly code: string } }[] }) => errors.map(({ extensions }) => extensions.code);

test('nobody inquires about his own household: nothing is sent, and the record names whom it was refused for', async () => {
  const { atenaNumber } = linked.cast.numberClerk;
  const answer = await ask('number-clerk', atenaNumber, 'own-household-1');
  expect(codes(answer)).toEqual(['FORBIDDEN']);
  expect(inquiriesAtServer()).toBe(0);
  const { settings, auditKeys } = linked.gateway;
  const accesses = [];
  for await (const access of expandRecord(settings.auditDirectory, auditKeys, answer.record)) accesses.push(access);
  expect(accesses).toMatchObject([{ coordinate: 'Mutation.requestInformation', outcome: 'DENIED', reason: 'own-household' }]);
  expect(accesses[0]?.subject).toMatch(/\S/);
});

test.each([
  ['clerk', '127.0.0.1'], ['vrs-clerk', '127.0.0.2'], ['contractor', '127.0.0.3'], ['number-clerk', '127.0.0.2'], ['number-clerk', '127.0.0.4'], ['number-clerk', '127.0.0.9'], ['manager', '127.0.0.1'],
])('a %s from %s makes no inquiry', async (account, from) => {
  const answer = await ask(account, linked.cast.resident.atenaNumber, 'not-allowed-1', { from });
  expect(codes(answer)).toEqual(['FORBIDDEN']);
  expect(inquiriesAtServer()).toBe(0);
});

test('without a case number it asks for one', async () => {
  expect(codes(await ask('number-clerk', linked.cast.resident.atenaNumber, 'no-case-12', { case: undefined }))).toEqual(['PURPOSE_REQUIRED']);
  expect(inquiriesAtServer()).toBe(0);
});

test('while the server is dead the rest answers, the linkage part says so, and an inquiry goes by itself later', async () => {
  const { atenaNumber } = linked.cast.resident;
  const asked = await ask('number-clerk', atenaNumber, 'before-death-1');
  expect(asked.data.requestInformation?.userErrors).toEqual([]);
  const id = asked.data.requestInformation?.request?.id;
  const stateOf = () => linked.gateway.as<{ informationRequest: { state: string } }>('number-clerk', { query: 'query ($id: ID!) { informationRequest(id: $id) { state } }', variables: { id }, purpose: 'HISTORY' });
  await until(async () => ((await stateOf()).data.informationRequest.state === 'ANSWERED' ? true : null));
  const step = readLinkageSteps().get('together');
  await linked.network.close();
  const answer = await linked.gateway.as<{ resident: { name: object; immunizations: unknown[]; linkage: Record<string, unknown> } }>('number-clerk', {
    query: step?.query ?? '', variables: { atenaNumber }, purpose: 'HISTORY', case: 'K-2023-51',
  });
  expect(answer.data.resident).toMatchObject({ name: {}, linkage: { requests: [{ row: '16の2' }], records: null, restrictions: null, copies: null } });
  expect(answer.data.resident.immunizations).toEqual(expect.any(Array));
  const dead = answer.errors.filter(({ extensions }) => extensions.code === 'SOURCE_UNAVAILABLE').map(({ path }) => path?.slice(0, 3).join('.'));
  expect(new Set(dead)).toEqual(new Set(['resident.linkage.records', 'resident.linkage.restrictions', 'resident.linkage.copies', 'resident.linkage.requests']));
  const waiting = await ask('number-clerk', atenaNumber, 'while-dead-1');
  expect([waiting.data.requestInformation?.request?.state, codes(waiting)]).toEqual(['UNSENT', []]);
});

test('no integrated number is in any answer, log line or record', async () => {
  const { gateway, integratedNumbers } = linked;
  const { data, text } = await gateway.as<{ informationRequests: { nodes: { id: string }[] } }>('number-clerk', {
    query: '{ informationRequests { nodes { id state resident { atenaNumber } answer { copies { item } } } } }', purpose: 'HISTORY', case: 'K-2023-51',
  });
  expect(data.informationRequests.nodes.length).toBeGreaterThan(0);
  const written = [text, ...gateway.logLines].join('\n');
  expect(integratedNumbers.filter((number) => written.includes(number))).toEqual([]);
});
