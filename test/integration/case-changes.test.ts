import Database from 'better-sqlite3';
import { expandRecord } from '../../src/audit/reading/search.js';
import { listRecords, type ToldRecord } from '../../src/audit/reading/list-records.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { EditedCity } from '../support/edited-city.js';

/** What becomes of a case after it was opened: who is added, what was seen, merges, its last day. docs/attacks.md W8, W9, W14, W20. */

let city: EditedCity;
let gateway: TestGateway;
/** Residents of six households, whom no measure protects. */
let people: readonly string[];
beforeAll(async () => {
  city = new EditedCity();
  people = city.households(1, 6).map(([number]) => number ?? '');
  gateway = await startTestGateway(city.files.environment);
});
afterAll(async () => {
  await gateway?.stop();
  city?.remove();
});

const person = (at: number): string => people[at] ?? '';

interface Case {
  readonly number: string;
  readonly state: string;
  readonly documents: readonly string[];
  readonly persons: readonly { readonly atenaNumber: string }[];
}
interface Payload {
  readonly case: Case | null;
  readonly userErrors: readonly { readonly code: string; readonly field: string | null }[];
}

let keys = 0;
/** One act on a case, by the name of its mutation. */
async function act(
  name:
    'openCase' | 'addCasePersons' | 'addCaseDocuments' | 'addCaseConsent' | 'closeCase' | 'withdrawConsent',
  input: Record<string, unknown>,
): Promise<Payload & { readonly record: string }> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const answer = await gateway.as<{ done: Payload }>('clerk', {
    query: `mutation ($input: ${type}!) { done: ${name}(input: $input) { case { number state documents persons { atenaNumber } consent { form scopes on withdrawnOn } } userErrors { code field } } }`,
    variables: { input: { idempotencyKey: `case-change-${(keys += 1)}`, ...input } },
    purpose: 'INQUIRY',
  });
  expect(answer.errors).toEqual([]);
  return { ...answer.data.done, record: answer.record };
}

async function opened(atenaNumbers: readonly string[], more: Record<string, unknown> = {}): Promise<string> {
  const { case: made, userErrors } = await act('openCase', {
    ...{ atenaNumbers, purposes: ['INQUIRY'], window: 'health-counter', requester: 'PERSON' },
    ...{ documents: ['NUMBER_CARD'], ...more },
  });
  expect(userErrors).toEqual([]);
  return made?.number ?? '';
}

const nameOf = async (atenaNumber: string, number: string) => {
  const { data, status } = await gateway.as<{ resident: { name: object | null } } | null>('clerk', {
    query: 'query ($id: ID!) { resident(atenaNumber: $id) { name { kanji } } }',
    variables: { id: atenaNumber },
    ...{ purpose: 'INQUIRY', case: number },
  });
  return status === 200 ? (data?.resident.name ?? null) : 'REFUSED';
};

async function acts(): Promise<readonly ToldRecord[]> {
  const all: ToldRecord[] = [];
  const { auditDirectory } = gateway.settings;
  const kinds = new Set(['ACT']);
  for await (const record of listRecords(auditDirectory, gateway.auditKeys, { kinds })) all.push(record);
  return all;
}

/** What time or another system does to a case, behind the gateway's back. */
function write(sql: string, ...values: readonly string[]): void {
  const { store } = gateway.settings;
  if (store.kind !== 'sqlite') throw new Error('The suites have a store of their own');
  const database = new Database(store.path, { timeout: 10_000 });
  try {
    expect(database.prepare(sql).run(...values).changes).toBe(1);
  } finally {
    database.close();
  }
}

