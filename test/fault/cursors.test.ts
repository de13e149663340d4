import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { EditedCity } from '../support/edited-city.js';
import { openCasesIn } from '../support/cases.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { HEALTH_DIVISION } from '../../src/policy/terms.js';

/**
 * docs/attacks.md J7: a cursor stands for what was asked. Which systems answer when it comes back changes neither the
 * list it is of, nor who is on it without a word.
 */

const OLD = '000000000900001';
let city: EditedCity;
let gateway: TestGateway;
/** Was merged: a case that was opened under the old number is about this one. */
let merged: string;
let others: readonly string[];
let seen: Awaited<ReturnType<typeof history>>;
beforeAll(async () => {
  city = new EditedCity();
  [merged = '', ...others] = city.households(1, 21).flat();
  city.files.change(
    'address-name',
    `INSERT INTO T_GYOMU_ATENA (GYOMU_KUBUN, GYOMU_NO, TOGO_NO, YUKO_KUBUN, HENKO_DATE)
     SELECT 'JK', ?, TOGO_NO, '0', 'R04.04.01' FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'JK' AND GYOMU_NO = ?`,
    [OLD, merged],
  );
  gateway = await startTestGateway(city.files.environment);
  const open = (name: string, persons: readonly string[]) =>
    openCasesIn(gateway.settings.store, { persons, cases: { [HEALTH_DIVISION]: [name] } });
  open('ALL-1', [...others, merged]);
  open('OLD-1', [...others, OLD]);
  for (let look = 0; look < 3; look++)
    await gateway.as('clerk', {
      purpose: 'RECOMMEND',
      query: `{ resident(atenaNumber: "${merged}") { name { kanji } } }`,
    });
  // While all systems answer: one that was silent is left alone for a while.
  seen = await history();
});
afterAll(async () => {
  await gateway?.stop();
  city?.remove();
});

/** What is asked while the address-name system does not answer. */
async function silently<Value>(asked: () => Promise<Value>): Promise<Value> {
  const path = join(city.files.folder, 'address-name.sqlite');
  renameSync(path, `${path}.away`);
  try {
    return await asked();
  } finally {
    renameSync(`${path}.away`, path);
  }
}

interface Page {
  readonly residents: {
    readonly totalCount: number | null;
    readonly pageInfo: { readonly endCursor: string };
    readonly nodes: readonly { readonly atenaNumber: string }[];
  } | null;
}
const listed = (number: string, after: string | null = null) =>
  gateway.as<Page>('clerk', {
    ...{ purpose: 'RECOMMEND', case: number },
    query:
      'query ($a: String) { residents(where: {birthDateFrom: "1900-01-01"}, first: 3, after: $a) { totalCount pageInfo { endCursor } nodes { atenaNumber } } }',
    variables: { a: after },
  });

interface History {
  readonly accessHistory: {
    readonly pageInfo: { readonly endCursor: string };
    readonly nodes: readonly { readonly record: string }[];
  };
}
const history = (after: string | null = null) =>
  gateway.as<History>('auditor', {
    ...{ purpose: 'AUDIT', from: '127.0.0.4' },
    query:
      'query ($s: ID!, $a: String) { accessHistory(subject: $s, first: 1, after: $a) { pageInfo { endCursor } nodes { record } } }',
    variables: { s: merged, a: after },
  });

test('a list under a case goes on while the address-name system is silent, whole or not at all', async () => {
  const first = await listed('ALL-1');
  const cursor = first.data.residents?.pageInfo.endCursor ?? '';
  const next = await listed('ALL-1', cursor);
  const ofOther = await listed('OLD-1', cursor);
  const underOld = await listed('OLD-1');
  expect(ofOther.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(underOld.data.residents?.totalCount).toBe(21);
  await silently(async () => {
    const goesOn = await listed('ALL-1', cursor);
    expect(goesOn.errors).toEqual([]);
    expect(goesOn.data.residents).toEqual(next.data.residents);
    const begun = await listed('ALL-1');
    expect(begun.data.residents?.pageInfo.endCursor).toBe(cursor);
    // One of them has a row under a number that nobody can say just now.
    const lacking = await listed('OLD-1');
    expect(lacking.errors[0]?.extensions.code).toBe('SOURCE_UNAVAILABLE');
  });
});

test('a history of the log goes on while nobody can say which numbers the person has had', async () => {
  const silent = await silently(() => history(seen.data.accessHistory.pageInfo.endCursor));
  expect(silent.errors).toEqual([]);
  expect(silent.data.accessHistory.nodes).toHaveLength(1);
  expect(silent.data.accessHistory.nodes).not.toEqual(seen.data.accessHistory.nodes);
});
