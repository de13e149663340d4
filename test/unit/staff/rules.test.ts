import { StaffIndex } from '../../../src/staff/staff-index.js';
import { createAccount, endAccount, recordDuty } from '../../../src/staff/account-rules.js';
import { registerContract } from '../../../src/staff/contract-rules.js';
import { appointOffice, delegateOffice } from '../../../src/staff/office-rules.js';
import { addRosterLine } from '../../../src/staff/roster-rules.js';
import { account, contract, holding, line, staff, TODAY, verdict } from './harness.js';

const newcomer = {
  account: 'new',
  personId: 'P-new',
  role: 'clerk',
  kind: 'person',
  nameJa: '新任',
  nameEn: 'New',
  loginMethods: ['uid'],
  begins: TODAY,
  ends: null,
  department: '福祉保健部健康課',
  secondment: null,
} as const;

test.each([
  ['is made', {}, []],
  ['of a person who has one', { personId: 'P-clerk' }, ['SAME_PERSON']],
  // docs/attacks.md E21.
  ['of a person who has one, in another case', { personId: 'p-CLERK' }, ['SAME_PERSON']],
  ['under a name that is taken, in whatever case', { account: 'CLERK' }, ['ALREADY_EXISTS']],
  ['of an unknown role', { role: 'mayor' }, ['UNKNOWN_ROLE']],
  [
    'named by an individual number',
    { account: '123456789018', personId: '1234-5678-9018' },
    ['FORM', 'FORM'],
  ],
  ['of a person without a staff number', { personId: null }, ['FORM']],
  ['that ends before it begins', { ends: '2023-06-26' }, ['TERM']],
])('an account %s', (_, change, codes) => {
  expect(verdict(staff(), 'admin', (at) => createAccount(at, { ...newcomer, ...change }))).toEqual(codes);
});

test('there are at most three account administrators at a time (R176)', () => {
  const more = ['a', 'b'].map((id) => account(id, { role: 'admin' }));
  const make = { ...newcomer, role: 'admin' };
  expect(verdict(staff({ accounts: more.slice(1) }), 'admin', (at) => createAccount(at, make))).toEqual([]);
  expect(verdict(staff({ accounts: more }), 'admin', (at) => createAccount(at, make))).toEqual([
    'CAP_REACHED',
  ]);
});

test('an ended account frees the person, never the name', () => {
  const rows = staff({ accounts: [account('gone', { personId: 'P-new', ends: '2023-06-26' })] });
  expect(verdict(rows, 'admin', (at) => createAccount(at, newcomer))).toEqual([]);
  expect(verdict(rows, 'admin', (at) => createAccount(at, { ...newcomer, account: 'gone' }))).toEqual([
    'ALREADY_EXISTS',
  ]);
  expect(
    verdict(rows, 'admin', (at) => endAccount(at, { account: 'gone', on: TODAY, reason: 'OTHER' })),
  ).toEqual(['UNKNOWN_ACCOUNT']);
});

test('a duty is not recorded for days to come, nor back before what is known', () => {
  const on = (day: string) =>
    verdict(staff(), 'admin', (at) => recordDuty(at, { account: 'clerk', duty: 'trainedOn', on: day }));
  expect([on(TODAY), on('2023-06-28'), on('2023-06-26')]).toEqual([[], ['TERM'], ['TERM']]);
});

