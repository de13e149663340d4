import { zonesOfRole } from '../../../src/policy/zones-of-role.js';
import { forbid, permit, RULES, smallPolicy } from './small-policy.js';

const read = (id: string, classification: string, role: string) =>
  permit(
    id,
    'action == Action::"READ"',
    `resource == FieldClass::"${classification}"`,
    `principal.role == Role::"${role}" && context.purpose == Purpose::"INQUIRY"`,
  );

test('a role works from the networks in which anything about persons opens, in their own order', () => {
  const policy = smallPolicy();
  expect(zonesOfRole(policy, 'clerk')).toEqual(['NUMBER_USE', 'LGWAN']);
  expect(zonesOfRole(policy, 'auditor')).toEqual(['NUMBER_USE', 'LGWAN']);
});

test('what opens for another role, or from anywhere, tells of no place of work', () => {
  const policy = smallPolicy({
    tables: permit('tables', 'action == Action::"READ"', 'resource == FieldClass::"PUBLIC"', 'true'),
    self: permit('self', 'action == Action::"READ"', 'resource == FieldClass::"STAFF"', 'true'),
    basic: read('basic', 'BASIC', 'clerk'),
    inside: forbid('inside', 'resource == FieldClass::"BASIC"', 'context.zone != Zone::"INTRANET"', 'ZONE'),
  });
  expect(zonesOfRole(policy, 'clerk')).toEqual(['INTRANET']);
  expect(zonesOfRole(policy, 'auditor')).toEqual([]);
});

test('each class adds its own networks', () => {
  const policy = smallPolicy({ ...RULES, basic: read('basic', 'BASIC', 'clerk') });
  expect(zonesOfRole(policy, 'clerk')).toEqual(
    expect.arrayContaining(['NUMBER_USE', 'LGWAN', 'INTRANET', 'CONTRACTOR_VPN']),
  );
});
