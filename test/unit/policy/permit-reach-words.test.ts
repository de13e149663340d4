import type { Act } from '../../../src/policy/grants.js';
import { reachOf } from '../../../src/policy/permit-reach.js';
import { rulesOf } from './copy.js';

/** Which words of a permit bound what it can reach, and which leave it to Cedar (docs/attacks.md M4). */
const ACTS: Record<string, Act> = {
  own: { role: 'clerk', purpose: 'HISTORY', verb: 'READ', classification: 'BASIC' },
  role: { role: 'manager', purpose: 'HISTORY', verb: 'READ', classification: 'BASIC' },
  purpose: { role: 'clerk', purpose: null, verb: 'READ', classification: 'BASIC' },
  verb: { role: 'clerk', purpose: 'HISTORY', verb: 'SORT', classification: 'BASIC' },
  class: { role: 'clerk', purpose: 'HISTORY', verb: 'READ', classification: 'HEALTH' },
};
const ALL = Object.keys(ACTS);
const but = (...names: readonly string[]) => ALL.filter((one) => !names.includes(one));
const reached = (rules: ReturnType<typeof rulesOf>) => {
  const reaches = reachOf(rules);
  return ALL.filter((name) => reaches(ACTS[name] as Act));
};
const permit = (head: string, when = '', id = 'a') => `@id("${id}")\npermit (${head}) ${when};`;

test.each([
  ['all', 'principal, action, resource', '', ALL],
  ['a verb', 'principal, action == Action::"READ", resource', '', but('verb')],
  ['verbs', 'principal, action in [Action::"READ", Action::"SORT"], resource', '', ALL],
  ['a class', 'principal, action, resource == FieldClass::"BASIC"', '', but('class')],
  ['a role', 'principal, action, resource', 'when { principal.role == Role::"clerk" }', but('role')],
  [
    'a role, named first',
    'principal, action, resource',
    'when { Role::"clerk" == principal.role }',
    but('role'),
  ],
  [
    'a purpose and a role',
    'principal, action, resource',
    'when { context.purpose == Purpose::"HISTORY" && principal.role == Role::"clerk" }',
    but('role', 'purpose'),
  ],
  ['no purpose', 'principal, action, resource', 'when { context.purpose == Purpose::"NONE" }', ['purpose']],
  [
    'conditions by themselves',
    'principal, action, resource',
    'when { context.purpose == Purpose::"HISTORY" } when { principal.role == Role::"clerk" }',
    but('role', 'purpose'),
  ],
  [
    'a set of roles',
    'principal, action, resource',
    'when { [Role::"manager", Role::"auditor"].contains(principal.role) }',
    ['role'],
  ],
  [
    'a class in a condition',
    'principal, action, resource',
    'when { resource == FieldClass::"BASIC" }',
    but('class'),
  ],
  // What is not certain bounds nothing.
  ['an exception', 'principal, action, resource', 'unless { principal.role == Role::"clerk" }', ALL],
  ['another role', 'principal, action, resource', 'when { principal.role != Role::"manager" }', ALL],
  ['no role', 'principal, action, resource', 'when { !(principal.role == Role::"manager") }', ALL],
  [
    'one or the other',
    'principal, action, resource',
    'when { principal.role == Role::"manager" || principal.role == Role::"auditor" }',
    ALL,
  ],
  ['two words', 'principal, action, resource', 'when { Role::"manager" == Role::"manager" }', ALL],
  ['no word', 'principal, action, resource', 'when { principal.role == principal.role }', ALL],
  [
    'a word in a set of what the caller is',
    'principal, action, resource',
    'when { [principal.role].contains(Role::"manager") }',
    ALL,
  ],
  [
    'a word among words',
    'principal, action, resource',
    'when { [Role::"manager"].contains(Role::"manager") }',
    ALL,
  ],
  [
    'a set that is not of words alone',
    'principal, action, resource',
    'when { [Role::"manager", principal.role].contains(principal.role) }',
    ALL,
  ],
])('a permit of %s', (_, head, when, names) => {
  expect(reached(rulesOf(permit(head, when)))).toEqual(names);
});

test('of several permits one is enough, and of none nothing is reached', () => {
  const rules = rulesOf(
    [
      permit('principal, action == Action::"SORT", resource'),
      permit('principal, action, resource == FieldClass::"HEALTH"', '', 'b'),
    ].join('\n'),
  );
  expect(reached(rules)).toEqual(['verb', 'class']);
  expect(reached([])).toEqual([]);
});

test('a permit that cannot be read bounds nothing', () => {
  const [rule] = rulesOf(permit('principal, action, resource'));
  expect(reached(rule === undefined ? [] : [{ ...rule, text: 'permit (' }])).toEqual(ALL);
});