describe('a case that grows', () => {
  test('W8: whoever is added is opened from then on, with an intent and an outcome of its own', async () => {
    const number = await opened([person(0)]);
    expect(await nameOf(person(1), number)).toBeNull();
    const { case: grown, userErrors } = await act('addCasePersons', { number, atenaNumbers: [person(1)] });
    expect(userErrors).toEqual([]);
    expect(grown?.persons.map(({ atenaNumber }) => atenaNumber)).toEqual([person(0), person(1)]);
    expect(await nameOf(person(1), number)).toEqual({ kanji: expect.any(String) as string });
    const [intent, outcome] = (await acts()).slice(-2);
    expect([intent, outcome]).toMatchObject([
      { act: 'addCasePersons', phase: 'INTENT', case: number, result: null },
      { act: 'addCasePersons', phase: 'OUTCOME', case: number, result: `ADDED ${number}` },
    ]);
    expect([intent?.['subjects'], outcome?.['id']]).toEqual([
      expect.arrayContaining([expect.any(String), expect.any(String)]) as object,
      intent?.['id'],
    ]);
  });

  test('W8: kinds of documents that were seen later stand beside those of the first day, each once', async () => {
    const number = await opened([person(0)]);
    const added = await act('addCaseDocuments', { number, documents: ['PASSPORT', 'NUMBER_CARD'] });
    expect([added.userErrors, added.case?.documents]).toEqual([[], ['NUMBER_CARD', 'PASSPORT']]);
    expect((await act('addCaseDocuments', { number, documents: ['PASSPORT'] })).userErrors).toMatchObject([
      { code: 'TERMS', field: 'documents' },
    ]);
  });

  test('W14: what was seen, when and by whom is on the case, at the opening and since', async () => {
    const number = await opened([person(0)], { documents: ['PASSPORT'] });
    await act('addCaseDocuments', { number, documents: ['NOTIFICATION_CARD', 'PASSPORT'] });
    const { data } = await gateway.as<{ case: { identityChecks: object[] }; viewer: object }>('clerk', {
      query:
        'query ($n: ID!) { case(number: $n) { identityChecks { documents showsWho showsNumber checkedBy checkedAt } } viewer { purposeOfUse } }',
      ...{ variables: { n: number }, purpose: 'INQUIRY' },
    });
    const seen = { checkedBy: 'clerk', checkedAt: expect.stringMatching(/^\d{4}-.*T/) as string };
    expect(data.case.identityChecks).toEqual([
      { documents: ['PASSPORT'], showsWho: true, showsNumber: false, ...seen },
      { documents: ['NOTIFICATION_CARD'], showsWho: false, showsNumber: true, ...seen },
    ]);
    // R066: the sentence that a screen of purposes shows.
    expect(data.viewer).toEqual({
      purposeOfUse: '予防接種対象者の個人番号を利用して効率的な事務運用を図るため',
    });
  });

  test('W8: what is refused is refused with its code, in the answer and in the log, and leaves nothing', async () => {
    const number = await opened([person(0)], {
      consent: { form: '同意書', scopes: ['CONFIRM_RECORDS'], on: '2023-06-01' },
    });
    const before = (await acts()).length;
    const refusal = async (input: Record<string, unknown>, code: string) => {
      const { case: none, userErrors, record } = await act('addCasePersons', { number, ...input });
      expect([none, userErrors.map((error) => error.code)]).toEqual([null, [code]]);
      const lines: string[] = [];
      for await (const line of expandRecord(gateway.settings.auditDirectory, gateway.auditKeys, record))
        lines.push(`${line.coordinate} ${line.outcome} ${line.reason ?? ''}`);
      expect(lines.join('\n')).toContain(`Mutation.addCasePersons REFUSED ${code}`);
    };
    await refusal({ atenaNumbers: [person(0)] }, 'TERMS');
    await refusal({ atenaNumbers: ['999999999999999'] }, 'UNKNOWN_PERSON');
    await refusal({ atenaNumbers: [person(1)], number: '2023-99999' }, 'UNKNOWN_CASE');
    await refusal({ atenaNumbers: [person(1)], number: 'D-1' }, 'UNKNOWN_CASE');
    expect(
      (await act('addCasePersons', { number, atenaNumbers: [person(1)], validateOnly: true })).case,
    ).toBeNull();
    expect((await acts()).length).toBe(before);
    await act('withdrawConsent', { number });
    await refusal({ atenaNumbers: [person(1)] }, 'CONSENT_WITHDRAWN');
    await act('closeCase', { number, outcome: 'WITHDRAWN' });
    await refusal({ atenaNumbers: [person(1)] }, 'CASE_CLOSED');
  });

  test('W20: a consent that came later is added once, on record with the persons, and can be taken back', async () => {
    const number = await opened([person(0), person(1)]);
    const consent = { form: '接種記録確認同意書', scopes: ['CONFIRM_RECORDS'], on: '2023-06-27' };
    const refusal = async (more: Record<string, unknown>, code: string, field: string) =>
      expect(await act('addCaseConsent', { number, consent: { ...consent, ...more } })).toMatchObject({
        ...{ case: null, userErrors: [{ code, field }] },
      });
    await refusal({ on: '2023-06-26' }, 'CONSENT_BEFORE_CASE', 'consent.on');
    await refusal({ on: '2023-06-28' }, 'DATE', 'consent.on');
    await refusal({ scopes: [] }, 'CONSENT_INCOMPLETE', 'consent');
    await refusal({ form: ' ' }, 'CONSENT_INCOMPLETE', 'consent');
    const before = (await acts()).length;
    const tried = await act('addCaseConsent', { number, consent, validateOnly: true });
    expect([tried.case, tried.userErrors, (await acts()).length]).toEqual([null, [], before]);
    const added = await act('addCaseConsent', { number, consent });
    expect(added).toMatchObject({ userErrors: [], case: { consent: { ...consent, withdrawnOn: null } } });
    const [intent, outcome] = (await acts()).slice(before);
    expect([intent, outcome]).toMatchObject([
      { act: 'addCaseConsent', phase: 'INTENT', case: number },
      { act: 'addCaseConsent', phase: 'OUTCOME', result: `CONSENTED ${number}` },
    ]);
    expect(outcome?.['subjects']).toHaveLength(2);
    const subjects = new Set<unknown>();
    for await (const line of expandRecord(gateway.settings.auditDirectory, gateway.auditKeys, added.record))
      if (line.coordinate === 'Mutation.addCaseConsent') subjects.add(line.subject);
    expect(subjects.size).toBe(2);
    await refusal({ scopes: ['ISSUE_COUPON'] }, 'CONSENT_STANDS', 'number');
    const withdrawal = (on: string) => act('withdrawConsent', { number, on });
    expect((await withdrawal('2023-06-26')).userErrors).toMatchObject([
      { code: 'WITHDRAWN_BEFORE_CONSENT', field: 'on' },
    ]);
    expect((await withdrawal('2023-06-28')).userErrors).toMatchObject([{ code: 'DATE', field: 'on' }]);
    expect((await act('withdrawConsent', { number })).userErrors).toEqual([]);
    await refusal({}, 'CONSENT_WITHDRAWN', 'number');
    expect((await act('closeCase', { number, outcome: 'WITHDRAWN' })).userErrors).toEqual([]);
    await refusal({}, 'CASE_CLOSED', 'number');
  });

  test('W8: a case is about a hundred persons at most', async () => {
    const numbers = city.households(1, 101).flat();
    const number = await opened(numbers.slice(0, 99));
    const refused = await act('addCasePersons', { number, atenaNumbers: numbers.slice(99) });
    expect(refused.userErrors).toMatchObject([{ code: 'TOO_MANY_PERSONS', field: 'atenaNumbers' }]);
    const added = await act('addCasePersons', { number, atenaNumbers: numbers.slice(99, 100) });
    expect(added.case?.persons).toHaveLength(100);
  });
});

