import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import * as fc from 'fast-check';
import { cityRows } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import {
  KOGANEI,
  KOKUBUNJI,
  SPECIAL_MEASURES,
  VACCINATIONS,
  openAs,
  until,
} from '../support/intermediate/world.js';
import { Sealed } from '../../src/individual-number/sealed.js';

/** What a page of residents costs at the intermediate server, and that everybody on it is told their own. */

let gateway: TestGateway;
/** Operations that reached the stand-in's socket for the member of staff who asks; the machine's own are not among them. */
const calls: string[] = [];
const onRequest = (message: unknown) => {
  const { request } = message as { readonly request: IncomingMessage };
  if (String(request.socket.localPort) !== gateway.network.url.port) return;
  const [, claims = ''] = String(request.headers.authorization).split('.');
  const { sub, op } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub: string; op: string };
  if (sub === 'KG1002') calls.push(op);
};

beforeAll(async () => {
  gateway = await startTestGateway({}, { intermediate: true });
  await until(() => (isCarriedOver() ? true : null), 60_000);
  generateHistories();
  subscribe('http.server.request.start', onRequest);
});
afterAll(async () => {
  unsubscribe('http.server.request.start', onRequest);
  await gateway?.stop();
});

const row = fc.record({
  side: fc.constantFrom('INQUIRER', 'PROVIDER'),
  item: fc.constantFrom(VACCINATIONS, SPECIAL_MEASURES),
  hidden: fc.integer({ min: 0, max: 1 }),
  at: fc.integer({ min: 1_600_000_000_000, max: 1_680_000_000_000 }),
});
const history = fc.record({
  records: fc.array(row, { maxLength: 4 }),
  restrictions: fc.uniqueArray(row, { maxLength: 2, selector: ({ item }) => item }),
});

/** Support measures are carried over at the start; a past that is made before would be changed by it. */
function isCarriedOver(): boolean {
  const row = gateway.network.state
    .prepare<[string], { done: 0 | 1 }>(
      "SELECT (SELECT count(*) FROM log WHERE staff = 'SEKISHO' AND operation = 'TKY06') >= (SELECT count(DISTINCT link) FROM restriction WHERE institution = ? AND non_disclosure = 1) AS done",
    )
    .get(KOGANEI);
  return row?.done === 1;
}

/** Everybody whom Koganei's server knows gets a generated past there; some have none. */
function generateHistories(): void {
  const { state } = gateway.network;
  const links = state
    .prepare<[string], { link: number }>('SELECT link FROM person WHERE institution = ? ORDER BY link')
    .all(KOGANEI);
  const pasts = fc.sample(history, { numRuns: links.length, seed: 13210 });
  const record = state.prepare('INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?)');
  const restriction = state.prepare('INSERT OR REPLACE INTO restriction VALUES (?, ?, ?, ?, ?, ?, ?)');
  let number = 0;
  state.transaction(() => {
    links.forEach(({ link }, at) => {
      for (const { side, item, hidden, at: when } of pasts[at]?.records ?? [])
        record.run(
          ...[
            KOGANEI,
            String(++number).padStart(20, '0'),
            side,
            KOKUBUNJI,
            '16の2',
            '第12条の2',
            `["${item}"]`,
          ],
          ...[link, '2023-01-01', when, hidden, '2030-01-01'],
        );
      for (const { item, hidden, at: when } of pasts[at]?.restrictions ?? [])
        restriction.run(KOGANEI, link, item, 1, hidden, when, 'KG1002');
    });
  })();
}

interface Page {
  readonly residents: {
    readonly nodes: readonly {
      readonly atenaNumber: string;
      readonly linkage: {
        readonly records: readonly { readonly id: string }[];
        readonly restrictions: readonly { readonly changedAt: string }[];
      };
    }[];
  };
}

const EVERYBODY = '{ status: [RESIDENT, MOVED_OUT, DECEASED, STRUCK_OFF, NON_RESIDENT_ENTRY] }';
const page = (first: number) =>
  gateway.as<Page>('number-clerk', {
    purpose: 'HISTORY',
    query: `{ residents(where: ${EVERYBODY}, first: ${first}) { nodes { atenaNumber linkage { records { id } restrictions { changedAt } } } } }`,
  });

/** 200 persons a call: a page of 1,000, the longest there is, is five calls of each kind. */
test.each([
  [1, 1],
  [120, 1],
  [1_000, 5],
])('a page of %i residents costs %i calls for records and as many for restrictions', async (first, each) => {
  await page(1); // The log-in, and the names of the bodies, are asked for once.
  calls.length = 0;
  gateway.statements.length = 0;
  const { data, errors } = await page(first);
  expect(errors).toEqual([]);
  expect(data.residents.nodes).toHaveLength(first);
  expect(calls.toSorted()).toEqual([...Array(each).fill('TKM01'), ...Array(each).fill('TKY06')]);
  expect(gateway.statements.length).toBeLessThanOrEqual(10);
});

test('everybody on a page of 1,000 is told their own, and what a read of theirs alone tells', async () => {
  const { data } = await page(1_000);
  const shown = new Map(
    data.residents.nodes.map(({ atenaNumber, linkage: { records, restrictions } }) => [
      atenaNumber,
      [records.map(({ id }) => id), restrictions.map(({ changedAt }) => changedAt)],
    ]),
  );
  const keys = new Map(
    cityRows<{ id: string; togo: string }>(
      'address-name',
      "SELECT GYOMU_NO AS id, TOGO_NO AS togo FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'JK' AND YUKO_KUBUN = '1'",
    ).map(({ id, togo }) => [id.trimEnd(), togo]),
  );
  const persons = [...shown.keys()];
  expect(persons).toHaveLength(1_000);
  expect([...shown.values()]).toEqual(persons.map((person) => heldOf(keys.get(person) ?? '')));
  expect(new Set([...shown.values()].map(([records]) => records?.join())).size).toBeGreaterThan(500);

  // Spread over all five calls.
  const server = openAs(gateway.network, KOGANEI);
  const call = { staff: 'KG1002', signal: AbortSignal.timeout(60_000) };
  for (const person of persons.filter((_, at) => at % 8 === 0)) {
    const key = [new Sealed(keys.get(person) ?? '')];
    const [[records = []], [restrictions = []]] = await Promise.all([
      server.records(key, call),
      server.restrictions(key, call),
    ]);
    expect(shown.get(person)).toEqual([
      records.map(({ processingNumber }) => processingNumber),
      restrictions.map(({ changedAt }) => changedAt),
    ]);
  }
  await server.close();
});

/** What Koganei's server holds of a person, read in its file. */
function heldOf(integrated: string): readonly (readonly string[])[] {
  const of = (sql: string) =>
    gateway.network.state
      .prepare<[string, string], { told: string | number }>(
        `${sql} JOIN person p USING (institution, link) WHERE p.institution = ? AND p.integrated = ? ORDER BY 1, 2`,
      )
      .all(KOGANEI, integrated)
      .map(({ told }) => told);
  return [
    of('SELECT r.requested_at, r.number AS told FROM record r').map(String),
    of('SELECT r.item, r.changed_at AS told FROM restriction r').map((at) => new Date(at).toISOString()),
  ];
}
