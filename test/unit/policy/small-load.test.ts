import { readdirSync } from 'node:fs';
import { loadPolicyFiles } from '../../../src/policy/load.js';
import { PolicyError } from '../../../src/policy/policy-error.js';
import { readPolicyFiles } from '../../../src/policy/policy-files.js';
import { PolicyCopy } from './copy.js';
import { question } from './questions.js';
import { forbid, permit, RULES } from './small-policy.js';

/** What a folder must hold, one fault at a time, in a policy that loads in a moment. */
const copy = new PolicyCopy();
for (const name of readdirSync(copy.folder)) if (name.endsWith('.cedar')) copy.remove(name);
copy.write('small.cedar', Object.values(RULES).join('\n').replaceAll('Role::"auditor"', 'Role::"manager"'));
const SOUND = readPolicyFiles(copy.folder);
copy.drop();

/** The folder with these files instead of its own; null: without it. */
const files = (change: Record<string, string | null>) =>
  new Map(
    Object.entries({ ...Object.fromEntries(SOUND), ...change }).flatMap(([name, text]) =>
      text === null ? [] : [[name, text] as const],
    ),
  );
const faults = (change: Record<string, string | null>): readonly string[] => {
  try {
    loadPolicyFiles(files(change));
  } catch (error) {
    if (error instanceof PolicyError) return error.faults;
    throw error;
  }
  return [];
};

const TABLES = [
  'caps.json',
  'detectors.json',
  'investigations.json',
  'linkage.json',
  'permission-list.json',
  'purposes.json',
  'requirements.json',
  'retention.json',
  'schedule.json',
  'session.json',
  'statistics.json',
];

test('the folder is sound', () => expect(faults({})).toEqual([]));

test.each(TABLES)('without %s nothing is loaded, and nobody is told that its text is no JSON', (file) => {
  const told = faults({ [file]: null });
  expect(told[0]).toBe(`${file}: is missing`);
  expect(told.filter((fault) => !fault.startsWith(file))).toEqual([]);
  expect(told).toEqual([
    told[0],
    ...faults({ [file]: file === 'schedule.json' ? null : '{}' }).filter((one) => one !== told[0]),
  ]);
});

test.each(TABLES)('%s is read by its own name', (file) => {
  const told = faults({ [file]: '[' });
  expect(told).not.toEqual([]);
  expect(told.every((fault) => fault.startsWith(`${file}:`))).toBe(true);
});

test('without a schema there are no words', () => {
  const told = faults({ 'schema.cedarschema': null });
  expect(told[0]).toBe('schema.cedarschema: is missing');
  expect(told).toContain('schema.cedarschema: Zone lacks LGWAN');
  // The rules are not checked against words that are not there.
  expect(told.filter((fault) => fault.startsWith('small.cedar'))).toEqual([]);
});

test('a file without rules is told, unless it is told already', () => {
  expect(faults({ 'empty.cedar': '// nothing\n' })).toEqual(['empty.cedar: holds no rule']);
  expect(faults({ 'torn.cedar': 'permit (' })).toEqual([expect.stringMatching(/^torn\.cedar:1: /)]);
  expect(faults({ 'empty.cedar': '', 'torn.cedar': 'permit (' })).toHaveLength(2);
});

test('an id is used once, in whatever file', () => {
  const again = permit('small.open', 'action', 'resource', 'true');
  const other = forbid('other', 'resource', 'context.hasCase', 'ZONE');
  expect(faults({ 'again.cedar': again })).toEqual([
    'again.cedar: small.open: the @id is already used in small.cedar',
  ]);
  expect(faults({ 'z.cedar': `${other}\n${other}` })).toEqual([
    'z.cedar: other: the @id is already used in z.cedar',
  ]);
  expect(faults({ 'z.cedar': other })).toEqual([]);
});

