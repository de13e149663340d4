import { Engine, type EngineDecision } from '../../../src/policy/engine.js';
import { Grants, someone, type Act } from '../../../src/policy/grants.js';
import { PURPOSES, type Question } from '../../../src/policy/terms.js';
import { rulesOf } from './copy.js';
import { policy } from './harness.js';

class CountingEngine extends Engine {
  asked = 0;

  override ask(question: Question): EngineDecision {
    this.asked++;
    return super.ask(question);
  }
}

const permit = (id: string, when: string): string =>
  `@id("${id}") permit (principal, action, resource) when { ${when} };`;
const ACT: Act = { role: 'clerk', purpose: 'RECOMMEND', verb: 'READ', classification: 'CONTACT' };

describe('what the permits alone would open', () => {
  test.each([
    ['the role', { role: 'auditor' }],
    ['the purpose', { purpose: 'HISTORY' }],
    ['no purpose', { purpose: null }],
    ['the verb', { verb: 'EXPORT' }],
    ['the class', { classification: 'PASSPORT' }],
  ] as const)('hangs on %s', (_, other) => {
    expect([policy.grants(ACT), policy.grants({ ...ACT, ...other })]).toEqual([true, false]);
  });

  test('is told whatever the forbids close again', () => {
    expect(
      policy.grants({ role: 'number-clerk', purpose: 'HISTORY', verb: 'REVEAL', classification: 'NUMBER' }),
    ).toBe(true);
  });

  test.each([
    ['the login', 'principal.amr.contains(Method::"uid")'],
    ['the zone', 'context.zone != Zone::"UNKNOWN"'],
    ['the case', 'context.hasCase'],
    ['several persons', 'context.severalPersons'],
    ['the labels', '!context.labels.isEmpty()'],
  ])('presumes nothing about %s', (_, condition) => {
    const text = `@id("circumstance") @reason("ZONE") forbid (principal, action, resource) unless { ${condition} };`;
    const engine = new Engine(rulesOf(permit('open', 'true') + text), new Set(['uid']));
    expect(new Grants(engine).has(ACT)).toBe(false);
  });

  test('under another purpose: never under the one that was named', () => {
    const grants = new Grants(policy.engineOf(policy.rules.filter((rule) => rule.effect === 'permit')));
    expect(grants.hasUnderOtherPurpose(ACT)).toBe(false);
    expect(grants.hasUnderOtherPurpose({ ...ACT, purpose: 'HISTORY' })).toBe(true);
    expect(grants.hasUnderOtherPurpose({ ...ACT, purpose: null })).toBe(true);
    expect(grants.hasUnderOtherPurpose({ ...ACT, role: 'auditor' })).toBe(false);
  });

  test('is asked of Cedar once for each act, and no two acts share an answer', () => {
    const engine = new CountingEngine(
      rulesOf(permit('p', 'principal.role == Role::"clerk" && resource == FieldClass::"CONTACT"')),
      new Set(),
    );
    const grants = new Grants(engine);
    const acts: readonly Act[] = [
      ACT,
      { ...ACT, role: 'manager' },
      { ...ACT, classification: 'BASIC' },
      { ...ACT, verb: 'SORT' },
      { ...ACT, purpose: null },
    ];
    const answers = () => acts.map((act) => grants.has(act));
    expect(answers()).toEqual([true, false, false, true, true]);
    expect(answers()).toEqual([true, false, false, true, true]);
    expect(engine.asked).toBe(acts.length);
  });
});

test('somebody of a role is on every menu and has nothing of their own', () => {
  expect(someone('clerk', ['uid'])).toMatchObject({
    account: 'clerk',
    role: 'clerk',
    nameJa: 'clerk',
    nameEn: 'clerk',
    purposes: new Set(PURPOSES),
    amr: ['uid'],
    ownAtenaNumber: null,
    contract: null,
  });
});
