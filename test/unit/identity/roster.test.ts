import { mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRoster } from '../../../src/identity/roster.js';
import { todayInJapan } from '../../../src/identity/today.js';
import { PolicyError } from '../../../src/policy/policy-error.js';
import { DIRECTORY, policy, refusalOf } from './harness.js';

const grant = { purpose: 'HISTORY', approver: 'manager', from: '2023-04-01', to: '2023-06-27' };
const account = {
  role: 'clerk',
  nameJa: '職員',
  nameEn: 'Clerk',
  kind: 'person',
  amr: ['uid'],
  ends: null as string | null,
  grants: [grant],
};

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sekisho-roster-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function load(table: unknown, today = '2023-06-27', staff?: Record<string, string | null>) {
  writeFileSync(join(folder, 'accounts.json'), JSON.stringify(table));
  return loadRoster({ directory: folder, policy, today: () => today, staff });
}

test.each([
  ['2023-03-31', []],
  ['2023-04-01', ['HISTORY']],
  ['2023-06-27', ['HISTORY']],
  ['2023-06-28', []],
])('on %s a grant from 2023-04-01 to 2023-06-27 gives %j', (today, purposes) => {
  expect([...load({ a: account }, today).principal('a', []).purposes]).toEqual(purposes);
});

test('a grant is judged on the day of the request, not of the start', () => {
  let day = '2023-06-27';
  writeFileSync(join(folder, 'accounts.json'), JSON.stringify({ a: account }));
  const roster = loadRoster({ directory: folder, policy, today: () => day });
  expect(roster.principal('a', []).purposes.size).toBe(1);
  day = '2023-06-28';
  expect(roster.principal('a', []).purposes.size).toBe(0);
});

test('an account works through its last day and is FORBIDDEN after it', async () => {
  const ending = { a: { ...account, ends: '2023-06-27' } };
  expect(load(ending).principal('a', []).account).toBe('a');
  const error = await refusalOf(Promise.resolve().then(() => load(ending, '2023-06-28').principal('a', [])));
  expect([error.code, error.detail]).toEqual(['FORBIDDEN', 'the account has ended']);
});

test.each(['__proto__', 'constructor', 'toString'])('the name %s is no account', (name) => {
  expect(() => load({ a: account }).principal(name, [])).toThrow();
  expect(load({ a: account }, undefined, {}).accounts.has(name)).toBe(false);
});

test('the own 宛名番号 comes from the city, null for those who live elsewhere', () => {
  const roster = load({ a: account, b: account, c: account }, undefined, { a: '000000000000001', b: null });
  expect(['a', 'b', 'c'].map((name) => roster.principal(name, []).ownAtenaNumber)).toEqual([
    '000000000000001',
    null,
    null,
  ]);
});

test.each([
  ['an unknown role', { role: 'mayor' }, 'role must be one of clerk'],
  ['an unknown kind', { kind: 'robot' }, 'kind must be one of person, service'],
  ['a missing name', { nameJa: undefined }, 'nameJa must be a text'],
  ['a surplus key', { admin: true }, 'unknown key admin'],
  ['an end that is no day', { ends: '2023-02-30' }, 'ends must be a day'],
  [
    'a grant that the account approves itself',
    { grants: [{ ...grant, approver: 'a' }] },
    'HISTORY is approved by the account itself',
  ],
  [
    'a grant by someone who does not own the menu',
    { grants: [{ ...grant, approver: 'auditor' }] },
    'auditor may not approve HISTORY',
  ],
  [
    'a grant of an unknown purpose',
    { grants: [{ ...grant, purpose: 'TAX' }] },
    'purpose must be one of HISTORY',
  ],
  [
    'a grant that ends before it begins',
    { grants: [{ ...grant, to: '2023-03-31' }] },
    'HISTORY ends before it begins',
  ],
  ['a grant without an end', { grants: [{ ...grant, to: undefined }] }, 'to must be a day'],
  ['grants that are no list', { grants: 'all' }, 'grants must be a list'],
])('%s is refused at load, naming the account', (_, change, fault) => {
  const attempt = () => load({ a: { ...account, ...change } });
  expect(attempt).toThrow(PolicyError);
  expect(attempt).toThrow(/accounts\.json: a/);
  expect(attempt).toThrow(fault);
});

test('the roster of the city holds the accounts the README names', () => {
  const names = Object.keys(JSON.parse(readFileSync(join(DIRECTORY, 'accounts.json'), 'utf8')));
  expect(names).toEqual([
    'clerk',
    'number-clerk',
    'manager',
    'vrs-clerk',
    'contractor',
    'auditor',
    'admin',
    'disclosure',
    'dashboard',
    'address-name',
  ]);
});

test('the day begins at midnight in Japan', () => {
  expect(todayInJapan(new Date('2023-06-26T14:59:59Z'))).toBe('2023-06-26');
  expect(todayInJapan(new Date('2023-06-26T15:00:00Z'))).toBe('2023-06-27');
});
