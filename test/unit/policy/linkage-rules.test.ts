import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLinkageRules } from '../../../src/policy/linkage-rules.js';

const POLICY = join(__dirname, '..', '..', '..', 'policy', 'koganei');
const SOUND = readFileSync(join(POLICY, 'linkage.json'), 'utf8');

test('every user of the intermediate server is an account of the city, and the approver’s office owns a menu', () => {
  const { users, approverOffice, institution } = readLinkageRules('l.json', SOUND, []);
  const { accounts } = JSON.parse(readFileSync(join(POLICY, 'accounts.json'), 'utf8')) as {
    accounts: Record<string, unknown>;
  };
  const purposes = readFileSync(join(POLICY, 'purposes.json'), 'utf8');
  expect([...users.keys()].filter((account) => !Object.hasOwn(accounts, account))).toEqual([]);
  expect(purposes).toContain(`"menuOwner": "${approverOffice}"`);
  expect(institution).toContain('132101');
});

test('nobody but the number clerk and the head of the division asks or provides (R189, R208)', () => {
  const { users } = readLinkageRules('l.json', SOUND, []);
  const may = (role: string) =>
    [...users].filter(([, { roles }]) => roles.some((one) => one === role)).map(([account]) => account);
  expect(may('INQUIRY')).toEqual(['number-clerk', 'manager']);
  expect(may('PROVISION')).toEqual(['number-clerk', 'manager']);
});

test.each([
  ['"institution": "0220113210101700"', '"institution": "132101"', 'l.json: institution must have 16 digits'],
  ['"staff": "KG1002"', '"staff": "KG1003"', 'l.json: KG1003 is two users'],
  [
    '"staff": "KG1002"',
    '"staff": "kg1002"',
    'l.json: users: number-clerk: staff must be up to 20 of A-Z, 0-9 and -',
  ],
  [
    '"LOG"',
    '"ROOT"',
    'l.json: users: auditor: roles must be of INQUIRY, PROVISION, COPY, RESTRICTION, RECORDS, LOG',
  ],
  ['"system": {', '"ends": 1, "system": {', 'l.json: unknown key ends'],
  ['"staff": "SEKISHO",', '"staff": "SEKISHO", "kind": 1,', 'l.json: system: unknown key kind'],
])('%s as %s is refused', (from, to, fault) => {
  expect(SOUND).toContain(from);
  const faults: string[] = [];
  readLinkageRules('l.json', SOUND.replace(from, to), faults);
  expect(faults).toContain(fault);
});

test.each(['"staff": "KG1002!"', '"staff": "!KG1002"', '"staff": ""', `"staff": "${'A'.repeat(21)}"`])(
  'no user there is called %s',
  (staff) => {
    const faults: string[] = [];
    readLinkageRules('l.json', SOUND.replace('"staff": "KG1002"', staff), faults);
    expect(faults).toContainEqual(expect.stringContaining('staff must be up to 20'));
  },
);

test.each(['02201132101017001', 'x0220113210101700', '022011321010170x', '0'])(
  'no body has the code %s',
  (code) => {
    const faults: string[] = [];
    readLinkageRules('l.json', SOUND.replace('"0220113210101700"', `"${code}"`), faults);
    expect(faults).toEqual(['l.json: institution must have 16 digits']);
  },
);

test('the rules are without fault, and cannot be altered', () => {
  const faults: string[] = [];
  expect(Object.isFrozen(readLinkageRules('l.json', SOUND, faults))).toBe(true);
  expect(faults).toEqual([]);
});
