import { cpSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { PolicyError } from '../../../src/policy/policy-error.js';
import { readPolicyFiles, versionOf } from '../../../src/policy/policy-files.js';
import { someOf } from '../../support/effort.js';
import { PolicyCopy } from './copy.js';
import { DIRECTORY, inWords, policy, question } from './harness.js';

let copy: PolicyCopy;
beforeEach(() => (copy = new PolicyCopy()));
afterEach(() => copy.drop());

/** Files the policy is made of. */
const FILES = readdirSync(DIRECTORY).filter((name) => name !== 'MATRIX.md');
const TABLES = FILES.filter((name) => !name.endsWith('.cedar') && name !== 'accounts.json');

describe('a policy with a fault is not loaded', () => {
  test.each([
    ['syntax', 'history.cedar', 'permit (', 'permitt (', 'history.cedar:7:'],
    [
      'an unknown role',
      'history.cedar',
      'Role::"manager"',
      'Role::"mayor"',
      'history.cedar: history.record:',
    ],
    [
      'an unknown class',
      'history.cedar',
      'FieldClass::"HEALTH"',
      'FieldClass::"HEALT"',
      'history.cedar: history.record:',
    ],
    [
      'an unknown purpose',
      'history.cedar',
      'Purpose::"HISTORY"',
      'Purpose::"HISTROY"',
      'history.cedar: history.record:',
    ],
    ['an unknown verb', 'public.cedar', 'Action::"SORT"', 'Action::"SEE"', 'public.cedar: public.open:'],
    [
      'an unknown label',
      'own-household.cedar',
      'Label::"OWN_HOUSEHOLD"',
      'Label::"OWN"',
      'own-household.cedar: own-household:',
    ],
    ['an unknown zone', 'zones.cedar', 'Zone::"LGWAN"', 'Zone::"LAN"', 'zones.cedar: zone.lgwan:'],
    [
      'an unknown login method',
      'individual-number.cedar',
      'Method::"palm_vein"',
      'Method::"face"',
      'individual-number.cedar: number.palm-vein:',
    ],
    [
      'an unknown attribute',
      'own-household.cedar',
      'context.labels',
      'context.label',
      'own-household.cedar: own-household:',
    ],
    ['a type error', 'cases.cedar', 'context.hasCase', 'context.labels', 'cases.cedar: case.inquiry:'],
    ['a rule without id', 'history.cedar', '@id("history.record")', '', 'history.cedar: a rule has no @id'],
    [
      'an id used in two files',
      'inquiry.cedar',
      'inquiry.record',
      'history.record',
      'inquiry.cedar: history.record: the @id is already used in history.cedar',
    ],
    [
      'an id used twice in a file',
      'history.cedar',
      'history.practitioner',
      'history.record',
      'history.cedar: history.record: the @id is already used in history.cedar',
    ],
    [
      'a forbid without reason',
      'own-household.cedar',
      '@reason("NOT_DISCLOSABLE")',
      '',
      'own-household: a forbid needs @reason',
    ],
    [
      'a forbid with a reason of its own',
      'zones.cedar',
      '@reason("ZONE")',
      '@reason("PLACE")',
      'zone.unknown: a forbid needs @reason',
    ],
    [
      'a permit with a reason',
      'public.cedar',
      '@cites',
      '@reason("ZONE")\n@cites',
      'public.open: a permit has no @reason',
    ],
    [
      'a permit that depends on a circumstance',
      'vaccination-record-system.cedar',
      'when {',
      'when { context.hasCase &&',
      'vrs.record: a permit may not depend on hasCase',
    ],
    [
      'a rule that can never hold',
      'own-household.cedar',
      'when {',
      'when { false &&',
      'own-household.cedar: own-household:',
    ],
    ['a template', 'public.cedar', 'principal,', 'principal == ?principal,', 'public.cedar: templates'],
    [
      'a schema without a word of the gateway',
      'schema.cedarschema',
      ', "LGWAN"',
      '',
      'schema.cedarschema: Zone lacks LGWAN',
    ],
    [
      'a schema with a word the gateway does not know',
      'schema.cedarschema',
      '"LGWAN"',
      '"LGWAN", "WIFI"',
      'schema.cedarschema: Zone has the unknown WIFI',
    ],
    ['a broken schema', 'schema.cedarschema', 'entity Role enum', 'entity Role enumm', 'schema.cedarschema:'],
    [
      'an unknown purpose in the table',
      'purposes.json',
      '"HISTORY": {',
      '"TAX": {',
      'purposes.json: unknown purpose TAX',
    ],
    [
      'a purpose missing in the table',
      'purposes.json',
      '"HISTORY": {',
      '"TAX": {',
      'purposes.json: HISTORY is missing',
    ],
    [
      'a misspelt key',
      'purposes.json',
      '"needsCase"',
      '"needCase"',
      'purposes.json: HISTORY: needsCase must be true or false',
    ],
    [
      'a surplus key',
      'purposes.json',
      '"needsCase"',
      '"open": true, "needsCase"',
      'purposes.json: HISTORY: unknown key open',
    ],
    [
      'a cap that is none',
      'caps.json',
      '"LOOK_UP": 60',
      '"LOOK_UP": 0',
      'caps.json: attemptsPerHour: LOOK_UP must be a whole number from 1',
    ],
    [
      'a logout after a day',
      'session.json',
      /"idleMinutes": \d+/,
      '"idleMinutes": 1440',
      'session.json: idleMinutes must be',
    ],
    [
      'a requirement with no number',
      'requirements.json',
      '"R001"',
      '"R1"',
      'requirements.json: R1: is no number',
    ],
    ['a vaccination without dates', 'schedule.json', '"effectiveFrom"', '"from"', 'schedule.json: '],
  ])('%s', (_, file, from, to, fault) => {
    copy.change(file, from, to);
    expect(copy.faults().some((told) => told.includes(fault))).toBe(true);
  });

  test.each(someOf('missing files', TABLES, { every: 4 }))('%s is missing', (file) => {
    copy.remove(file);
    expect(copy.faults()).toContain(`${file}: is missing`);
  });

  const emptied = FILES.filter((name) => name !== 'accounts.json');
  test.each(someOf('empty files', emptied, { every: 4 }))('%s is empty', (file) => {
    copy.write(file, '');
    expect(copy.faults().filter((fault) => fault.startsWith(file))).not.toEqual([]);
  });

  test('a missing table is told alone: no echo of what would have been read from it', () => {
    copy.remove('schedule.json');
    expect(copy.faults()).toEqual(['schedule.json: is missing']);
  });

  test('there are no rules', () => {
    for (const file of FILES) if (file.endsWith('.cedar')) copy.remove(file);
    expect(inWords(copy.load().decide(question('clerk - READ PUBLIC')))).toBe('NOT_GRANTED by default-deny');
  });

  test('the folder is not there', () => {
    expect(() => readPolicyFiles(join(copy.folder, 'nowhere'))).toThrow('ENOENT');
  });

  test('all faults are named at once, each on a line of the message', () => {
    copy.change('own-household.cedar', '@reason("NOT_DISCLOSABLE")', '');
    copy.change('purposes.json', '"HISTORY": {', '"TAX": {');
    const faults = copy.faults();
    expect(faults).toHaveLength(3);
    expect(() => copy.load()).toThrow(PolicyError);
    expect(() => copy.load()).toThrow(`The policy cannot be loaded:\n  ${faults.join('\n  ')}`);
  });

  test('types are checked once the rest is whole', () => {
    copy.change('own-household.cedar', 'context.labels', 'context.label');
    for (const fault of copy.faults())
      expect(fault).toMatch(/^own-household\.cedar: own-household: .*`label`/);
    expect(copy.faults()).not.toEqual([]);
    copy.remove('caps.json');
    expect(copy.faults().filter((fault) => !fault.startsWith('caps.json'))).toEqual([]);
  });

  test('the name of the error says what it is', () => {
    expect(new PolicyError(['a']).name).toBe('PolicyError');
  });
});

describe('the version', () => {
  test('is the same for the same bytes, wherever they lie', () => {
    expect(copy.load().version).toBe(policy.version);
    expect(policy.version).toMatch(/^[\w-]{16}$/);
  });

  test.each(FILES)('changes with one byte of %s', (file) => {
    copy.change(file, /$/, '\n');
    expect(versionOf(readPolicyFiles(copy.folder))).not.toBe(policy.version);
  });

  test('of the folder read again is the same policy, until a byte changes', () => {
    const first = copy.load();
    expect(copy.load()).toBe(first);
    copy.change('history.cedar', 'Role::"clerk", ', '');
    const changed = copy.load();
    expect(changed.decide(question('clerk HISTORY READ BASIC')).permit).toBe(false);
    expect(first.decide(question('clerk HISTORY READ BASIC')).permit).toBe(true);
    expect(copy.load()).toBe(changed);
  });

  test('changes with the name of a file', () => {
    renameSync(join(copy.folder, 'history.cedar'), join(copy.folder, 'histories.cedar'));
    expect(copy.load().version).not.toBe(policy.version);
  });

  test('changes with a file that is added or gone', () => {
    copy.write('extra.cedar', '@id("extra") permit (principal, action, resource == FieldClass::"PUBLIC");');
    const extended = copy.load().version;
    copy.remove('inquiry.cedar');
    expect(new Set([policy.version, extended, copy.load().version]).size).toBe(3);
  });

  test.each([
    'MATRIX.md',
    'notes.txt',
    'history.cedar~',
    'history.cedar.bak',
    '.history.cedar',
    'caps.json5',
  ])('does not change with %s, which is no part of the policy', (file) => {
    copy.write(file, 'permit (principal, action, resource);');
    expect(copy.load().version).toBe(policy.version);
  });

  test('no two folders run together, however their texts are cut', () => {
    const folders = [
      [['a', 'bc']],
      [['ab', 'c']],
      [
        ['a', 'b'],
        ['c', ''],
      ],
      [
        ['a', ''],
        ['bc', ''],
      ],
      [['a', 'b\nc\n0\n']],
      [
        ['a', 'b'],
        ['\nc', ''],
      ],
      [['a', '予']],
      [['a', '']],
      [],
    ] as const;
    const versions = folders.map((files) => versionOf(new Map(files.map(([name, text]) => [name, text]))));
    expect(new Set(versions).size).toBe(folders.length);
  });

  test('files are read in byte order, however the system lists them', () => {
    for (const name of ['Z.cedar', 'é.cedar', 'a.cedar']) copy.write(name, '');
    const names = [...readPolicyFiles(copy.folder).keys()];
    expect(names).toEqual(names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
    expect(names.slice(0, 3)).toEqual(['Z.cedar', 'a.cedar', 'access-log.cedar']);
  });
});

describe('a policy that is loaded', () => {
  test('is frozen, and is asked without its object', () => {
    const { decide, grants } = copy.load();
    expect(Object.isFrozen(copy.load())).toBe(true);
    expect(inWords(decide(question('clerk - READ PUBLIC')))).toBe('permit by public.open');
    expect(grants({ role: 'clerk', purpose: null, verb: 'READ', classification: 'PUBLIC' })).toBe(true);
  });

  test('describes itself: rules in the order of the files, tables, words', () => {
    const { rules, purposes, caps, session, requirements, schedule, roles, methods } = copy.load();
    expect([rules, purposes, caps, session, roles, methods]).toEqual([
      ...[policy.rules, policy.purposes, policy.caps, policy.session, policy.roles, policy.methods],
    ]);
    expect(rules.map((rule) => rule.file)).toEqual(rules.map((rule) => rule.file).toSorted());
    expect([requirements.has('R001'), schedule]).toEqual([true, policy.schedule]);
  });

  test('has engines over some of its rules', () => {
    const own = policy.rules.filter((rule) => rule.id === 'public.open');
    const asked = question('clerk - READ STAFF');
    expect(policy.engineOf(own).ask(asked).permit).toBe(false);
    expect(policy.engineOf(policy.rules).ask(asked).permit).toBe(true);
  });

  test('in one process with another keeps to its own rules', () => {
    const asked = question('clerk RECOMMEND READ CONTACT', { severalPersons: true });
    expect(policy.decide(asked).permit).toBe(true);
    copy.change(
      'support-measures.cedar',
      'context.labels.contains(Label::"SUPPORT_MEASURES")',
      'context.severalPersons',
    );
    expect(copy.load().decide(asked).permit).toBe(false);
    expect(policy.decide({ ...asked, hasCase: false }).permit).toBe(true);
  });

  test('is read whole before it is judged: a folder inside another is no part of it', () => {
    cpSync(DIRECTORY, join(copy.folder, 'older'), { recursive: true });
    expect(copy.load().version).toBe(policy.version);
  });
});
