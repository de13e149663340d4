import { chmodSync, cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { MUNICIPALITY } from '../../../src/about.js';
import { openJournal } from '../../../src/audit/journal/journal.js';
import { loadAuditKeys } from '../../../src/audit/keys/audit-keys.js';
import { pseudonymOf } from '../../../src/audit/keys/pseudonym.js';
import { readRecords } from '../../../src/audit/reading/read-records.js';
import type { AuditRecord } from '../../../src/audit/record/record.js';
import { addDays } from '../../../src/calendar/plain-date.js';
import { auditCommands } from '../../../src/commands/audit/audit.js';
import { cityCommands } from '../../../src/commands/city.js';
import { reportError } from '../../../src/commands/report-error.js';
import { staffCommands } from '../../../src/commands/staff.js';
import { parseSettings } from '../../../src/config/parse.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { endAccount } from '../../../src/staff/account-rules.js';
import { openStaff } from '../../../src/staff/open-staff.js';
import { StaffChanges } from '../../../src/staff/staff-changes.js';
import { TEST_CITY } from '../../support/city.js';
import { demoToken, ROOT } from '../../support/gateway.js';
import { answer } from '../audit/fixtures.js';

/**
 * Whoever reads the log or the city by command is an account, and on record (docs/attacks.md A6). Production begins
 * with no account, and its first two are made by command (docs/attacks.md E5). A token need not stand in the
 * environment (docs/attacks.md M15).
 */
const PERSON = '000000000100003';
const POLICY = join(ROOT, 'policy', 'koganei');
const policy = loadPolicy(POLICY);

let data: string;
beforeEach(() => (data = mkdtempSync(join(tmpdir(), 'sekisho-command-'))));
afterEach(() => rmSync(data, { recursive: true, force: true }));

type Environment = Readonly<Record<string, string>>;

/** `sekisho …` over `data`, on the demo's day unless told otherwise. */
async function sekisho(args: readonly string[], environment: Environment = {}) {
  const printed: string[] = [];
  const warned: string[] = [];
  let code = 0;
  const day = environment['NODE_ENV'] === 'production' ? {} : { SEKISHO_TODAY: TEST_CITY.asOf };
  const settings = () => parseSettings({ SEKISHO_DATA: data, ...day, ...environment }, data);
  const context = {
    ...{ root: ROOT, settings },
    print: (line: string) => void printed.push(line),
    warn: (line: string) => void warned.push(line),
    exitCode: (value: number) => (code = value),
  };
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  for (const register of [auditCommands, cityCommands, staffCommands]) register(program, context);
  await program.parseAsync(args, { from: 'user' }).catch((error: unknown) => reportError(error, context));
  return { code, printed, warned: warned.join('\n') };
}

const tokenOf = async (account: string, seconds?: number): Promise<Environment> => ({
  SEKISHO_TOKEN: await demoToken(data, account, seconds),
});
const keys = () => loadAuditKeys(join(data, 'keys', 'audit.json'), { create: false });

/** All records of the city's log that tell of somebody's doing. */
async function records(): Promise<readonly AuditRecord[]> {
  const found: AuditRecord[] = [];
  if (!existsSync(join(data, 'audit'))) return found;
  for await (const { record } of readRecords(join(data, 'audit'), keys()))
    if (['COMMAND', 'CHANGE', 'PURGE'].includes(record.kind)) found.push(record);
  return found;
}

const DAYS = ['--from', '2023-06-01', '--to', '2023-06-30'];
const READING: readonly (readonly string[])[] = [
  ['audit', 'search', '--subject', PERSON],
  ['audit', 'list'],
  ['audit', 'expand', '--record', 'gw1/1'],
  ['audit', 'report', 'access', ...DAYS],
  ['audit', 'purge'],
];

describe.each(READING.map((args) => [args.slice(0, 2).join(' '), args] as const))('sekisho %s', (_, args) => {
  test.each<readonly [string, () => Promise<Environment>, string]>([
    ['without a token', () => Promise.resolve({}), 'UNAUTHENTICATED'],
    ['with what is no token', () => Promise.resolve({ SEKISHO_TOKEN: 'auditor' }), 'UNAUTHENTICATED'],
    ['with a token that is over', () => tokenOf('auditor', -60), 'SESSION_EXPIRED'],
    ['with the token of another role', () => tokenOf('clerk'), 'FORBIDDEN'],
  ])('%s prints nothing and reads nothing', async (__, environment, refusal) => {
    const { code, printed, warned } = await sekisho(args, await environment());
    expect([code, printed]).toEqual([2, []]);
    expect(warned).toMatch(new RegExp(`^${refusal}: `));
    expect(warned).not.toMatch(/Authorization|ヘッダー|place|端末/);
    expect(await records()).toEqual([]);
  });

  test('takes the token from a file of its reader’s own, and from no other', async () => {
    const file = join(data, 'token');
    const tokenFile = [...args, '--token-file', file];
    expect((await sekisho(tokenFile)).warned).toMatch(/^UNAUTHENTICATED: .*cannot be read/);
    writeFileSync(file, `${(await tokenOf('auditor'))['SEKISHO_TOKEN']}\n`, { mode: 0o644 });
    const open = await sekisho(tokenFile, await tokenOf('auditor'));
    expect([open.code, open.printed, open.warned]).toEqual([2, [], expect.stringMatching(/Others may read/)]);
    expect(await records()).toEqual([]);
    chmodSync(file, 0o600);
    await sekisho(tokenFile, { SEKISHO_TOKEN: 'nobody' });
    expect(await records()).toMatchObject([{ kind: 'COMMAND', account: 'auditor' }]);
  });

  test('is on record under the account, before anything is printed', async () => {
    await sekisho(args, await tokenOf('auditor'));
    const command = args.slice(0, args[1] === 'report' ? 3 : 2).join(' ');
    const subject = args[1] === 'search' ? pseudonymOf(keys(), MUNICIPALITY, PERSON) : null;
    const [first, ...others] = await records();
    expect(others).toEqual([]);
    expect(first).toMatchObject({ kind: 'COMMAND', account: 'auditor', role: 'auditor', command, subject });
    expect(JSON.stringify(first)).not.toContain('100003');
  });
});

test('a token signed by somebody else is none', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'sekisho-elsewhere-'));
  const environment = { SEKISHO_TOKEN: await demoToken(elsewhere, 'auditor') };
  rmSync(elsewhere, { recursive: true, force: true });
  expect((await sekisho(['audit', 'list'], environment)).warned).toMatch(/^UNAUTHENTICATED: /);
  expect(await records()).toEqual([]);
});

