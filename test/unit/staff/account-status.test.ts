import { admit } from '../../../src/staff/principal.js';
import { accountStatus } from '../../../src/staff/account-status.js';
import { StaffIndex } from '../../../src/staff/staff-index.js';
import { account, contract, line, staff, TODAY } from './harness.js';

test.each([
  ['2022-08-31', '2023-02-28', 'GOOD'],
  ['2022-08-31', '2023-03-01', 'CREDENTIAL_DUE'],
  ['2023-08-31', '2024-02-29', 'GOOD'],
  ['2023-08-31', '2024-03-01', 'CREDENTIAL_DUE'],
  ['2023-01-15', '2023-07-15', 'GOOD'],
  ['2023-01-15', '2023-07-16', 'CREDENTIAL_DUE'],
])(
  'a credential renewed on %s is %s as of then: six calendar months, clipped at month end',
  (renewed, today, standing) => {
    expect(
      accountStatus(
        account('a', { credentialRenewedOn: renewed, trainedOn: renewed, pledgedOn: renewed }),
        today,
      ),
    ).toBe(standing);
  },
);

test.each([
  ['trained a year ago to the day', { trainedOn: '2022-06-27' }, 'GOOD'],
  ['trained a year and a day ago', { trainedOn: '2022-06-26' }, 'TRAINING_DUE'],
  ['never trained', { trainedOn: null }, 'TRAINING_DUE'],
  ['without a pledge', { pledgedOn: null }, 'PLEDGE_MISSING'],
  ['never given a credential', { credentialRenewedOn: null }, 'CREDENTIAL_DUE'],
  ['on the last day', { ends: TODAY }, 'GOOD'],
  ['after the last day', { ends: '2023-06-26' }, 'ENDED'],
  ['before the first day', { begins: '2023-06-28' }, 'NOT_BEGUN'],
  [
    'a machine without any of it',
    { kind: 'service', role: 'dashboard', credentialRenewedOn: null, trainedOn: null, pledgedOn: null },
    'GOOD',
  ],
  // docs/attacks.md E20: it would have no session, no training, no pledge and no review.
  ...['clerk', 'number-clerk', 'manager', 'auditor', 'admin', 'contractor'].map(
    (role) =>
      [
        `called a machine that does the work of ${role}`,
        { kind: 'service', role, credentialRenewedOn: null, trainedOn: null, pledgedOn: null },
        'CREDENTIAL_DUE',
      ] as const,
  ),
] as const)('an account %s', (_, change, standing) => {
  expect(accountStatus(account('a', change), TODAY)).toBe(standing);
});

describe('a contractor', () => {
  const accounts = ['x', 'y', 'z'].map((id) => account(id, { role: 'contractor' }));
  const roster = [
    line('x', { begins: '2022-01-01' }),
    line('y', { begins: '2021-01-01' }),
    line('z', { begins: '2023-01-01' }),
  ];
  const standingOf = (id: string, contracts = [contract('C')], lines = roster, peerAddress = '10.1.2.3') =>
    admit(new StaffIndex(staff({ accounts, contracts, roster: lines })), {
      account: id,
      peerAddress,
      today: TODAY,
    }).status;

  test('beyond the declared number stays out: the last to come', () => {
    expect(['x', 'y', 'z'].map((id) => standingOf(id))).toEqual(['GOOD', 'GOOD', 'OVER_CAP']);
  });
  test('without a roster line in force stays out', () => {
    expect([
      standingOf('x', undefined, []),
      standingOf('x', undefined, [line('x', { ends: '2023-06-26' })]),
    ]).toEqual(['NO_ROSTER_LINE', 'NO_ROSTER_LINE']);
  });
  test('whose contract has ended, or whose prime contract has, stays out', () => {
    const prime = contract('P', { ends: '2023-06-26' });
    expect(standingOf('x', [contract('C', { ends: '2023-06-26' })])).toBe('NO_CONTRACT');
    expect(standingOf('x', [contract('C', { primeContract: 'P' }), prime])).toBe('NO_CONTRACT');
  });
  test.each([
    ['10.1.2.3', 'GOOD'],
    ['::ffff:10.1.2.3', 'GOOD'],
    ['10.2.0.1', 'ENDPOINT'],
    ['', 'ENDPOINT'],
  ])('from %s of the approved 10.1.0.0/16 is %s', (peer, standing) => {
    expect(standingOf('x', [contract('C', { approvedEndpoints: '10.1.0.0/16' })], roster, peer)).toBe(
      standing,
    );
  });
  test('of a re-entrusted part must come from where the prime contract allows, too', () => {
    const contracts = [
      contract('C', { primeContract: 'P' }),
      contract('P', { approvedEndpoints: '10.9.0.0/16' }),
    ];
    expect(standingOf('x', contracts)).toBe('ENDPOINT');
  });
});
