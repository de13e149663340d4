import { Command } from 'commander';
import { appendFile, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Access } from '../../../src/audit/record/record.js';
import {
  expandRecord,
  searchSubject,
  type FoundAccess,
  type SubjectSearch,
} from '../../../src/audit/reading/search.js';
import { auditCommands } from '../../../src/commands/audit/audit.js';
import type { CommandContext } from '../../../src/commands/context.js';
import { parseSettings } from '../../../src/config/parse.js';
import { demoToken, ROOT } from '../../support/gateway.js';
import { MUNICIPALITY, Workplace, answer, circumstances } from './fixtures.js';

/** As the gateway names a person to the log: with all fifteen digits. */
const PERSON = '000000001000001';

let place: Workplace;
let pseudonym: string;
let outcomes: { first: number; second: number };

beforeAll(async () => {
  place = await Workplace.make();
  let clock = Date.parse('2026-03-31T14:59:00.000Z');
  const now = (): string => new Date(clock).toISOString();
  const log = await place.open({ now, segmentBytes: 1500 });
  const first = await answer(log, 'a', PERSON);
  await answer(log, 'b', '000000001000002');
  clock += 120_000;
  const second = await answer(log, 'c', PERSON);
  outcomes = { first, second };
  pseudonym = log.pseudonym(PERSON);
  const refused = {
    intent: null,
    status: 'REFUSED',
    codes: ['FORBIDDEN'],
    detail: 'no menu',
    accesses: null,
  } as const;
  await log.seal({ kind: 'OUTCOME', ...refused, ...circumstances('d') });
  await log.close();
});
afterAll(() => place.remove());

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const search = (changes: Partial<SubjectSearch>): Promise<FoundAccess[]> =>
  all(
    searchSubject(place.audit, place.keys, {
      municipality: MUNICIPALITY,
      atenaNumber: PERSON,
      ...changes,
    }),
  );

test('a record expands to one access per resolver, with subject, outcome and reason', async () => {
  const name = `gw1/${outcomes.second}`;
  const expected: Access[] = [
    {
      coordinate: 'Resident.name',
      path: ['resident', 'name'],
      subject: pseudonym,
      outcome: 'DISCLOSED',
      reason: null,
    },
    {
      coordinate: 'Resident.address',
      path: ['resident', 'whereabouts'],
      subject: pseudonym,
      outcome: 'WITHHELD',
      reason: 'label/support-measure',
    },
  ];
  const found = await all(expandRecord(place.audit, place.keys, name));
  expect(found).toEqual(
    expected.map(
      (access) => expect.objectContaining({ ...access, record: name, account: 'clerk' }) as unknown,
    ),
  );
});

test.each(['gw1/1', 'gw1/9999', 'gw7/1', 'gw1', '../gw1/4', 'gw1/x', 'gw1/-1', ''])(
  '%j names no record to expand and says so',
  async (name) => {
    await expect(all(expandRecord(place.audit, place.keys, name))).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  },
);

test('a person is found by 宛名番号 in every record about them and in no other', async () => {
  const found = await search({});
  expect(new Set(found.map((access) => access.record))).toEqual(
    new Set([`gw1/${outcomes.first}`, `gw1/${outcomes.second}`]),
  );
  expect(found).toHaveLength(4);
  expect(await search({ atenaNumber: '9999999' })).toEqual([]);
});

test('a range includes its beginning and excludes its end; an account narrows', async () => {
  expect(await search({ from: '2026-03-31T15:01:00.000Z' })).toHaveLength(2);
  expect(await search({ to: '2026-03-31T15:01:00.000Z' })).toHaveLength(2);
  expect(await search({ to: '2026-03-31T14:59:00.000Z' })).toHaveLength(0);
  expect(await search({ account: 'manager' })).toHaveLength(0);
  expect(await search({ account: 'clerk' })).toHaveLength(4);
});

interface Ran {
  readonly lines: string[];
  readonly code: number;
}

