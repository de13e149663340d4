import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { testCity } from '../support/city.js';
import type { Answer } from '../support/client.js';
import { ROOT, startTestGateway, type TestGateway } from '../support/gateway.js';

/**
 * docs/attacks.md J1, J2, B5, B13: a file of a source that is locked, gone, cut or replaced is a source that does not
 * answer, or answers as it is now; never a gateway that stands still or tells of yesterday.
 */

const ORIGINAL = join(testCity().directory, '132101', 'registry.sqlite');
const NOTICES = { purpose: 'RECOMMEND' } as const;

let folder: string;
let file: string;
let gateway: TestGateway;
let somebody: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-still-'));
  file = join(folder, 'registry.sqlite');
  copyFileSync(ORIGINAL, file);
  gateway = await startTestGateway({ SEKISHO_REGISTRY_URL: `sqlite:${file}` });
  // Somebody whose items are all open to the clerk: of the city, not protected, not of the clerk's own household.
  const page = await gateway.as<{ residents: { nodes: { atenaNumber: string; address: string | null }[] } }>(
    'clerk',
    { ...NOTICES, query: '{ residents(where: {}, first: 50) { nodes { atenaNumber address } } }' },
  );
  somebody = page.data.residents.nodes.find(({ address }) => address !== null)?.atenaNumber ?? '';
});
afterAll(async () => {
  await gateway?.stop();
  rmSync(folder, { recursive: true, force: true });
});
/** A registry whole and as it was. Put in place as `mv` does it. */
const putBack = (): void => replaceBy(() => undefined);
afterEach(putBack);

function replaceBy(change: (database: Database.Database) => void): void {
  const next = join(folder, 'next.sqlite');
  copyFileSync(ORIGINAL, next);
  const database = new Database(next);
  change(database);
  database.close();
  renameSync(next, file);
}

interface Person {
  readonly resident: {
    readonly name: { readonly kanji: string } | null;
    readonly address: string | null;
  } | null;
}
const askPerson = (): Promise<Answer<Person>> =>
  gateway.as('clerk', {
    ...NOTICES,
    query: 'query ($id: ID!) { resident(atenaNumber: $id) { name { kanji } address } }',
    variables: { id: somebody },
  });
const code = ({ errors }: Answer<unknown>): string | undefined => errors[0]?.extensions.code;

function livez(): Promise<number> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port: gateway.port, path: '/livez', agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on('error', reject);
  });
}

