import { join } from 'node:path';
import Database from 'better-sqlite3';
import { idOfName } from '../../src/audit/index/record-id.js';
import { birthDateOf } from '../support/birth-date.js';
import { cityRows } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { PolicyCopy } from '../support/policy-copy.js';

/** What the log's readers are told when its index lies, and while an inquiry is under way. */

let policy: PolicyCopy;
let gateway: TestGateway;
beforeAll(async () => {
  policy = new PolicyCopy();
  gateway = await startTestGateway({}, { root: policy.root });
});
afterAll(async () => {
  await gateway?.stop();
  policy?.remove();
});

const residents = (): readonly string[] =>
  cityRows<{ id: string }>(
    'registry',
    "SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' AND ATENA_NO NOT IN (SELECT ATENA_NO FROM JUKI_SIEN) LIMIT 5",
  ).map(({ id }) => id);
const look = (id: string, caseNumber: string) =>
  gateway.as('clerk', {
    purpose: 'INQUIRY',
    case: caseNumber,
    query: `{ resident(atenaNumber: "${id}") { name { kanji } } }`,
  });

interface History {
  readonly accessHistory: { readonly nodes: readonly ({ readonly record: string } | null)[] };
}
const history = (id: string) =>
  gateway.as<History>('auditor', {
    purpose: 'AUDIT',
    from: '127.0.0.4',
    query: `{ accessHistory(subject: "${id}") { nodes { record } } }`,
  });

test('an entry that the journal does not bear out is an error in its place, and alarmed; the others are told', async () => {
  const [id = '', other = ''] = residents();
  const seen = await look(id, '2023-0001');
  const elsewhere = await look(other, '2023-0001');
  expect((await history(id)).data.accessHistory.nodes).toEqual([{ record: seen.record }]);
  await history(other);
  // Somebody moves a line: the index now says that the answer about the other was about this person, too.
  const index = new Database(join(gateway.settings.dataDirectory, 'audit-index.sqlite'));
  const subjectOf = (record: string) =>
    index
      .prepare<[number], { subject: string }>('SELECT subject FROM access_subject WHERE operation = ?')
      .get(idOfName(record))?.subject;
  const { changes } = index
    .prepare('UPDATE access_subject SET subject = ? WHERE operation = ?')
    .run(subjectOf(seen.record), idOfName(elsewhere.record));
  index.close();
  expect(changes).toBe(1);

  const { data, errors } = await history(id);
  expect(data.accessHistory.nodes.filter((node) => node !== null).map(({ record }) => record)).toContain(
    seen.record,
  );
  expect(data.accessHistory.nodes.filter((node) => node === null)).toHaveLength(1);
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['AUDIT_UNAVAILABLE']);
  expect(errors[0]?.extensions.messageJa).toContain('監査の責任者');
  expect(gateway.logLines.filter((line) => line.includes(elsewhere.record)).join('')).toContain(
    'audit verify',
  );
});

test('while an inquiry covers a case, the extract is that of a log without it, and says how far it reaches', async () => {
  const id = residents()[3] ?? '';
  const extract = () =>
    gateway.as<{
      disclosureExtract: {
        entries: readonly { purposeJa: string }[];
        indexedUpTo: readonly { writer: string }[];
      };
    }>('disclosure', {
      purpose: 'DISCLOSURE',
      case: 'D-1',
      from: '127.0.0.4',
      query: `{ disclosureExtract(subject: "${id}", birthDate: "${birthDateOf(id)}") { entries { purposeJa items { itemJa } } indexedUpTo { writer at } } }`,
    });
  const inquiries = async () =>
    (await extract()).data.disclosureExtract.entries.filter(({ purposeJa }) =>
      purposeJa.startsWith('問い合わせ'),
    ).length;
  await look(id, '2023-0002');
  expect(await inquiries()).toBe(1);
  await look(id, '2023-0099');
  expect(await inquiries()).toBe(2);
  policy.edit('investigations.json', (text) =>
    text.replace(
      '"investigations": []',
      '"investigations": [{ "id": "I-1", "from": "2023-06-01", "to": null, "account": null, "case": "2023-0099" }]',
    ),
  );
  await gateway.reload();
  expect(await inquiries()).toBe(1);
  const { data, text } = await extract();
  expect(data.disclosureExtract.indexedUpTo).toMatchObject([{ writer: 'gw1' }]);
  expect(text).not.toMatch(/2023-0099|調査|捜査|I-1/);
});
