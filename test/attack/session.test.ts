import { request as httpRequest } from 'node:http';
import type { Answer } from '../support/client.js';
import { ask, send } from '../support/client.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { recordsOf } from '../support/policy-copy.js';

const FIVE_MINUTES = 5 * 60_000;
const QUERY = '{ viewer { account } }';

let now = 0;
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({}, { sessions: { clock: () => now } });
});
afterAll(() => gateway?.stop());

const codeOf = (answer: Answer) => answer.errors[0]?.extensions.code ?? answer.status;
const asUser = (token: string) => ask(gateway.port, { query: QUERY, token });

/** Sends header lines just as they are given, a name twice if need be. */
function sendRaw(token: string, lines: readonly string[]): Promise<number> {
  const headers = [
    'content-type',
    'application/json',
    'authorization',
    `Bearer ${token}`,
    'host',
    'x',
    ...lines,
  ];
  return new Promise((resolve, reject) => {
    const to = {
      host: '127.0.0.1',
      port: gateway.port,
      path: '/graphql',
      method: 'POST',
      headers,
      agent: false,
    };
    const request = httpRequest(to, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    request.on('error', reject);
    request.end(JSON.stringify({ query: QUERY }));
  });
}

describe('keeping a session alive without its user', () => {
  const doubtful: readonly (readonly [string, readonly string[]])[] = [
    ['true', ['Sekisho-Automatic', 'true']],
    ['in capitals', ['SEKISHO-AUTOMATIC', 'TRUE']],
    ['empty', ['Sekisho-Automatic', '']],
    ['of another word', ['Sekisho-Automatic', 'no']],
    ['twice, contradicting itself', ['Sekisho-Automatic', 'true', 'Sekisho-Automatic', 'false']],
    ['twice, agreeing on false', ['Sekisho-Automatic', 'false', 'Sekisho-Automatic', 'false']],
    ['a list', ['Sekisho-Automatic', 'false, false']],
  ];

  test.each(doubtful)('a header that is %s does not extend it and does not open one', async (_, lines) => {
    const token = await gateway.login('clerk');
    expect(await sendRaw(token, lines)).toBe(401);
    expect(await sendRaw(token, [])).toBe(200);
    now += FIVE_MINUTES - 1;
    expect(await sendRaw(token, lines)).toBe(200);
    now += 1;
    expect(await sendRaw(token, lines)).toBe(401);
    expect(await sendRaw(token, [])).toBe(401);
  });

  test('a program that says `false` speaks for its user, as one that says nothing', async () => {
    const token = await gateway.login('clerk');
    expect(await sendRaw(token, ['Sekisho-Automatic', 'false'])).toBe(200);
  });

  test('polling that is refused, that fails or that is no document does not extend it either', async () => {
    const token = await gateway.login('clerk');
    await asUser(token);
    const headers = { 'sekisho-automatic': 'true' };
    now += FIVE_MINUTES - 1;
    for (const body of ['', '{', '{"query":"{ nothing }"}', '[]'])
      await send(gateway.port, { token, headers }, body);
    await ask(gateway.port, { query: QUERY, token, headers, purpose: 'NO_SUCH_PURPOSE' });
    now += 1;
    expect(codeOf(await asUser(token))).toBe('SESSION_EXPIRED');
  });
});

describe('coming back', () => {
  test('an ended token opens nothing, however often and in however many requests at once it is sent', async () => {
    const token = await gateway.login('manager');
    await asUser(token);
    now += FIVE_MINUTES;
    for (let round = 0; round < 3; round++) {
      const codes = await Promise.all(Array.from({ length: 10 }, async () => codeOf(await asUser(token))));
      expect(new Set(codes)).toEqual(new Set(['SESSION_EXPIRED']));
      now += 60 * 60_000;
    }
  });

  test('two logins that fight for one account: each token lives once, and one of all stays', async () => {
    const tokens = await Promise.all(Array.from({ length: 8 }, () => gateway.login('number-clerk')));
    await Promise.all(tokens.flatMap((token) => [asUser(token), asUser(token)]));
    const codes: (string | number)[] = [];
    for (const token of tokens) codes.push(codeOf(await asUser(token)));
    expect(codes.filter((code) => code === 200)).toHaveLength(1);
    expect(codes.filter((code) => code === 'SESSION_EXPIRED')).toHaveLength(7);
    const records = (await recordsOf(gateway)).flatMap((one) =>
      (one.kind === 'LOGIN' || one.kind === 'LOGOUT') && one.account === 'number-clerk'
        ? [`${one.kind} ${one.session}`]
        : [],
    );
    // Each beginning once, and each but the last with its end.
    expect(new Set(records).size).toBe(records.length);
    expect(
      records.filter((text) => text.startsWith('LOGIN')).length -
        records.filter((text) => text.startsWith('LOGOUT')).length,
    ).toBe(1);
  });

  test('an automatic request of another token takes no session from anybody', async () => {
    const [mine, other] = [await gateway.login('auditor'), await gateway.login('auditor')];
    await asUser(mine);
    expect(
      codeOf(
        await ask(gateway.port, { query: QUERY, token: other, headers: { 'sekisho-automatic': 'true' } }),
      ),
    ).toBe('SESSION_EXPIRED');
    expect(codeOf(await asUser(mine))).toBe(200);
  });

  test('a token that is forged or out of date ends nobody’s session', async () => {
    const mine = await gateway.login('disclosure');
    await asUser(mine);
    const [head, payload] = (await gateway.login('disclosure')).split('.');
    expect(codeOf(await asUser(`${head}.${payload}.${'A'.repeat(86)}`))).toBe('UNAUTHENTICATED');
    expect(codeOf(await asUser(await gateway.login('disclosure', -60)))).toBe('SESSION_EXPIRED');
    expect(codeOf(await asUser(mine))).toBe(200);
  });

  test('an operation that logs out and goes on is the last of its session', async () => {
    const token = await gateway.login('vrs-clerk');
    const answer = await ask<Record<string, { ended: boolean }>>(gateway.port, {
      token,
      query: 'mutation { a: logout { ended } b: logout { ended } }',
    });
    expect([answer.data['a']?.ended, answer.data['b']?.ended]).toEqual([true, false]);
    expect(codeOf(await asUser(token))).toBe('SESSION_EXPIRED');
  });
});

test('no answer, log line or record holds what a session could be taken over with', async () => {
  const token = await gateway.login('contractor');
  const answer = await asUser(token);
  const { jti } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    jti: string;
  };
  const written = [
    JSON.stringify(answer.headers),
    answer.text,
    ...gateway.logLines,
    JSON.stringify(await recordsOf(gateway)),
  ].join('\n');
  expect(written).not.toContain(jti);
  expect(written).not.toContain(token.slice(-20));
});