describe('a case as time goes by', () => {
  test('W9: a person whose number was merged since is opened under the number that stands, and found by it', async () => {
    const number = await opened([person(2)]);
    const old = '000000000900042';
    city.files.change(
      'address-name',
      `INSERT INTO T_GYOMU_ATENA (GYOMU_KUBUN, GYOMU_NO, TOGO_NO, YUKO_KUBUN, HENKO_DATE)
       SELECT 'JK', ?, TOGO_NO, '0', 'R05.04.01' FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'JK' AND GYOMU_NO = ?`,
      [old, person(2)],
    );
    // As it would stand there had it been opened before the merge.
    write('UPDATE case_person SET atena_number = ? WHERE case_number = ?', old, number);
    for (const name of [person(2), old])
      expect(await nameOf(name, number)).toEqual({ kanji: expect.any(String) as string });
    expect(await nameOf(person(3), number)).toBeNull();
    const all = await gateway.as<{ residents: { nodes: object[]; totalCount: number } }>('clerk', {
      query: '{ residents(where: {}) { totalCount nodes { atenaNumber } } }',
      ...{ purpose: 'HISTORY', case: number },
    });
    expect(all.errors).toEqual([]);
    expect(all.data.residents).toEqual({ totalCount: 1, nodes: [{ atenaNumber: person(2) }] });
    const { data } = await gateway.as<{ case: Pick<Case, 'persons'> }>('clerk', {
      query: 'query ($n: ID!) { case(number: $n) { persons { atenaNumber } } }',
      ...{ variables: { n: number }, purpose: 'INQUIRY' },
    });
    expect(data.case.persons).toEqual([{ atenaNumber: person(2) }]);
  });

  test('W9: on its last day it opens, the day after it does not; then it is closed and nothing else', async () => {
    const number = await opened([person(4)]);
    write("UPDATE case_file SET open_until = '2023-06-27' WHERE number = ?", number);
    expect(await nameOf(person(4), number)).toEqual({ kanji: expect.any(String) as string });
    write("UPDATE case_file SET open_until = '2023-06-26' WHERE number = ?", number);
    expect(await nameOf(person(4), number)).toBe('REFUSED');
    const added = await act('addCasePersons', { number, atenaNumbers: [person(5)] });
    expect(added.userErrors).toMatchObject([{ code: 'CASE_CLOSED' }]);
    const { data } = await gateway.as<{ case: { state: string } }>('clerk', {
      query: 'query ($n: ID!) { case(number: $n) { state } }',
      ...{ variables: { n: number }, purpose: 'INQUIRY' },
    });
    expect(data.case.state).toBe('EXPIRED');
    expect((await act('closeCase', { number, outcome: 'ANSWERED' })).case?.state).toBe('CLOSED');
  });

  test('W9: a mandate covers what the proxy asks for, no more', async () => {
    const scope = async (purposes: readonly string[], scopes: readonly string[]) => {
      const { userErrors } = await act('openCase', {
        ...{ atenaNumbers: [person(0)], purposes, window: 'health-counter', validateOnly: true },
        ...{ requester: 'PROXY', ground: 'MANDATE', requesterName: '代理 花子' },
        ...{ documents: ['NUMBER_CARD', 'MANDATE'], consent: { form: '委任状', scopes, on: '2023-06-01' } },
      });
      return userErrors.map(({ code }) => code);
    };
    expect(await scope(['INQUIRY'], ['ANSWER_PROXY'])).toEqual([]);
    expect(await scope(['INQUIRY'], ['CONFIRM_RECORDS'])).toEqual(['CONSENT_NEEDED']);
    expect(await scope(['CERTIFICATE'], ['ANSWER_PROXY'])).toEqual(['CONSENT_NEEDED']);
    expect(await scope(['CERTIFICATE'], ['ANSWER_PROXY', 'ISSUE_CERTIFICATE'])).toEqual([]);
  });
});
