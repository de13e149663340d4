import { grantState } from '../../../src/staff/menu-grants.js';
import { grantMenu, revokeGrant } from '../../../src/staff/grant-rules.js';
import { StaffIndex } from '../../../src/staff/staff-index.js';
import type { StaffRows } from '../../../src/staff/staff-rows.js';
import { account, grant, holding, policy, seed, staff, TODAY, verdict } from './harness.js';

const stateOf = (more: Partial<StaffRows>, today = TODAY) => {
  const index = new StaffIndex(staff(more));
  const [first] = index.rows.grants;
  return first && grantState(index, first, { purposes: policy.purposes, today });
};

test.each([
  ['2023-03-31', 'NOT_BEGUN'],
  ['2023-04-01', 'OPEN'],
  ['2023-06-27', 'OPEN'],
  ['2023-06-28', 'EXPIRED'],
])('on %s a grant from 2023-04-01 to 2023-06-27 is %s', (today, state) => {
  expect(stateOf({ grants: [grant('clerk')] }, today)).toBe(state);
});

test.each([
  ['by somebody who never held the office', { approver: 'clerk' }, 'clerk', 'ORPHANED'],
  ['by the grantee', { approver: 'head' }, 'head', 'ORPHANED'],
  ['to the head by the office above', { approver: 'director' }, 'head', 'OPEN'],
  ['to a clerk by the office above', { approver: 'director' }, 'clerk', 'ORPHANED'],
  ['of a menu that is none', { purpose: 'TAX' }, 'clerk', 'NO_MENU'],
  ['that was revoked', { revokedOn: TODAY }, 'clerk', 'REVOKED'],
] as const)('a grant %s', (_, change, of, state) => {
  const more = change as object;
  expect(
    stateOf({
      grants: [
        grant(of === 'head' ? 'head' : 'clerk', {
          ...('approver' in change && change.approver === 'clerk' ? { account: 'director' } : {}),
          ...more,
        }),
      ],
    }),
  ).toBe(state);
});

test('an approval is judged by who held the office on its day, not by who holds it now or did before (R016)', () => {
  const holdings = [
    holding('健康課長', 'director', { ends: '2023-04-01' }),
    holding('健康課長', 'head', { begins: '2023-04-02' }),
  ];
  expect(stateOf({ holdings, grants: [grant('clerk', { approver: 'director' })] })).toBe('OPEN');
  expect(stateOf({ holdings, grants: [grant('clerk', { approver: 'head' })] })).toBe('ORPHANED');
  expect(
    stateOf({ holdings, grants: [grant('clerk', { approver: 'director', approvedOn: '2023-04-02' })] }),
  ).toBe('ORPHANED');
});

describe('a delegate', () => {
  const acting = { begins: '2023-04-01', ends: '2023-04-30', delegatedBy: 'head' };
  const holdings = [holding('健康課長', 'head'), holding('健康課長', 'deputy', acting)];
  const accounts = [account('deputy', { role: 'manager' })];

  test('approves within the days of the delegation only', () => {
    const by = (approvedOn: string) =>
      stateOf({ accounts, holdings, grants: [grant('clerk', { approver: 'deputy', approvedOn })] });
    expect([by('2023-04-01'), by('2023-04-30'), by('2023-05-01')]).toEqual(['OPEN', 'OPEN', 'ORPHANED']);
  });
  // docs/glossary.md#approval-is-bound
  test('approves nothing for the one they act for', () => {
    expect(stateOf({ accounts, holdings, grants: [grant('head', { approver: 'deputy' })] })).toBe('ORPHANED');
  });
  test('has no power once the holder has lost the office', () => {
    const left = [holding('健康課長', 'head', { ends: '2023-03-31' }), holding('健康課長', 'deputy', acting)];
    expect(stateOf({ accounts, holdings: left, grants: [grant('clerk', { approver: 'deputy' })] })).toBe(
      'ORPHANED',
    );
  });
});

describe('granting and revoking', () => {
  const input = { account: 'clerk', purpose: 'HISTORY', begins: TODAY, ends: '2024-03-31' } as const;
  const by = (actor: string, change: object = {}, more: Partial<StaffRows> = {}) =>
    verdict(staff(more), actor, (at) => grantMenu(at, { ...input, ...change }));

  test('the owner grants, others do not, and nobody grants to a second account of their own', () => {
    expect([by('head'), by('clerk', { account: 'head' }), by('head', { account: 'head' })]).toEqual([
      [],
      ['NOT_THE_OWNER'],
      ['SELF_GRANT'],
    ]);
    expect(by('head', { account: 'twin' }, { accounts: [account('twin', { personId: 'P-head' })] })).toEqual([
      'SELF_GRANT',
    ]);
  });
  test('no longer than the account, and not for days past', () => {
    const accounts = [account('short', { ends: '2023-12-31' })];
    expect(by('head', { account: 'short' }, { accounts })).toEqual(['TERM']);
    expect(by('head', { begins: '2023-06-26' })).toEqual(['TERM']);
  });
  test('a menu that opens nothing to the role is refused: no administrator reads residents (R153)', () => {
    expect(by('head', { account: 'admin' })).toEqual(['NO_USE']);
  });
  test('a grant that opens nothing does not keep a good one out', () => {
    expect(by('head', {}, { grants: [grant('clerk', { approver: 'admin' })] })).toEqual([]);
    expect(by('head', {}, { grants: [grant('clerk')] })).toEqual(['ALREADY_EXISTS']);
  });
  test('the owner revokes, a stranger to the menu does not', () => {
    const rows = staff({ grants: [grant('clerk')], accounts: [account('other', { role: 'manager' })] });
    const id = 'grant clerk';
    expect(
      ['head', 'other', 'head'].map((actor, at) =>
        verdict(rows, actor, (b) => revokeGrant(b, { id: at === 2 ? 'none' : id })),
      ),
    ).toEqual([[], ['NOT_THE_OWNER'], ['UNKNOWN_GRANT']]);
  });
});

test('the staff an installation begins with are those of the README, with open grants only', () => {
  const index = new StaffIndex(seed());
  expect([...index.accounts.keys()]).toEqual([
    'clerk',
    'number-clerk',
    'manager',
    'vrs-clerk',
    'contractor',
    'auditor',
    'admin',
    'disclosure',
    'dashboard',
    'registry-clerk',
    'registry',
    'address-name',
  ]);
  expect(
    index.rows.grants.filter(
      (row) => grantState(index, row, { purposes: policy.purposes, today: TODAY }) !== 'OPEN',
    ),
  ).toEqual([]);
});
