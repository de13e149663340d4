import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPolicy } from '../../../src/policy/load.js';
import { PolicyError } from '../../../src/policy/policy-error.js';
import { DIRECTORY, policy } from './harness.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-policy-'));
  cpSync(DIRECTORY, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

function change(file: string, from: string | RegExp, to: string): void {
  const text = readFileSync(join(folder, file), 'utf8');
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  writeFileSync(join(folder, file), changed);
}

function faults(): string {
  try {
    loadPolicy(folder);
  } catch (error) {
    if (error instanceof PolicyError) return error.faults.join('\n');
    throw error;
  }
  return '';
}

describe('a policy with a fault is not loaded', () => {
  test.each([
    ['syntax', 'history.cedar', 'permit (', 'permitt (', 'history.cedar:7:'],
    ['an unknown role', 'history.cedar', 'Role::"manager"', 'Role::"mayor"', 'history.cedar: history.record:'],
    ['an unknown class', 'history.cedar', 'FieldClass::"HEALTH"', 'FieldClass::"HEALT"', 'history.cedar: history.record:'],
    ['an unknown purpose', 'history.cedar', 'Purpose::"HISTORY"', 'Purpose::"HISTROY"', 'history.cedar: history.record:'],
    ['an unknown verb', 'public.cedar', 'Action::"SORT"', 'Action::"SEE"', 'public.cedar: public.open:'],
    ['an unknown label', 'own-household.cedar', 'Label::"OWN_HOUSEHOLD"', 'Label::"OWN"', 'own-household.cedar: own-household:'],
    ['an unknown zone', 'zones.cedar', 'Zone::"LGWAN"', 'Zone::"LAN"', 'zones.cedar: zone.lgwan:'],
    ['an unknown attribute', 'own-household.cedar', 'context.labels', 'context.label', 'own-household.cedar: own-household:'],
    ['a rule without id', 'history.cedar', '@id("history.record")', '', 'history.cedar: a rule has no @id'],
    ['an id used twice', 'inquiry.cedar', 'inquiry.record', 'history.record', 'inquiry.cedar: history.record: the @id is already used'],
    ['a forbid without reason', 'own-household.cedar', '@reason("NOT_DISCLOSABLE")', '', 'own-household: a forbid needs @reason'],
    ['a forbid with a reason of its own', 'zones.cedar', '@reason("ZONE")', '@reason("PLACE")', 'zone.unknown: a forbid needs @reason'],
    ['a permit with a reason', 'public.cedar', '@cites', '@reason("ZONE")\n@cites', 'public.open: a permit has no @reason'],
    ['a permit that depends on a circumstance', 'vaccination-record-system.cedar', 'when {', 'when { context.hasCase &&', 'vrs.record: a permit may not depend on hasCase'],
    ['a rule that can never hold', 'own-household.cedar', 'when {', 'when { false &&', 'own-household.cedar: own-household:'],
    ['a template', 'public.cedar', 'principal,', 'principal == ?principal,', 'public.cedar: templates'],
    ['a schema without a word of the gateway', 'schema.cedarschema', ', "LGWAN"', '', 'schema.cedarschema: Zone lacks LGWAN'],
    ['a schema with a word the gateway does not know', 'schema.cedarschema', '"LGWAN"', '"LGWAN", "WIFI"', 'Zone has the unknown WIFI'],
    ['a broken schema', 'schema.cedarschema', 'entity Role enum', 'entity Role enumm', 'schema.cedarschema:'],
    ['an unknown purpose in the table', 'purposes.json', '"HISTORY": {', '"TAX": {', 'purposes.json: unknown purpose TAX'],
    ['a purpose missing in the table', 'purposes.json', '"HISTORY": {', '"TAX": {', 'purposes.json: HISTORY is missing'],
    ['a misspelt key', 'purposes.json', '"needsCase"', '"needCase"', 'purposes.json: HISTORY: needsCase must be true or false'],
    ['a surplus key', 'purposes.json', '"needsCase"', '"open": true, "needsCase"', 'purposes.json: HISTORY: unknown key open'],
    ['no JSON', 'purposes.json', '{', '', 'purposes.json: is not valid JSON'],
  ])('%s', (_, file, from, to, fault) => {
    change(file, from, to);
    expect(faults()).toContain(fault);
  });

  test('all faults are named at once', () => {
    change('own-household.cedar', '@reason("NOT_DISCLOSABLE")', '');
    change('purposes.json', '"HISTORY": {', '"TAX": {');
    expect(faults().split('\n')).toHaveLength(3);
  });

  test('a missing file is named', () => {
    rmSync(join(folder, 'purposes.json'));
    expect(faults()).toContain('purposes.json: is missing');
  });
});

describe('the version', () => {
  test('is the same for the same bytes, wherever they lie', () => {
    expect(loadPolicy(folder).version).toBe(policy.version);
  });

  test.each([
    ['a rule', 'history.cedar'],
    ['a table', 'accounts.json'],
    ['the schema', 'schema.cedarschema'],
  ])('changes with one byte of %s', (_, file) => {
    change(file, /$/, ' ');
    expect(loadPolicy(folder).version).not.toBe(policy.version);
  });

  test('does not change with what is derived from the rules', () => {
    change('MATRIX.md', /$/, ' ');
    expect(loadPolicy(folder).version).toBe(policy.version);
  });

  test('two policies loaded in one process keep to their own rules', () => {
    change('support-measures.cedar', 'context.labels.contains(Label::"SUPPORT_MEASURES")', 'context.severalPersons');
    const other = loadPolicy(folder);
    const asked = {
      principal: { account: 'a', role: 'clerk', kind: 'person', nameJa: '', nameEn: '', purposes: new Set<never>(), amr: [], ownAtenaNumber: null, contract: null },
      purpose: 'RECOMMEND', zone: 'NUMBER_USE', hasCase: false, severalPersons: true,
      verb: 'READ', classification: 'CONTACT', labels: 0,
    } as const;
    expect(other.decide(asked).permit).toBe(false);
    expect(policy.decide(asked).permit).toBe(true);
  });
});
