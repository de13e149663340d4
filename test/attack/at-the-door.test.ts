import { connect } from 'node:net';
import { ask, type Answer } from '../support/client.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { recordsOf } from '../support/policy-copy.js';

/**
 * Whoever is turned away is on record as whom they came as and from where, and takes nothing from whoever is inside:
 * docs/attacks.md A26, E16. Whoever hangs up in the middle of a request is no fault of the gateway: N15.
 */

const QUERY = '{ viewer { account } }';
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

const codeOf = ({ errors, status }: Answer) => errors[0]?.extensions.code ?? status;
const outcomeOf = async ({ record }: Answer) =>
  (await recordsOf(gateway)).find(({ seq }) => `gw1/${seq}` === record);

test('a contractor’s token that is used from elsewhere ends nobody’s session, and whose it is is on record', async () => {
  const token = await gateway.login('contractor');
  const from = (address: string) => ask(gateway.port, { query: QUERY, token, from: address });
  expect(codeOf(await from('127.0.0.3'))).toBe(200);
  const elsewhere = await from('127.0.0.4');
  expect(codeOf(elsewhere)).toBe('FORBIDDEN');
  expect(await outcomeOf(elsewhere)).toMatchObject({
    ...{ status: 'REFUSED', account: 'contractor', zone: 'INTRANET', codes: ['FORBIDDEN'] },
    detail: 'the peer address is no endpoint approved for the contract',
  });
  expect(codeOf(await from('127.0.0.3'))).toBe(200);
  const causes = (await recordsOf(gateway)).flatMap((one) =>
    one.kind === 'LOGOUT' && one.account === 'contractor' ? [one.cause] : [],
  );
  expect(causes).toEqual([]);
});

test.each([
  ['no token', undefined],
  ['a forged one', 'e30.e30.AAAA'],
])('with %s the record says from which network', async (_, token) => {
  const answer = await ask(gateway.port, { query: QUERY, from: '127.0.0.2', ...(token && { token }) });
  expect(codeOf(answer)).toBe('UNAUTHENTICATED');
  expect(await outcomeOf(answer)).toMatchObject({ status: 'REFUSED', account: null, zone: 'LGWAN' });
});

test('a good token whose session is over says whose it was', async () => {
  const [first, second] = [await gateway.login('manager'), await gateway.login('manager')];
  for (const token of [first, second])
    expect(codeOf(await ask(gateway.port, { query: QUERY, token }))).toBe(200);
  const answer = await ask(gateway.port, { query: QUERY, token: first });
  expect(codeOf(answer)).toBe('SESSION_EXPIRED');
  expect(await outcomeOf(answer)).toMatchObject({ account: 'manager', zone: 'NUMBER_USE' });
});

test('a body that is cut off is the caller’s fault: no alarm for whoever runs the gateway', async () => {
  const token = await gateway.token('clerk');
  const before = gateway.logLines.length;
  const socket = connect(gateway.port, '127.0.0.1');
  await new Promise((done) => socket.once('connect', done));
  const head = `POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n`;
  socket.write(`${head}Content-Length: 100\r\n\r\n{"query"`);
  socket.end();
  const cut = async () =>
    (await recordsOf(gateway)).find((one) => one.kind === 'OUTCOME' && one.detail === 'the caller had left');
  for (let tries = 0; tries < 200 && (await cut()) === undefined; tries++)
    await new Promise((done) => setTimeout(done, 20));
  expect(await cut()).toMatchObject({ status: 'REFUSED', account: 'clerk', codes: ['BAD_USER_INPUT'] });
  expect(gateway.logLines.slice(before).filter((line) => line.includes('"error"'))).toEqual([]);
});