test('the city is taken out by an account, on record whether or not there was anything to take', async () => {
  const out = ['city', 'export', '--out', join(data, 'out')];
  expect((await sekisho(out)).warned).toMatch(/^UNAUTHENTICATED: /);
  expect((await sekisho(out, await tokenOf('clerk'))).warned).toMatch(/no finished city/);
  expect(await records()).toMatchObject([{ kind: 'COMMAND', account: 'clerk', command: 'city export' }]);
});

test('who read the log by command is listed like all else', async () => {
  const auditor = await tokenOf('auditor');
  await sekisho(['audit', 'search', '--subject', PERSON], auditor);
  const { printed } = await sekisho(['audit', 'list', '--kind', 'COMMAND', '--account', 'auditor'], auditor);
  expect(printed.map((line) => (JSON.parse(line) as { command: string }).command)).toEqual([
    'audit search',
    'audit list',
  ]);
});

test('a copy beside the city’s log is read on record; one in another house says that it is not', async () => {
  const auditor = await tokenOf('auditor');
  await sekisho(['audit', 'list'], auditor);
  const copy = join(data, 'copy');
  cpSync(join(data, 'audit'), copy, { recursive: true });
  expect((await sekisho(['audit', 'list', copy])).warned).toMatch(/^UNAUTHENTICATED: /);
  await sekisho(['audit', 'list', copy], auditor);
  expect(await records()).toHaveLength(2);

  const house = join(data, 'another-house');
  cpSync(join(data, 'keys'), join(house, 'keys'), { recursive: true });
  const { code, printed, warned } = await sekisho(['audit', 'list', copy], { SEKISHO_DATA: house });
  expect([code, printed.length > 0, existsSync(join(house, 'audit'))]).toEqual([0, true, false]);
  expect(warned).toContain('on no record of the city');
});

describe('sekisho audit purge --destroy', () => {
  beforeEach(async () => {
    const made = loadAuditKeys(join(data, 'keys', 'audit.json'), { create: true });
    for (const year of [2009, 2012]) {
      const log = await openJournal({
        ...{ directory: join(data, 'audit'), keys: made, municipality: MUNICIPALITY },
        ...{ segmentBytes: 1300, now: () => `${year}-06-15T02:00:00.000Z` },
      });
      for (let at = 0; at < 6; at++) await answer(log, `${year}-${at}`);
      await log.close();
    }
  });

  test('stands in the log in the name of the account whose token it is', async () => {
    const { code, printed } = await sekisho(['audit', 'purge', '--destroy'], await tokenOf('auditor'));
    expect([code, printed.join('\n')]).toEqual([0, expect.stringContaining('destroyed')]);
    expect(await records()).toMatchObject([
      { kind: 'COMMAND', account: 'auditor', command: 'audit purge' },
      { kind: 'PURGE', account: 'auditor', by: '内部監査担当' },
    ]);
  });

  test('is refused where there is no log of the city to say it in', async () => {
    const house = join(data, 'another-house');
    cpSync(join(data, 'keys'), join(house, 'keys'), { recursive: true });
    const purge = ['audit', 'purge', join(data, 'audit'), '--destroy'];
    const { code, warned } = await sekisho(purge, { SEKISHO_DATA: house });
    expect([code, warned]).toEqual([2, expect.stringContaining('Nothing is destroyed')]);
    expect(await records()).toEqual([]);
  });
});