describe('offices', () => {
  const accounts = [account('next', { role: 'manager' })];
  const input = { office: '健康課長', account: 'next', begins: '2023-07-01', ends: null };
  const appoint = (change: object = {}) =>
    verdict(staff({ accounts }), 'admin', (at) => appointOffice(at, { ...input, ...change }));

  test.each([
    ['from a day to come', {}, []],
    ['for days past, which would make an approver of one who was none', { begins: '2023-06-26' }, ['TERM']],
    ['that does not exist', { office: '市長' }, ['UNKNOWN_OFFICE']],
    ['by an account administrator', { account: 'admin' }, ['SEPARATION']],
  ])('an office is taken over %s', (_, change, codes) => expect(appoint(change)).toEqual(codes));

  test('a delegate needs a holder for all the days, and is somebody else', () => {
    const rows = staff({ accounts, holdings: [holding('健康課長', 'head', { ends: '2023-07-31' })] });
    const of = (name: string, ends: string) =>
      verdict(rows, 'admin', (at) => delegateOffice(at, { ...input, account: name, ends }));
    expect([of('next', '2023-07-31'), of('next', '2023-08-01'), of('head', '2023-07-31')]).toEqual([
      [],
      ['NO_HOLDER'],
      ['SAME_PERSON'],
    ]);
  });
});

describe('contracts', () => {
  const input = {
    contract: 'S',
    contractor: '再受託者',
    matter: '入力',
    responsible: '責任者',
    begins: '2023-07-01',
    ends: '2024-03-31',
    handlerCap: 2,
    approvedEndpoints: ['10.1.0.0/16'],
    bornFrom: null,
    bornTo: null,
    work: null,
    partsAllowed: false,
  };
  const part = {
    primeContract: 'C',
    reason: '人手',
    information: '予診票',
    safety: '暗号',
    supervision: '月報',
    approvedOn: '2023-06-27',
  };
  const register = (change: object = {}, of: object = {}) =>
    verdict(staff({ contracts: [contract('C')] }), 'admin', (at) =>
      registerContract(at, { ...input, reEntrustment: { ...part, ...of }, ...change }),
    );

  test.each([
    ['approved before the work starts', {}, {}, []],
    ['approved on the day the work starts', { begins: '2023-06-27' }, {}, ['NOT_APPROVED']],
    ['approved some day to come', {}, { approvedOn: '2023-06-28' }, ['NOT_APPROVED']],
    ['with more handlers than the prime contract', { handlerCap: 3 }, {}, ['WIDER']],
    ['longer than the prime contract', { ends: '2024-04-01' }, {}, ['WIDER']],
    ['of no contract', {}, { primeContract: 'none' }, ['UNKNOWN_CONTRACT']],
    ['without its measures of safety', {}, { safety: ' ' }, ['FORM']],
    ['with an endpoint that is no network', { approvedEndpoints: ['10.1.0.0'] }, {}, ['FORM']],
  ])('a re-entrusted part %s (R108, R120)', (_, change, of, codes) =>
    expect(register(change, of)).toEqual(codes),
  );

  test('a handler beyond the declared number is not put on the roster (R107)', () => {
    const accounts = ['x', 'y', 'z'].map((id) => account(id, { role: 'contractor' }));
    const add = (roster: readonly ReturnType<typeof line>[], name = 'z') =>
      verdict(staff({ accounts, contracts: [contract('C')], roster }), 'admin', (at) =>
        addRosterLine(at, { contract: 'C', account: name, begins: TODAY, ends: null }),
      );
    expect(add([line('x')])).toEqual([]);
    expect(add([line('x'), line('y')])).toEqual(['CAP_REACHED']);
    expect(add([line('x'), line('y', { begins: '2023-12-01' })])).toEqual(['CAP_REACHED']);
    expect(add([line('x'), line('y', { ends: '2023-06-26' })])).toEqual([]);
    expect(add([], 'clerk')).toEqual(['NOT_A_CONTRACTOR']);
  });
});

// docs/attacks.md E21.
test('a staff number is one person’s in whatever case: nobody grants to themselves by it', () => {
  const rows = staff({
    accounts: [account('one', { personId: 'S-77a' }), account('other', { personId: 's-77A' })],
  });
  expect(new StaffIndex(rows).isSamePerson('one', 'other')).toBe(true);
  expect(new StaffIndex(rows).isSamePerson('one', 'clerk')).toBe(false);
});
