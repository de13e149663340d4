import { serverAudits, type Audit, type AuditResult } from 'graphql-http';
import { ask } from '../support/client.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/**
 * The audits of the GraphQL-over-HTTP specification that `graphql-http` publishes, all of them, against a
 * gateway on a real socket. Each departure is ours on purpose and stands here with its reason: what is on the
 * list must fail, and what is not must pass, so that neither a slip nor a mended one goes unseen.
 */

const GET = 'GET is off: a document in an address stays in the logs and histories of everything on the way';
const EXTENSIONS = 'the extensions parameter is not read at all, so nothing in it is a fault';
const STATUS =
  'a refused request has the status of its error code whatever the caller accepts: proxies and alarms go by it';

const DEPARTURES: Readonly<Record<string, string>> = {
  '5A70': GET, // MAY accept application/x-www-form-urlencoded formatted GET requests
  D6D5: GET, // MAY allow URL-encoded JSON string {variables} in GETs when accepting application/graphql-response+json
  '6A70': GET, // MAY allow URL-encoded JSON string {variables} in GETs when accepting application/json
  '58B0': EXTENSIONS, // MAY use 400 status code on string {extensions}
  '58B1': EXTENSIONS, // … on number {extensions}
  '58B2': EXTENSIONS, // … on boolean {extensions}
  '58B3': EXTENSIONS, // … on array {extensions}
  '572B': STATUS, // SHOULD use 200 status code on document parsing failure when accepting application/json
  FDE2: STATUS, // SHOULD use 200 status code on document validation failure when accepting application/json
  '7B9B': STATUS, // SHOULD use a status code of 200 on variable coercion failure when accepting application/json
};

let gateway: TestGateway;
let token: string;
beforeAll(async () => {
  gateway = await startTestGateway();
  token = await gateway.token('clerk');
});
afterAll(() => gateway?.stop());

/** The audits know of no token; every request to this gateway has one. */
function withToken(url: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${token}`);
  return fetch(url, { ...init, headers });
}

const audits: readonly Audit[] = serverAudits({
  url: () => `http://127.0.0.1:${gateway.port}/graphql`,
  fetchFn: withToken,
});
const results = new Map<string, AuditResult>();

describe('GraphQL over HTTP', () => {
  const kept = audits.filter(({ id }) => !(id in DEPARTURES));
  const departed = audits.filter(({ id }) => id in DEPARTURES);

  async function run(audit: Audit): Promise<string> {
    const result = await audit.fn();
    results.set(audit.id, result);
    return result.status;
  }

  test('the list of departures names audits that exist', () => {
    expect(departed.map(({ id }) => id).sort()).toEqual(Object.keys(DEPARTURES).sort());
    expect(audits.length).toBeGreaterThanOrEqual(60);
  });

  test.each(kept.map((audit) => [audit.id, audit.name, audit] as const))(
    '%s: %s',
    async (_id, _name, audit) => {
      expect(await run(audit)).toBe('ok');
    },
  );

  test.each(departed.map((audit) => [audit.id, audit.name, DEPARTURES[audit.id], audit] as const))(
    '%s: not "%s": %s',
    async (_id, name, _why, audit) => {
      const status = await run(audit);
      // What the specification demands (MUST) is never departed from.
      expect(status).toBe(name.startsWith('SHOULD') ? 'warn' : 'notice');
    },
  );

  afterAll(() => {
    const count = (status: AuditResult['status']) =>
      [...results.values()].filter((result) => result.status === status).length;
    process.stdout.write(
      `GraphQL over HTTP: ${results.size} audits, ${count('ok')} passed, ${count('error')} errors (MUST), ` +
        `${count('warn')} warnings (SHOULD) and ${count('notice')} notices (MAY), all ${departed.length} on purpose\n`,
    );
  });
});

describe('besides', () => {
  test('a list of operations is refused: batching multiplies attempts behind one request', async () => {
    const body = JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]);
    const response = await withToken(`http://127.0.0.1:${gateway.port}/graphql`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('BAD_USER_INPUT');
  });

  test('without a token nothing is answered, not even what the audits ask', async () => {
    const answer = await ask(gateway.port, { query: '{ __typename }' });
    expect(answer.status).toBe(401);
    expect(answer.data ?? null).toBeNull();
    expect(answer.errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});