async function sekisho(...args: string[]): Promise<Ran> {
  const lines: string[] = [];
  let code = 0;
  const token = await demoToken(place.root, 'auditor');
  const settings = parseSettings(
    { SEKISHO_DATA: place.root, SEKISHO_AUDIT_DIR: place.audit, SEKISHO_TOKEN: token },
    place.root,
  );
  const context: CommandContext = {
    settings: () => settings,
    print: (line) => void lines.push(line),
    warn: (line) => void lines.push(line),
    exitCode: (given) => void (code = given),
    root: ROOT,
  };
  const program = new Command().exitOverride();
  auditCommands(program, context);
  await program.parseAsync(['audit', ...args], { from: 'user' });
  return { lines, code };
}

test('audit verify prints one line a writer and exits 0 for a whole log', async () => {
  const { lines, code } = await sekisho('verify');
  expect(code).toBe(0);
  expect(lines[0]).toMatch(
    /^gw1: \d区分の記録 \d+件を検証しました。終わりのない意図 0件 \/ \d+ records in \d segments verify, 0 open intents$/,
  );
});

test('audit verify names the first bad sequence number and exits 1', async () => {
  const copy = await place.copy();
  const segment = join(copy, 'gw1', '000001.skl');
  const bytes = await readFile(segment);
  bytes[bytes.length - 1] = (bytes.at(-1) as number) ^ 1;
  await writeFile(segment, bytes);
  const { lines, code } = await sekisho('verify', copy);
  expect(code).toBe(1);
  expect(lines[0]).toMatch(
    /^gw1: 最初に合わない連番は \d+ です \/ first bad sequence \d+: mac does not match$/,
  );
});

test('audit verify exits 1 for a folder without a log', async () => {
  expect(await sekisho('verify', join(place.root, 'keys'))).toMatchObject({ code: 1 });
  // Not even a folder: the command is told wrong, which `cli.ts` ends with 2.
  await expect(sekisho('verify', join(place.root, 'none'))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('audit expand prints exactly coordinate, path, subject, outcome and reason', async () => {
  const { lines } = await sekisho('expand', '--record', `gw1/${outcomes.first}`);
  const keys = lines.map((line) => Object.keys(JSON.parse(line) as object));
  expect(keys).toEqual([1, 2].map(() => ['coordinate', 'path', 'subject', 'outcome', 'reason']));
});

test('audit search takes days of Japan, both included', async () => {
  const lines = async (...range: string[]): Promise<number> =>
    (await sekisho('search', '--subject', PERSON, ...range)).lines.filter((line) => line.startsWith('{'))
      .length;
  expect(await lines('--from', '2026-04-01')).toBe(2);
  expect(await lines('--to', '2026-03-31')).toBe(2);
  expect(await lines('--from', '2026-03-31', '--to', '2026-04-01')).toBe(4);
  await expect(sekisho('search', '--subject', '1', '--from', '2026-04-01T00:00')).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
  });
});

test('a search reads past an unfinished write behind the head', async () => {
  const copy = await place.copy();
  const segments = (await readdir(join(copy, 'gw1'))).filter((name) => name.endsWith('.skl')).sort();
  await appendFile(
    join(copy, 'gw1', segments.at(-1) ?? ''),
    Buffer.from([0, 0, 0, 2, 0x7b, 0x7d, ...Buffer.alloc(32)]),
  );
  expect(
    await all(searchSubject(copy, place.keys, { municipality: MUNICIPALITY, atenaNumber: PERSON })),
  ).toHaveLength(4);
});

test('a search refuses a log that was altered or cut, rather than show half of it', async () => {
  const copy = await place.copy();
  const segment = join(copy, 'gw1', '000001.skl');
  const bytes = await readFile(segment);
  for (const content of [Buffer.from(bytes).fill(0x41, 40, 41), bytes.subarray(0, -10)]) {
    await writeFile(segment, content);
    const found = all(searchSubject(copy, place.keys, { municipality: MUNICIPALITY, atenaNumber: PERSON }));
    await expect(found).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  }
});
