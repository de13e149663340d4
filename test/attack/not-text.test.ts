import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { cityRows, testCity } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/** docs/attacks.md J3: bytes in another encoding and BLOBs are set aside and told, in whatever column they stand. */

/** 山田 in CP932 as it would be read for UTF-8, a BLOB, controls, the halves of a pair. */
const BROKEN: readonly (readonly [string, Buffer, 'TEXT' | 'BLOB'])[] = [
  ['CP932 bytes', Buffer.from([0x8e, 0x52, 0x93, 0x63]), 'TEXT'],
  ['a BLOB', Buffer.from('山田', 'utf8'), 'BLOB'],
  ['a control character', Buffer.from('山\u0081田', 'utf8'), 'TEXT'],
  ['an escape of ISO-2022-JP', Buffer.from('\u001b$B;3ED', 'latin1'), 'TEXT'],
];
const COLUMNS = {
  SIMEI_KANJI: 'kanji',
  SIMEI_KANA: 'kana',
  TSUSHO: 'alias',
  ROMAJI: 'roman',
  KYUSI: 'former',
} as const;

let folder: string;
let gateway: TestGateway;
let people: readonly string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-not-text-'));
  const path = join(folder, 'registry.sqlite');
  copyFileSync(join(testCity().directory, '132101', 'registry.sqlite'), path);
  people = cityRows<{ id: string }>(
    'registry',
    `SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' AND ATENA_NO NOT IN (SELECT ATENA_NO FROM JUKI_SIEN)
       AND SETAI_NO NOT IN (SELECT SETAI_NO FROM JUKI_KIHON WHERE ATENA_NO = ?) ORDER BY 1 LIMIT 21`,
    testCity().manifest.staff['clerk'] ?? '',
  ).map(({ id }) => id);
  const database = new Database(path);
  let at = 0;
  for (const [, bytes, type] of BROKEN)
    for (const column of Object.keys(COLUMNS))
      database
        .prepare(`UPDATE JUKI_KIHON SET ${column} = CAST(? AS ${type}) WHERE ATENA_NO = ?`)
        .run(bytes, people[at++]);
  database.close();
  gateway = await startTestGateway({ SEKISHO_REGISTRY_URL: `sqlite:${path}` });
});
afterAll(async () => {
  await gateway?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const nameOf = async (id: string | undefined) => {
  const answer = await gateway.as<{ resident: { name: Record<string, string | null> } }>('clerk', {
    purpose: 'HISTORY',
    query: 'query ($id: ID!) { resident(atenaNumber: $id) { name { kanji kana alias roman former } } }',
    variables: { id },
  });
  const { extensions } = JSON.parse(answer.text) as { extensions: { sekisho: { warnings?: object[] } } };
  return { name: answer.data.resident.name, warnings: extensions.sekisho.warnings };
};

test.each(
  BROKEN.flatMap(([how], row) =>
    Object.entries(COLUMNS).map(([column, field], at) => [how, column, field, row * 5 + at] as const),
  ),
)('%s in %s are not shown, and the answer says so', async (_how, column, field, at) => {
  const { name, warnings } = await nameOf(people[at]);
  expect(name[field]).toBeNull();
  expect(warnings).toEqual([
    expect.objectContaining({
      code: 'SET_ASIDE',
      system: 'RESIDENT_REGISTRY',
      column: `JUKI_KIHON.${column}`,
    }),
  ]);
});

test('an answer without such a column says nothing of the kind', async () => {
  expect((await nameOf(people[20])).warnings).toBeUndefined();
});