/** Another process that holds the file so that nobody may read it, until it is told to let go. */
async function lockElsewhere(): Promise<() => Promise<void>> {
  const program = `const database = new (require('better-sqlite3'))(${JSON.stringify(file)});
    database.exec('BEGIN EXCLUSIVE'); console.log('held'); process.stdin.resume(); process.stdin.on('end', () => process.exit(0));`;
  const child = spawn(process.execPath, ['-e', program], { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return async () => {
    const ended = once(child, 'exit');
    child.stdin.end();
    await ended;
  };
}

test('a file that another process holds: others are answered meanwhile, and the source says that it does not answer', async () => {
  expect((await askPerson()).data.resident?.name?.kanji).toBeTruthy();
  const letGo = await lockElsewhere();
  try {
    let settled = false;
    const held = askPerson().finally(() => (settled = true));
    // As many as there is time for while the file is held: each is answered before the one that waits for it.
    for (let round = 0; round < 20; round++) {
      expect(await livez()).toBe(200);
      expect((await gateway.as('clerk', { query: '{ viewer { account } }' })).errors).toEqual([]);
    }
    expect(settled).toBe(false);
    expect(code(await held)).toBe('SOURCE_UNAVAILABLE');
  } finally {
    await letGo();
  }
  expect((await askPerson()).data.resident?.name?.kanji).toBeTruthy();
});

test('another file put in the place of the old one is read from the next question on, its protection with it', async () => {
  const before = await askPerson();
  expect(before.data.resident?.address).toBeTruthy();
  replaceBy((database) => {
    database
      .prepare("INSERT INTO JUKI_SIEN VALUES (999999, ?, '1', '20230101', '99999999', '0')")
      .run(somebody);
    database.prepare("UPDATE JUKI_KIHON SET SIMEI_KANJI = '変更 後' WHERE ATENA_NO = ?").run(somebody);
  });
  const after = await askPerson();
  expect(after.data.resident).toEqual({ name: { kanji: '変更 後' }, address: null });
  expect(after.withheld.map(({ coordinate }) => coordinate)).toEqual(['Resident.address']);
});

test('a measure that another program enters or takes back holds from the next question on', async () => {
  const address = async (): Promise<string | null | undefined> => (await askPerson()).data.resident?.address;
  // Asked twice, so that whatever is kept of the file is kept.
  expect([await address(), await address()]).toEqual([expect.any(String), expect.any(String)]);
  const database = new Database(file);
  database
    .prepare("INSERT INTO JUKI_SIEN VALUES (999999, ?, '1', '20230101', '99999999', '0')")
    .run(somebody);
  expect(await address()).toBeNull();
  database.exec("UPDATE JUKI_SIEN SET TORIKESI_FLG = '1' WHERE SIEN_NO = 999999");
  database.close();
  expect(await address()).toBeTruthy();
});

test('a file whose table of measures has come empty opens nobody, and the log says so', async () => {
  const closed = await closedHomes();
  expect(closed).toBeGreaterThan(0);
  replaceBy((database) => database.exec('DELETE FROM JUKI_SIEN'));
  expect(await closedHomes()).toBe(closed);
  expect(gateway.logLines.filter((line) => line.includes('GONE'))).not.toEqual([]);
});

/** Places on a page of everybody that are closed because of a measure. */
async function closedHomes(): Promise<number> {
  const { withheld } = await gateway.as('clerk', {
    ...NOTICES,
    query: '{ residents(where: {}, first: 1000) { nodes { address } } }',
  });
  return withheld.filter(({ reason }) => reason === 'NOT_DISCLOSABLE').length;
}

test.each([
  ['as a program wrote it', () => undefined],
  // Two exports made alike: by these counters alone SQLite itself tells that what it keeps of a file is out of date.
  [
    'with the counters of changes that the old one had',
    (bytes: Buffer, old: Buffer) => COUNTERS.forEach(([from, to]) => old.copy(bytes, from, from, to)),
  ],
])('the file written over where it lies, so that its name and number stay the same, %s', async (_, alike) => {
  await askPerson();
  const next = join(folder, 'next.sqlite');
  copyFileSync(ORIGINAL, next);
  const database = new Database(next);
  database.prepare("UPDATE JUKI_KIHON SET SIMEI_KANJI = '上書 済' WHERE ATENA_NO = ?").run(somebody);
  database.close();
  const bytes = readFileSync(next);
  alike(bytes, readFileSync(ORIGINAL));
  writeFileSync(file, bytes);
  expect((await askPerson()).data.resident?.name?.kanji).toBe('上書 済');
});
/** In the header of an SQLite file: the change counter, and the change for which its size is valid. */
const COUNTERS = [
  [24, 28],
  [92, 96],
] as const;

test.each([
  ['gone', () => rmSync(file)],
  ['cut to nothing', () => truncateSync(file, 0)],
  ['cut in its middle', () => truncateSync(file, 20_000)],
  ['no database', () => writeFileSync(file, 'x'.repeat(100_000))],
  [
    'without the column that is asked for',
    () => replaceBy((database) => database.exec('ALTER TABLE JUKI_KIHON RENAME COLUMN SIMEI_KANJI TO NAMAE')),
  ],
])('a file that is %s does not answer, and answers again when it is there', async (_what, harm) => {
  expect((await askPerson()).errors).toEqual([]);
  harm();
  const answer = await askPerson();
  expect(code(answer)).toBe('SOURCE_UNAVAILABLE');
  expect(answer.text).not.toMatch(/SQLITE|JUKI_|registry/);
  putBack();
  expect((await askPerson()).data.resident?.name?.kanji).toBeTruthy();
});
