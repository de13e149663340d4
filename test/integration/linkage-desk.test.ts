import { randomUUID } from 'node:crypto';
import type { Answer } from '../support/client.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { example, movedIn } from '../support/intermediate/examples.js';
import { waitingProvision } from '../support/intermediate/waiting-provision.js';
import { KOGANEI, KOKUBUNJI, until, VACCINATIONS } from '../support/intermediate/world.js';

/** What the linkage desk works with: rows and bodies to ask by, totals, orders, and how each came to where it is. */

const PLANTED = 1_001;
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({}, { intermediate: true });
  plantProvisions();
});
afterAll(() => gateway?.stop());

const as = <Data>(account: string, query: string, variables: Record<string, unknown> = {}) =>
  gateway.as<Data>(account, { query, variables, purpose: 'HISTORY', case: 'K-2023-41' });

/** Closed ones, which no machine moves; the later one came in, the sooner its permit ended. */
function plantProvisions(): void {
  const { state } = gateway.network;
  const { link } = state
    .prepare<[string], { link: number }>('SELECT link FROM person WHERE institution = ? LIMIT 1')
    .get(KOGANEI) as { link: number };
  const insert = state.prepare(
    `INSERT INTO inquiry (number, inquirer, provider, request_id, request, condition_hash, link, day, article, state,
     requested_at, changed_at, provision_state, provision_changed_at, received_at, route_until)
     VALUES (?, ?, ?, ?, ?, 'h', ?, '2023-06-27', '第12条の2', 'ANSWERED', ?, ?, 'SENT', ?, ?, ?)`,
  );
  const request = JSON.stringify({ row: '16の2', items: [VACCINATIONS] });
  const received = Date.parse('2023-06-01T00:00:00Z');
  state.transaction(() => {
    for (let at = 0; at < PLANTED; at += 1) {
      const when = received + at * 1_000;
      insert.run(
        ...[`5${String(at).padStart(19, '0')}`, KOKUBUNJI, KOGANEI, randomUUID(), request, link],
        ...[when, when, when, when, received + (PLANTED - at) * 86_400_000],
      );
    }
    // Of somebody whom the city does not know nothing is listed, and nothing counted.
    insert.run(
      ...['1'.repeat(20), KOKUBUNJI, KOGANEI, randomUUID(), request, 9_999_999],
      ...[received, received, received, received, received],
    );
  })();
}

interface Sent {
  readonly provisionRequests: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly id: string;
      readonly receivedAt: string;
      readonly expiresAt: string;
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}
const SENT = `query ($first: Int!, $after: String, $by: ProvisionOrder!) {
  provisionRequests(states: [SENT], first: $first, after: $after, orderBy: $by) {
    totalCount nodes { id receivedAt expiresAt } pageInfo { hasNextPage endCursor } } }`;

test.each([
  [1, 1, true],
  [999, 999, true],
  [1_000, 1_000, true],
])('a page of %i provisions has %i, and says that there are more', async (first, rows, more) => {
  const { data, errors } = await as<Sent>('manager', SENT, { first, by: 'RECEIVED_AT' });
  expect(errors).toEqual([]);
  const { nodes, pageInfo, totalCount } = data.provisionRequests;
  expect([nodes.length, pageInfo.hasNextPage, totalCount]).toEqual([rows, more, PLANTED]);
});