test('types are checked once the rest is whole', () => {
  const wrong = { 'small.cedar': RULES.zone.replace('Zone::"LGWAN"', 'Zone::"WIFI"') };
  expect(faults(wrong)).toEqual([expect.stringMatching(/^small\.cedar: small\.zone: .*WIFI/)]);
  expect(faults({ ...wrong, 'session.json': '{}' }).filter((fault) => !fault.startsWith('session'))).toEqual(
    [],
  );
});

test('a schedule at fault is told by its file, and other errors are not caught', () => {
  expect(faults({ 'schedule.json': '{}' }).every((fault) => fault.startsWith('schedule.json: '))).toBe(true);
});

test('files that are the same to the byte are loaded once, others anew', () => {
  const first = loadPolicyFiles(files({}));
  expect(loadPolicyFiles(files({}))).toBe(first);
  const more = loadPolicyFiles(files({ 'z.cedar': forbid('z', 'resource', '!context.hasCase', 'ZONE') }));
  expect(more).not.toBe(first);
  // One file less than the last, all others the same; then as many, one with another name.
  const fewer = loadPolicyFiles(files({}));
  expect(fewer.rules).toHaveLength(4);
  const renamed = loadPolicyFiles(
    files({ 'small.cedar': null, 'other.cedar': SOUND.get('small.cedar') ?? '' }),
  );
  expect(renamed.rules.map(({ file }) => file)).toEqual(Array.from({ length: 4 }, () => 'other.cedar'));
  expect(renamed.version).not.toBe(fewer.version);
});

test('what was loaded last does not change with the files that were given', () => {
  const given = files({});
  const first = loadPolicyFiles(given);
  given.delete('small.cedar');
  expect(loadPolicyFiles(files({}))).toBe(first);
});

test('a policy is frozen, and decides, grants and makes engines by itself', () => {
  // Files of its own: what another test has loaded would not be made again.
  const own = files({ 'small.cedar': `${SOUND.get('small.cedar')}\n// own\n` });
  const { decide, grants, engineOf, rules, ...policy } = loadPolicyFiles(own);
  expect(Object.isFrozen(loadPolicyFiles(own))).toBe(true);
  const asked = question('clerk RECOMMEND READ CONTACT');
  expect(decide(asked)).toEqual({ permit: true, rule: 'small.open', reason: null });
  expect(decide({ ...asked, zone: null })).toEqual({ permit: false, rule: 'small.zone', reason: 'ZONE' });
  const act = { role: 'clerk', purpose: 'RECOMMEND', verb: 'READ', classification: 'CONTACT' } as const;
  expect([grants(act), grants({ ...act, purpose: null }), grants({ ...act, role: 'admin' })]).toEqual([
    true,
    false,
    false,
  ]);
  const forbids = rules.filter(({ effect }) => effect === 'forbid');
  expect(engineOf(forbids).ask(asked)).toEqual({ permit: false, rules: [] });
  expect(engineOf(rules).ask(asked)).toEqual({ permit: true, rules: ['small.open'] });
  expect([policy.version, policy.methods]).toEqual([
    expect.stringMatching(/^[\w-]{16}$/),
    ['uid', 'palm_vein'],
  ]);
  expect(policy.schedule.versions.length).toBeGreaterThan(0);
  expect([policy.session.mode, policy.linkage.institution.length]).toEqual(['IDLE', 16]);
});

test('the message has every fault on a line of its own', () => {
  const error = new PolicyError(['a: one', 'b: two']);
  expect([error.name, error.message]).toEqual([
    'PolicyError',
    'The policy cannot be loaded:\n  a: one\n  b: two',
  ]);
});

test('the files of a policy are read in byte order, and no others', () => {
  const own = new PolicyCopy();
  for (const name of readdirSync(own.folder)) own.remove(name);
  for (const name of [
    'é.cedar',
    'a.json',
    'Z.cedar',
    'b.cedarschema',
    '.h.cedar',
    'c.cedar~',
    'x.json5',
    'm.md',
  ])
    own.write(name, name);
  expect([...readPolicyFiles(own.folder)]).toEqual(
    ['Z.cedar', 'a.json', 'b.cedarschema', 'é.cedar'].map((name) => [name, name]),
  );
  own.drop();
});
