import { differences, type Difference } from '../../../src/policy/difference.js';
import type { LoadedPolicy } from '../../../src/policy/load.js';
import { forbid, permit, smallPolicy } from './small-policy.js';

/** Every difference of two policies of one role and few rules, as data; difference-lines.test.ts has them in words. */
const OPEN = permit(
  'open',
  'action == Action::"READ"',
  'resource == FieldClass::"CONTACT"',
  'context.purpose == Purpose::"RECOMMEND"',
);
const ZONE = forbid(
  'zone',
  'resource == FieldClass::"CONTACT"',
  'context.zone != Zone::"NUMBER_USE"',
  'ZONE',
);
const load = (rules: Record<string, string>): LoadedPolicy =>
  smallPolicy(rules, (copy) => copy.change('schema.cedarschema', '"clerk", "auditor"', '"clerk"'));
const before = load({ open: OPEN, zone: ZONE });
const found = (after: LoadedPolicy, from = before) => differences(from, after);
/** `opens RECOMMEND READ CONTACT`. */
const inShort = ({ effect, act }: Difference) => `${effect} ${act.purpose} ${act.verb} ${act.classification}`;
const situations = (one: Difference | undefined) => one?.situations.map((situation) => situation.join(' '));
const contact = (id: string, when: string, reason = 'ZONE') =>
  forbid(id, 'resource == FieldClass::"CONTACT"', when, reason);

test('a policy differs in nothing from itself, nor from one with other sentences', () => {
  expect(found(before)).toEqual([]);
  expect(found(load({ open: OPEN.replace('Says', 'Tells'), zone: ZONE }))).toEqual([]);
});

test('a rule that is gone and a rule that is new are each one', () => {
  const shorter = load({ open: OPEN });
  const opened = found(shorter);
  expect(opened.map(inShort)).toEqual(['opens RECOMMEND READ CONTACT']);
  expect(situations(opened[0])).toEqual(['LGWAN', 'CONTRACTOR_VPN', 'INTRANET', 'UNKNOWN']);
  expect(opened[0]).toMatchObject({
    act: { role: 'clerk' },
    before: { permit: false, rule: 'zone', reason: 'ZONE' },
    after: { permit: true, rule: 'open', reason: null },
    dimensions: ['zone'],
  });
  // Told against all situations; what closes is told against those that were open.
  expect(opened[0]?.among).toHaveLength(5);
  const closed = found(before, shorter);
  expect(closed.map(inShort)).toEqual(['closes RECOMMEND READ CONTACT']);
  expect(closed[0]?.among).toHaveLength(5);
  const more = found(load({ open: OPEN, zone: ZONE, case: contact('case', '!context.hasCase') }));
  expect(more.map(inShort)).toEqual(['closes RECOMMEND READ CONTACT']);
  expect(more[0]?.among.map((one) => one.join(' '))).toEqual(['NUMBER_USE yes', 'NUMBER_USE no']);
  expect(situations(more[0])).toEqual(['NUMBER_USE no']);
});

test('a permit for an act that has none opens it, and gives others another reason', () => {
  const after = load({
    open: OPEN,
    zone: ZONE,
    sort: OPEN.replaceAll('READ', 'SORT').replaceAll('open', 'sort'),
  });
  const others = [
    'null',
    'HISTORY',
    'INQUIRY',
    'CERTIFICATE',
    'STATISTICS',
    'INTEGRATION',
    'AUDIT',
    'DISCLOSURE',
  ];
  expect(found(after).map(inShort).toSorted()).toEqual(
    [
      'opens RECOMMEND SORT CONTACT',
      ...[...others, 'ADMINISTRATION'].map((one) => `reason ${one} SORT CONTACT`),
    ].toSorted(),
  );
  expect(found(before, after).map(inShort)).toContain('closes RECOMMEND SORT CONTACT');
  const reason = found(after).find(({ act }) => act.purpose === 'HISTORY');
  expect([reason?.before.reason, reason?.after.reason]).toEqual(['NOT_GRANTED', 'PURPOSE']);
});

test('another reason in the same situations is one difference, whichever rules give it', () => {
  const after = load({
    open: OPEN,
    near: contact('near', 'context.zone == Zone::"LGWAN"', 'SEVERAL_PERSONS'),
    far: contact(
      'far',
      'context.zone != Zone::"LGWAN" && context.zone != Zone::"NUMBER_USE"',
      'SEVERAL_PERSONS',
    ),
  });
  const all = found(after);
  expect(all.map(inShort)).toEqual(['reason RECOMMEND READ CONTACT']);
  expect(situations(all[0])).toEqual(['LGWAN', 'CONTRACTOR_VPN', 'INTRANET', 'UNKNOWN']);
  // By the same reason of other rules the caller notices nothing.
  const renamed = load({ open: OPEN, other: ZONE.replaceAll('"zone"', '"other"') });
  expect(found(renamed)).toEqual([]);
});

test('what opens or closes is told by each pair of rules, and other reasons beside it are no news', () => {
  const after = load({
    open: OPEN,
    one: contact('one', 'context.zone == Zone::"NUMBER_USE" && context.hasCase', 'PURPOSE'),
    two: contact('two', 'context.zone == Zone::"NUMBER_USE" && !context.hasCase', 'PURPOSE'),
    rest: contact('rest', 'context.zone == Zone::"INTRANET"', 'NOT_DISCLOSABLE'),
  });
  const all = found(after);
  expect(all.map((one) => `${inShort(one)}: ${one.before.rule} -> ${one.after.rule}`).toSorted()).toEqual([
    'closes RECOMMEND READ CONTACT: open -> one',
    'closes RECOMMEND READ CONTACT: open -> two',
    'opens RECOMMEND READ CONTACT: zone -> open',
  ]);
});

test('a forbid on what nobody is granted changes nothing', () => {
  const nobody = forbid('nobody', 'resource == FieldClass::"NUMBER"', '!context.hasCase', 'CASE_REQUIRED');
  expect(found(load({ open: OPEN, zone: ZONE, nobody }))).toEqual([]);
});

test('methods that only one of the policies knows are asked with, and a role that only one knows is told of', () => {
  const withOtp = smallPolicy(
    { open: OPEN, zone: ZONE, otp: contact('otp', '!principal.amr.contains(Method::"otp")') },
    (copy) => {
      copy.change('schema.cedarschema', '"clerk", "auditor"', '"clerk"');
      copy.change('schema.cedarschema', '["uid", "palm_vein"]', '["uid", "palm_vein", "otp"]');
    },
  );
  const all = found(withOtp);
  expect(all.map(inShort)).toEqual(['closes RECOMMEND READ CONTACT']);
  expect(situations(all[0])).toEqual(['NUMBER_USE no']);
  expect(found(before, withOtp).map(inShort)).toEqual(['opens RECOMMEND READ CONTACT']);
});

test('words alone change the reasons of a role that comes', () => {
  const both = smallPolicy({ open: OPEN, zone: ZONE });
  const all = found(both);
  expect(new Set(all.map(({ act }) => act.role))).toEqual(new Set(['auditor']));
  expect(all.map(inShort)).toContain('opens RECOMMEND READ CONTACT');
  expect(found(before, both).map(inShort)).toContain('closes RECOMMEND READ CONTACT');
});
