import { birthDateOf } from '../support/birth-date.js';
import { cityRows } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/** Who saw this person (R195, R232): found by the auditor, told from the journal, and on record itself. */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

interface Node {
  readonly record: string;
  readonly account: { readonly id: string; readonly nameJa: string; readonly nameEn: string };
  readonly purpose: { readonly id: string; readonly nameJa: string; readonly nameEn: string };
  readonly case: string | null;
  readonly coordinates: readonly {
    readonly coordinate: string;
    readonly labelJa: string;
    readonly labelEn: string;
    readonly outcome: string;
    readonly reason: string | null;
  }[];
}
interface History {
  readonly accessHistory: {
    readonly nodes: readonly Node[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const QUERY = `query ($id: ID!, $first: Int = 50, $after: String, $from: DateTime, $to: DateTime) {
  accessHistory(subject: $id, first: $first, after: $after, from: $from, to: $to) {
    nodes { record at role case zone count account { id nameJa nameEn } purpose { id nameJa nameEn } coordinates { coordinate labelJa labelEn outcome reason count } }
    edges { cursor node { record } }
    pageInfo { hasNextPage endCursor }
    indexedUpTo { writer at }
  }
}`;
const AUDIT = { purpose: 'AUDIT', from: '127.0.0.4', query: QUERY } as const;
const CASE = { purpose: 'INQUIRY', case: '2023-0001' } as const;

const people = (protectedOnes: boolean): readonly string[] =>
  cityRows<{ id: string }>(
    'registry',
    protectedOnes
      ? `SELECT ATENA_NO AS id FROM JUKI_SIEN WHERE TORIKESI_FLG = '0' AND KAISI_YMD <= '20230627' AND SYURYO_YMD >= '20230627'`
      : `SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' AND ATENA_NO NOT IN (SELECT ATENA_NO FROM JUKI_SIEN) ORDER BY ATENA_NO DESC LIMIT 12`,
  ).map(({ id }) => id);

const look = (id: string, why: { purpose: string; case?: string } = CASE) =>
  gateway.as('clerk', {
    ...why,
    query: `{ resident(atenaNumber: "${id}") { name { kanji } address phone } }`,
  });

test('the auditor finds what the clerk looked at, by the record that the clerk’s answer carried', async () => {
  const [id = ''] = people(false);
  const seen = await look(id);
  const answer = await gateway.as<History>('auditor', { ...AUDIT, variables: { id } });
  expect(answer.errors).toEqual([]);
  const [node] = answer.data.accessHistory.nodes;
  expect(node).toMatchObject({
    record: seen.record,
    account: { id: 'clerk', nameJa: '健康課 保健師', nameEn: 'Public health nurse, Health Division' },
    purpose: {
      ...{ id: 'INQUIRY', nameJa: '問い合わせに関する事務' },
      nameEn: 'Answering inquiries about a vaccination history',
    },
    case: '2023-0001',
  });
  expect(node?.coordinates).toContainEqual(
    expect.objectContaining({
      coordinate: 'PersonName.kanji',
      labelJa: '氏名:漢字氏名',
      labelEn: 'Name as the source has it: In kanji',
      outcome: 'DISCLOSED',
    }),
  );
});

test('looking at the log is in the log', async () => {
  const id = people(false)[1] ?? '';
  const first = await gateway.as<History>('auditor', { ...AUDIT, variables: { id } });
  expect(first.data.accessHistory.nodes).toEqual([]);
  const second = await gateway.as<History>('auditor', { ...AUDIT, variables: { id } });
  expect(second.data.accessHistory.nodes.map(({ record }) => record)).toEqual([first.record]);
  expect(second.data.accessHistory.nodes[0]?.coordinates).toContainEqual(
    expect.objectContaining({ coordinate: 'Query.accessHistory' }),
  );
});

test('somebody who does not exist is answered like one nobody has looked at', async () => {
  const shape = (text: string) => text.replace(/"at":"[^"]+"/g, 'AT');
  const nobody = await gateway.as('auditor', { ...AUDIT, variables: { id: '999999999999991' } });
  const somebody = await gateway.as('auditor', { ...AUDIT, variables: { id: people(false)[2] } });
  expect(nobody.status).toBe(200);
  expect(shape(nobody.text)).toBe(shape(somebody.text));
});

test('of an answer about many, nothing is told of the others', async () => {
  const seen = await gateway.as<{ residents: { nodes: { atenaNumber: string; name: { kanji: string } }[] } }>(
    'clerk',
    {
      ...CASE,
      query: '{ residents(where: {kanaPrefix: "サ"}, first: 20) { nodes { atenaNumber name { kanji } } } }',
    },
  );
  const all = seen.data.residents.nodes;
  const answer = await gateway.as<History>('auditor', { ...AUDIT, variables: { id: all[3]?.atenaNumber } });
  const node = answer.data.accessHistory.nodes.find(({ record }) => record === seen.record);
  expect(node).toMatchObject({ count: 3 });
  for (const { atenaNumber, name } of all) {
    expect(answer.text).not.toContain(atenaNumber);
    expect(answer.text).not.toContain(name.kanji);
  }
});

test('pages are complete, without doubles, newest first', async () => {
  const id = people(false)[4] ?? '';
  const records: string[] = [];
  for (let at = 0; at < 7; at++) records.unshift((await look(id)).record);
  const to = new Date(Date.now() + 1).toISOString();
  const found: string[] = [];
  for (let after: string | null = null; ;) {
    const answer: { data: History } = await gateway.as<History>('auditor', {
      ...AUDIT,
      variables: { id, first: 3, after, to },
    });
    const { nodes, pageInfo } = answer.data.accessHistory;
    found.push(...nodes.map(({ record }) => record));
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  expect(found.filter((record) => records.includes(record))).toEqual(records);
  expect(new Set(found).size).toBe(found.length);
});

test.each([
  ['clerk', 'HISTORY', '127.0.0.1'],
  ['manager', 'HISTORY', '127.0.0.1'],
  ['admin', 'ADMINISTRATION', '127.0.0.4'],
  ['auditor', 'AUDIT', '127.0.0.3'],
  ['auditor', 'AUDIT', '127.0.0.2'],
])('%s under %s from %s reads no log', async (account, purpose, from) => {
  const answer = await gateway.as(account, { ...AUDIT, purpose, from, variables: { id: people(false)[0] } });
  expect(answer.data).toBeNull();
  expect(answer.errors[0]?.extensions.code).toBe('FORBIDDEN');
});

test('the disclosure desk needs a case, and reads reasons in general terms', async () => {
  const id = people(true)[0] ?? '';
  await look(id, { purpose: 'RECOMMEND' });
  const desk = { ...AUDIT, purpose: 'DISCLOSURE', variables: { id } };
  expect((await gateway.as('disclosure', desk)).errors[0]?.extensions.code).toBe('PURPOSE_REQUIRED');
  const answer = await gateway.as('disclosure', { ...desk, case: 'D-1' });
  expect(answer.errors).toEqual([]);
  expect(answer.text).not.toContain('support-measures');
  expect((await gateway.as('auditor', { ...AUDIT, variables: { id } })).text).toContain(
    'support-measures.contact',
  );
});

test('whom an account saw is for the auditor, and persons are pseudonyms', async () => {
  const id = people(false)[5] ?? '';
  const seen = await look(id);
  const query =
    '{ accountHistory(account: "clerk", first: 5) { nodes { record subject account { id } } pageInfo { hasNextPage } } }';
  const answer = await gateway.as<{ accountHistory: { nodes: { record: string; subject: string }[] } }>(
    'auditor',
    { ...AUDIT, query },
  );
  expect(answer.errors).toEqual([]);
  expect(answer.data.accountHistory.nodes[0]).toMatchObject({
    record: seen.record,
    subject: expect.stringMatching(/^[\w-]{9}$/),
  });
  expect(answer.text).not.toContain(id);
  const desk = await gateway.as('disclosure', { ...AUDIT, query, purpose: 'DISCLOSURE', case: 'D-1' });
  expect(desk.errors[0]?.extensions.code).toBe('FORBIDDEN');
});

describe('the extract', () => {
  const EXTRACT =
    'query ($id: ID!, $birthDate: Date!) { disclosureExtract(subject: $id, birthDate: $birthDate) { entries { at atJa sectionJa purposeJa items { itemJa outcomeJa } } } }';
  const extract = (id: string) =>
    gateway.as('disclosure', {
      query: EXTRACT,
      purpose: 'DISCLOSURE',
      case: 'D-1',
      from: '127.0.0.4',
      variables: { id, birthDate: birthDateOf(id) },
    });

  test('tells office, purpose and items in words, and no account', async () => {
    const id = people(false)[6] ?? '';
    await look(id);
    const answer = await extract(id);
    expect(answer.errors).toEqual([]);
    expect(answer.data).toMatchObject({
      disclosureExtract: {
        entries: [
          {
            sectionJa: '健康課の保健師・事務職員',
            purposeJa: '問い合わせに関する事務',
            items: expect.arrayContaining([{ itemJa: '氏名', outcomeJa: '取り扱いました' }]),
          },
        ],
      },
    });
    expect(answer.text).not.toContain('clerk');
  });

  test('of a person under support measures it tells neither the measure nor that anything is left out', async () => {
    const id = people(true)[0] ?? '';
    await look(id, { purpose: 'RECOMMEND' });
    const answer = await extract(id);
    expect(answer.errors).toEqual([]);
    expect(answer.text).toContain('氏名');
    expect(answer.text).not.toMatch(/住所|電話|支援|support|除/);
  });

  test('is the desk’s alone', async () => {
    const answer = await gateway.as('auditor', {
      query: EXTRACT,
      purpose: 'AUDIT',
      from: '127.0.0.4',
      variables: { id: people(false)[0], birthDate: '1990-01-01' },
    });
    expect(answer.errors[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