test.each(['RECEIVED_AT', 'EXPIRES_AT'])('all pages by %s have everybody once, in order', async (by) => {
  const all: Sent['provisionRequests']['nodes'][number][] = [];
  for (let after: string | null = null; ;) {
    const page: Answer<Sent> = await as<Sent>('manager', SENT, { first: 400, after, by });
    all.push(...page.data.provisionRequests.nodes);
    if (!page.data.provisionRequests.pageInfo.hasNextPage) break;
    after = page.data.provisionRequests.pageInfo.endCursor;
  }
  expect(new Set(all.map(({ id }) => id)).size).toBe(PLANTED);
  const times = all.map((one) => (by === 'EXPIRES_AT' ? one.expiresAt : one.receivedAt));
  expect(times).toEqual(times.toSorted());
  const { data } = await as<Sent>('manager', SENT, { first: 1, by });
  const wrong = await as<Sent>('manager', SENT, {
    ...{ first: 1, by: by === 'EXPIRES_AT' ? 'RECEIVED_AT' : 'EXPIRES_AT' },
    after: data.provisionRequests.pageInfo.endCursor,
  });
  expect(wrong.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

interface Rows {
  readonly linkageRows: readonly {
    readonly row: string;
    readonly items: readonly { readonly code: string }[];
    readonly providers: readonly string[];
    readonly from: string;
    readonly to: string | null;
    readonly conflict: { readonly readingEn: string } | null;
  }[];
}
const ROWS = `query ($side: ExchangeSide!, $on: Date) { linkageRows(direction: $side, on: $on) {
  procedure row article citation affairJa affairEn inquirers providers items { code name } from to unverified
  conflict { sourceJa readingJa readingEn } } }`;

test('rows are those in force on the day, on the side on which the city may use them', async () => {
  const rows = async (side: string, on?: string) =>
    (await as<Rows>('number-clerk', ROWS, { side, on })).data.linkageRows;
  const asked = await rows('INQUIRER');
  expect(asked.map(({ row }) => row)).toContain('16の2');
  expect(asked.map(({ row }) => row)).not.toContain('115の2');
  const provided = await rows('PROVIDER');
  expect(provided.find(({ row }) => row === '115の2')?.conflict?.readingEn).toContain('X09');
  expect(provided.map(({ row }) => row)).not.toContain('17');
  for (const on of ['2020-01-01', '2021-09-01', '2024-06-01'])
    for (const { from, to } of await rows('INQUIRER', on))
      expect([on, from <= on && on <= (to ?? '9999')]).toEqual([on, true]);
  expect((await rows('INQUIRER', '2024-06-01')).map(({ row }) => row)).not.toContain('16の2');
  expect(await rows('INQUIRER', '2010-01-01')).toEqual([]);
});

test('an inquiry made of what rows and bodies offer is accepted', async () => {
  const { data } = await as<Rows & { linkageBodies: { code: string; name: string; kind: string }[] }>(
    'number-clerk',
    `{ linkageRows(direction: INQUIRER) { row items { code } providers }
       linkageBodies(nameOrCode: "国分寺") { code name kind } }`,
  );
  const [body] = data.linkageBodies;
  expect(body).toEqual({ code: KOKUBUNJI, name: '国分寺市長', kind: 'MUNICIPALITY' });
  const row = data.linkageRows.find(({ providers }) => providers.includes(body?.kind ?? ''));
  const input = {
    ...{ idempotencyKey: 'made-of-what-is-offered', atenaNumber: movedIn(gateway.settings.dataDirectory) },
    ...{ row: row?.row, provider: body?.code, items: row?.items.map(({ code }) => code) },
  };
  const made = await as<{ requestInformation: { request: { id: string }; userErrors: unknown[] } }>(
    'number-clerk',
    `mutation ($input: RequestInformationInput!) { requestInformation(input: $input) { request { id } userErrors { code } } }`,
    { input },
  );
  expect(made.data.requestInformation.userErrors).toEqual([]);
  const { id } = made.data.requestInformation.request;
  type Told = { informationRequest: { state: string; history: { state: string; at: string }[] } };
  const told = await until(async () => {
    const read = await as<Told>(
      'number-clerk',
      'query ($id: ID!) { informationRequest(id: $id) { state history { state at } } }',
      { id },
    );
    return read.data.informationRequest.state === 'ANSWERED' ? read.data.informationRequest : null;
  });
  const states = told.history.map(({ state }) => state);
  expect(states[0]).toBe('UNSENT');
  expect(states.at(-1)).toBe('ANSWERED');
  expect(states.length).toBeGreaterThan(2);
  expect(new Set(states).size).toBe(states.length);
  type Total = { informationRequests: { totalCount: number; nodes: { id: string }[] } };
  for (const [list, n] of [
    ['', 1],
    ['(states: [ANSWERED])', 1],
    ['(states: [UNSENT])', 0],
  ] as const) {
    const of = await as<Total>('number-clerk', `{ informationRequests${list} { totalCount nodes { id } } }`);
    expect([list, of.data.informationRequests.totalCount, of.data.informationRequests.nodes.length]).toEqual([
      ...[list, n, n],
    ]);
  }
});

test.each([
  ['', 'everybody but the city itself'],
  ['02201 ', 'the beginning of a code'],
  ['kokubunji', 'the English name, in small letters'],
])('bodies are found by "%s": %s', async (nameOrCode) => {
  const { data } = await as<{ linkageBodies: { code: string }[] }>(
    'manager',
    'query ($of: String!) { linkageBodies(nameOrCode: $of) { code } }',
    { of: nameOrCode },
  );
  const codes = data.linkageBodies.map(({ code }) => code);
  expect(codes).toContain(KOKUBUNJI);
  expect(codes).not.toContain(KOGANEI);
});

test.each([0, 1, 999, 1_000, 1_001])('bodies of %i rows', async (first) => {
  const { errors } = await as('manager', `{ linkageBodies(nameOrCode: "", first: ${first}) { code } }`);
  const isFit = first >= 1 && first <= 1_000;
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(isFit ? [] : ['BAD_USER_INPUT']);
});

test('whoever has no part in linkage learns of no row and no body', async () => {
  const { errors } = await as('clerk', '{ linkageRows(direction: INQUIRER) { row } }');
  expect(errors).toHaveLength(1);
});

test('who approved, for which case and when, is told beside the states', async () => {
  const id = await waitingProvision(gateway, example(gateway.settings.dataDirectory, 'movedOut'));
  const read = () =>
    as<Decided>(
      'manager',
      `query ($id: ID!) { provisionRequest(id: $id) { state decidedBy decidedAt caseNumber payload { contentHash }
        history { state at account caseNumber } } }`,
      { id },
    );
  const before = (await read()).data.provisionRequest;
  expect(before).toMatchObject({ decidedBy: null, decidedAt: null, caseNumber: null });
  expect(before.history.map(({ state }) => state)).toEqual(['AWAITING_APPROVAL']);
  const { data } = await as<{ approveProvision: { userErrors: unknown[] } }>(
    'manager',
    `mutation ($id: ID!, $hash: String!) { approveProvision(id: $id, contentHash: $hash, idempotencyKey: "desk-approves") {
      userErrors { code } } }`,
    { id, hash: before.payload?.contentHash },
  );
  expect(data.approveProvision.userErrors).toEqual([]);
  const after = await until(async () => {
    const { provisionRequest: told } = (await read()).data;
    return told.state === 'SENT' ? told : null;
  });
  expect(after).toMatchObject({ decidedBy: 'manager', caseNumber: 'K-2023-41' });
  expect(after.decidedAt).toMatch(/^\d{4}-\d\d-\d\dT/);
  expect(after.history.map(({ state, account, caseNumber }) => [state, account, caseNumber])).toEqual([
    ['AWAITING_APPROVAL', null, null],
    ['APPROVED', 'manager', 'K-2023-41'],
    ['SENT', null, null],
  ]);
});

interface Decided {
  readonly provisionRequest: {
    readonly state: string;
    readonly decidedBy: string | null;
    readonly decidedAt: string | null;
    readonly caseNumber: string | null;
    readonly payload: { readonly contentHash: string } | null;
    readonly history: readonly {
      readonly state: string;
      readonly account: string | null;
      readonly caseNumber: string | null;
    }[];
  };
}