describe('sekisho staff first-administrator', () => {
  const PRODUCTION: Environment = {
    NODE_ENV: 'production',
    SEKISHO_OIDC_ISSUER: 'https://login.city.example',
    SEKISHO_OIDC_AUDIENCE: 'sekisho',
    SEKISHO_ZONES: 'INTRANET=10.0.0.0/8',
    SEKISHO_REGISTRY_URL: 'mssql://reader:secret@registry.city.example/juki',
    SEKISHO_HEALTH_URL: 'mssql://reader:secret@health.city.example/kenko',
    SEKISHO_ADDRESS_URL: 'mssql://reader:secret@address.city.example/atena',
  };
  const first = (administrator = 'a0123', person = '10123') => [
    ...['staff', 'first-administrator', '--subject', administrator, '--person', person],
    ...['--name-ja', '管理 太郎', '--name-en', 'Taro Kanri', '--head', 'h0456', '--head-person', '10456'],
    ...['--head-name-ja', '課長 花子', '--head-name-en', 'Hanako Kacho', '--ordered-by', 's0789'],
    ...['--trained-on', '2023-05-01', '--pledged-on', '2023-05-02'],
  ];
  const accounts = async (production: boolean) => {
    const settings = { store: { kind: 'sqlite', path: join(data, 'store.sqlite') }, production } as const;
    const today = () => TEST_CITY.asOf;
    const staff = await openStaff({ settings, policyDirectory: POLICY, policy, today });
    await staff.close();
    return [...staff.directory.index.accounts.keys()].sort();
  };

  test('production begins with nobody; then there are two, on record, and no more by command', async () => {
    expect(await accounts(true)).toEqual([]);
    expect(await sekisho(first(), PRODUCTION)).toMatchObject({ code: 0, warned: '' });
    expect(await accounts(true)).toEqual(['a0123', 'h0456']);
    const made = [{ kind: 'CHANGE', action: 'firstAdministrator', target: 'a0123' }];
    expect(await records()).toMatchObject(made);

    const { code, printed, warned } = await sekisho(first('a0999', '10999'), PRODUCTION);
    expect([code, printed]).toEqual([1, []]);
    expect(warned).toContain('ALREADY_EXISTS');
    expect([await accounts(true), await records()]).toMatchObject([['a0123', 'h0456'], made]);
  });

  test('the demo has its accounts, and makes no other this way', async () => {
    expect(await accounts(false)).toContain('number-clerk');
    const { code, warned } = await sekisho(first());
    expect([code, warned]).toEqual([1, expect.stringContaining('ALREADY_EXISTS')]);
    expect([(await accounts(false)).includes('a0123'), await records()]).toEqual([false, []]);
  });

  test.each([
    ['of one person', ['--head-person', '10123'], 'SAME_PERSON'],
    ['trained in the future', ['--trained-on', '2099-01-01'], 'FORM'],
  ])('two %s are refused', async (_, change, refusal) => {
    const { code, warned } = await sekisho([...first(), ...change], PRODUCTION);
    expect([code, warned]).toEqual([1, expect.stringContaining(refusal)]);
    expect([await accounts(true), await records()]).toEqual([[], []]);
  });
});

test('an account that ended in one process is closed in another over the same store (R175)', async () => {
  const settings = { store: { kind: 'sqlite', path: join(data, 'store.sqlite') } } as const;
  const today = () => TEST_CITY.asOf;
  const open = () => openStaff({ settings, policyDirectory: POLICY, policy, today });
  const [here, there] = [await open(), await open()];
  expect(there.directory.principal('clerk', ['uid'], '127.0.0.1')).toMatchObject({ account: 'clerk' });
  const seal = { seal: () => Promise.resolve(1), append: () => 1 };
  const changes = new StaffChanges({ ...here, audit: seal, policy: () => policy });
  const request = { request: 'r', account: 'admin', action: 'endAccount' };
  const ended = await changes.change(request, (at) =>
    endAccount(at, { account: 'clerk', reason: 'TRANSFER', on: addDays(TEST_CITY.asOf, -1) }),
  );
  expect(ended).not.toHaveProperty('faults');
  await there.directory.refresh();
  expect(() => there.directory.principal('clerk', ['uid'], '127.0.0.1')).toThrow(
    expect.objectContaining({ code: 'FORBIDDEN', detail: 'the account has ended' }) as Error,
  );
  await Promise.all([here.close(), there.close()]);
});
