import { assignDepartment, createAccount, endAccount } from '../../../src/staff/account-rules.js';
import {
  completeContract,
  registerContract,
  type RegisterContractInput,
} from '../../../src/staff/contract-rules.js';
import { areWithin } from '../../../src/staff/contracts.js';
import { departmentOn } from '../../../src/staff/departments.js';
import { firstAdministrator } from '../../../src/staff/first-administrator.js';
import { grantMenu } from '../../../src/staff/grant-rules.js';
import { admit, principalOf } from '../../../src/staff/principal.js';
import { CLASSIFICATIONS, PURPOSES, VERBS, type Question } from '../../../src/policy/terms.js';
import { addRosterLine } from '../../../src/staff/roster-rules.js';
import { StaffIndex } from '../../../src/staff/staff-index.js';
import type { StaffRows } from '../../../src/staff/staff-rows.js';
import { allowMoreUsers } from '../../../src/staff/user-band.js';
import { account, bench, contract, line, policy, seed, staff, TODAY, verdict } from './harness.js';

/**
 * Who may come in, as rules of the staff directory: docs/attacks.md E2, docs/attacks.md E3, docs/attacks.md E4,
 * docs/attacks.md E5.
 */

const HEALTH = '福祉保健部健康課';
const input = {
  contract: 'N',
  contractor: '受託者',
  matter: '入力',
  responsible: '責任者',
  begins: '2023-07-01',
  ends: '2024-03-31',
  handlerCap: 2,
  approvedEndpoints: ['10.1.2.0/24'],
  bornFrom: null,
  bornTo: null,
  reEntrustment: null,
  work: 'SLIPS_AND_CERTIFICATES' as const,
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

describe('a contract', () => {
  test.each<readonly [string, Partial<RegisterContractInput>, readonly string[]]>([
    ['in order', {}, []],
    ['without a place of work', { approvedEndpoints: [] }, ['FORM']],
    ['whose place of work is everywhere', { approvedEndpoints: ['0.0.0.0/0'] }, ['FORM']],
    ['that does not say what it is about', { work: null }, ['FORM']],
    ['with 500 handlers', { handlerCap: 500 }, ['CAP_REACHED']],
    ['with ten handlers where the assessment declares under 10', { handlerCap: 10 }, ['CAP_REACHED']],
    ['of the record system with 49 handlers', { work: 'VRS', handlerCap: 49 }, []],
    ['of the record system with 50 handlers', { work: 'VRS', handlerCap: 50 }, ['CAP_REACHED']],
    ['that ends before it begins', { ends: '2023-06-30' }, ['TERM']],
    [
      'whose persons were born between two days the wrong way round',
      { bornFrom: '2020-01-02', bornTo: '2020-01-01' },
      ['TERM'],
    ],
  ])('%s', (_, change, codes) => {
    expect(verdict(staff(), 'admin', (at) => registerContract(at, { ...input, ...change }))).toEqual(codes);
  });

  test.each([
    ['in order', {}, {}, []],
    ['that allows no parts', { partsAllowed: 'NO' }, {}, ['NO_RE_ENTRUSTMENT']],
    ['that does not say whether it allows parts', { partsAllowed: null }, {}, ['NO_RE_ENTRUSTMENT']],
    ['that has ended', { ends: '2023-06-26' }, {}, ['UNKNOWN_CONTRACT']],
    ['that is a part itself', { primeContract: 'P' }, {}, ['UNKNOWN_CONTRACT']],
    ['that works elsewhere', { approvedEndpoints: '10.2.0.0/16' }, {}, ['WIDER']],
    ['about something else', { work: 'VRS' }, {}, ['WIDER']],
    ['with parts of its own', {}, { partsAllowed: true }, ['FORM']],
  ])('a part of one %s', (_, prime, change, codes) => {
    const rows = staff({ contracts: [contract('C', prime)] });
    const rule = { ...input, reEntrustment: part, ...change };
    expect(verdict(rows, 'admin', (at) => registerContract(at, rule))).toEqual(codes);
  });

  test('the seed allows parts of C1 alone, and all have a place of work', () => {
    const { contracts } = seed();
    expect(contracts.map(({ id, work, partsAllowed, begins }) => [id, work, partsAllowed, begins])).toEqual([
      ['C1', 'MAINTENANCE', 'YES', '2021-04-01'],
      ['C2', 'VRS', 'NO', '2021-10-12'],
      ['C3', 'SLIPS_AND_CERTIFICATES', 'NO', '2023-04-01'],
    ]);
    for (const { id } of contracts) {
      const rows = { ...seed(), contracts };
      const rule = {
        ...input,
        work: null,
        approvedEndpoints: ['127.0.0.3/32'],
        reEntrustment: { ...part, primeContract: id },
      };
      expect(verdict(rows, 'admin', (at) => registerContract(at, rule))).toEqual(
        id === 'C1' ? [] : ['NO_RE_ENTRUSTMENT'],
      );
    }
  });

  test('networks within networks', () => {
    const cases = [
      [['10.1.2.0/24'], ['10.1.0.0/16']],
      [['10.1.0.0/16'], ['10.1.2.0/24']],
      [['10.1.2.3/32', '10.3.0.0/24'], ['10.1.0.0/16']],
      [['fd00:1::/64'], ['fd00::/16']],
      [['10.1.2.0/24'], []],
      // The same place, as a dual-stack socket writes it.
      [['::ffff:10.1.2.3/128'], ['10.1.0.0/16']],
      [['::ffff:10.2.2.3/128'], ['10.1.0.0/16']],
    ] as const;
    expect(cases.map(([inner, outer]) => areWithin(inner, outer))).toEqual([
      true,
      false,
      false,
      true,
      false,
      true,
      false,
    ]);
  });
});

describe('a handler', () => {
  const handler = account('h', { role: 'contractor', department: null });
  const under = (change: Parameters<typeof contract>[1], more: StaffRows['contracts'] = []) =>
    staff({ accounts: [handler], contracts: [contract('C', change), ...more], roster: [line('h')] });
  const enters = (rows: StaffRows, peerAddress: string | null) =>
    admit(new StaffIndex(rows), { account: 'h', peerAddress, today: TODAY });

  test.each([
    [{}, '10.1.2.3', 'GOOD'],
    [{}, '10.2.2.3', 'ENDPOINT'],
    [{ approvedEndpoints: '' }, '10.1.2.3', 'ENDPOINT'],
    [{ approvedEndpoints: '' }, null, 'ENDPOINT'],
    [{ primeContract: 'P' }, '10.1.2.3', 'GOOD'],
  ])('under %j from %s: %s', (change, from, status) => {
    expect(enters(under(change, [contract('P')]), from).status).toBe(status);
  });

  test('works under no part of a contract that allows none, nor where the prime contract does not', () => {
    expect(
      enters(under({ primeContract: 'P' }, [contract('P', { partsAllowed: 'NO' })]), '10.1.2.3').status,
    ).toBe('NO_CONTRACT');
    expect(
      enters(under({ primeContract: 'P' }, [contract('P', { approvedEndpoints: '' })]), '10.1.2.3').status,
    ).toBe('ENDPOINT');
  });

  test.each([['MAINTENANCE'], ['VRS'], ['SLIPS_AND_CERTIFICATES'], [null], ['other']])(
    'brings what the contract is about: %s',
    (work) => {
      const index = new StaffIndex(under({ work }));
      const admission = admit(index, { account: 'h', peerAddress: null, today: TODAY });
      if (admission.status !== 'GOOD') throw new TypeError(admission.status);
      const { purposes } = policy;
      const principal = principalOf(index, {
        ...admission,
        amr: [],
        ownAtenaNumber: null,
        purposes,
        today: TODAY,
      });
      expect(principal.work).toBe(work === 'other' ? null : work);
      // With every menu and login there is, from where a contractor works.
      const best = { ...principal, purposes: new Set(PURPOSES), amr: ['uid', 'palm_vein'] };
      const asked = {
        principal: best,
        zone: 'CONTRACTOR_VPN',
        hasCase: true,
        severalPersons: false,
        labels: 0,
      };
      const opened = CLASSIFICATIONS.filter((classification) =>
        PURPOSES.some((purpose) =>
          VERBS.some((verb) => policy.decide({ ...asked, purpose, verb, classification } as Question).permit),
        ),
      );
      const file = work === 'SLIPS_AND_CERTIFICATES' ? ['BASIC', 'HEALTH', 'WHEREABOUTS'] : [];
      expect(opened).toEqual(['PUBLIC', 'STAFF', ...file]);
    },
  );

  test('beyond the band is not added, whatever an older contract declares', () => {
    const roster = Array.from({ length: 9 }, (_, at) => line(`x${at}`));
    const rows = staff({ accounts: [handler], contracts: [contract('C', { handlerCap: 500 })], roster });
    const add = { contract: 'C', account: 'h', begins: TODAY, ends: null };
    expect(verdict(rows, 'admin', (at) => addRosterLine(at, add))).toEqual(['CAP_REACHED']);
    const later = { ...rows, roster: [...roster, line('h', { begins: '2023-06-01' })] };
    expect(enters(later, '10.1.2.3').status).toBe('OVER_CAP');
  });

  test('of an older contract comes in when work and place are recorded, and once only', () => {
    const older = under({ work: null, approvedEndpoints: '', partsAllowed: null });
    const rule = {
      contract: 'C',
      work: 'VRS',
      approvedEndpoints: ['10.1.0.0/16'],
      partsAllowed: false,
    } as const;
    const done = completeContract(bench(older, 'admin'), rule);
    expect('writes' in done && done.writes[0]?.row).toMatchObject({
      work: 'VRS',
      approvedEndpoints: '10.1.0.0/16',
      partsAllowed: 'NO',
    });
    const codes = (rows: StaffRows, change: object = {}) =>
      verdict(rows, 'admin', (at) => completeContract(at, { ...rule, ...change }));
    expect([
      codes(under({})),
      codes(older, { approvedEndpoints: [] }),
      codes(older, { contract: 'X' }),
    ]).toEqual([['ALREADY_EXISTS'], ['FORM'], ['UNKNOWN_CONTRACT']]);
    const ofPrime = under({ work: null, primeContract: 'P' }, [contract('P', { work: 'MAINTENANCE' })]);
    expect([codes(ofPrime), codes(ofPrime, { work: 'MAINTENANCE' })]).toEqual([['WIDER'], []]);
  });
});

describe('a division (R014)', () => {
  const newcomer = {
    account: 'new',
    personId: 'P-new',
    role: 'clerk',
    kind: 'person' as const,
    nameJa: '新任',
    nameEn: 'New',
    loginMethods: ['uid'],
    begins: TODAY,
    ends: null,
    department: HEALTH as string | null,
    secondment: null as { begins: string; ends: string } | null,
  };
  const year = { begins: TODAY, ends: '2024-03-31' };

  test.each([
    ['of the division', {}, []],
    ['of none', { department: null }, ['FORM']],
    ['of another', { department: '市民部税務課' }, ['DEPARTMENT']],
    ['of another, seconded', { department: '市民部税務課', secondment: year }, []],
    [
      'of another, seconded later',
      { department: '市民部税務課', secondment: { begins: '2023-07-01', ends: '2024-03-31' } },
      ['DEPARTMENT'],
    ],
    ['seconded the wrong way round', { secondment: { begins: '2024-03-31', ends: TODAY } }, ['FORM']],
    ['a head of another', { role: 'manager', department: '総務部総務課' }, []],
    ['a contractor of none', { role: 'contractor', department: null }, []],
  ])('an account %s', (_, change, codes) => {
    expect(verdict(staff(), 'admin', (at) => createAccount(at, { ...newcomer, ...change }))).toEqual(codes);
  });

  // docs/attacks.md E20.
  test.each([
    ...(['dashboard', 'registry', 'address-name'] as const).map((role) => [role, []] as const),
    ...(
      ['clerk', 'number-clerk', 'registry-clerk', 'manager', 'auditor', 'admin', 'contractor'] as const
    ).map((role) => [role, ['FORM']] as const),
  ])('a machine with the work of %s', (role, codes) => {
    const machine = { ...newcomer, kind: 'service' as const, role, personId: null };
    expect(verdict(staff(), 'admin', (at) => createAccount(at, machine))).toEqual(codes);
  });

  test.each([
    [{ department: HEALTH }, 'clerk', 'HISTORY', []],
    [{ department: null }, 'clerk', 'HISTORY', ['DEPARTMENT']],
    [{ department: '市民部税務課' }, 'manager', 'INQUIRY', ['DEPARTMENT']],
    [
      { department: '市民部税務課', secondedFrom: TODAY, secondedTo: '2023-12-31' },
      'clerk',
      'HISTORY',
      ['DEPARTMENT'],
    ],
    [{ department: '市民部税務課', secondedFrom: TODAY, secondedTo: '2024-03-31' }, 'clerk', 'HISTORY', []],
    [{ department: null }, 'clerk', 'STATISTICS', ['DEPARTMENT']],
    [{ department: null }, 'contractor', 'HISTORY', []],
  ] as const)('a menu for %j as %s, %s: %j', (belonging, role, purpose, codes) => {
    const rows = staff({ accounts: [account('x', { role, ...belonging })] });
    expect(verdict(rows, 'head', (at) => grantMenu(at, { account: 'x', purpose, ...year }))).toEqual(codes);
  });

  test('is that of the secondment while it lasts, and that recorded last from the next request on', () => {
    const seconded = account('x', {
      department: '市民部税務課',
      secondedFrom: '2023-06-01',
      secondedTo: '2023-06-30',
    });
    expect(
      ['2023-05-31', '2023-06-01', '2023-06-30', '2023-07-01'].map((day) => departmentOn(seconded, day)),
    ).toEqual(['市民部税務課', HEALTH, HEALTH, '市民部税務課']);
    const moved = assignDepartment(bench(staff(), 'admin'), {
      account: 'clerk',
      department: '市民部税務課',
      secondment: null,
    });
    expect('writes' in moved && moved.writes[0]?.row).toMatchObject({
      id: 'clerk',
      department: '市民部税務課',
    });
    const codes = (change: object) =>
      verdict(staff(), 'admin', (at) =>
        assignDepartment(at, { account: 'clerk', department: HEALTH, secondment: null, ...change }),
      );
    expect([
      codes({ account: 'nobody' }),
      codes({ department: ' ' }),
      codes({ secondment: { begins: '2023-01-01', ends: '2023-01-02' } }),
    ]).toEqual([['UNKNOWN_ACCOUNT'], ['FORM'], ['TERM']]);
  });

  test('the fiftieth person needs the head, for as long as the head has said (R067)', () => {
    const many = (count: number) =>
      staff({ accounts: Array.from({ length: count - 4 }, (_, at) => account(`p${at}`)) });
    const make = (rows: StaffRows) => verdict(rows, 'admin', (at) => createAccount(at, newcomer));
    expect([make(many(48)), make(many(49))]).toEqual([[], ['OVERRIDE_NEEDED']]);
    const override = { id: 'o', approver: 'head', approvedOn: TODAY, users: 50, ends: TODAY };
    const made = createAccount(bench({ ...many(49), overrides: [override] }, 'admin'), newcomer);
    expect('facts' in made && made.facts['assessment']).toBe('R067');
    expect(make({ ...many(50), overrides: [override] })).toEqual(['OVERRIDE_NEEDED']);
    expect(make({ ...many(49), overrides: [{ ...override, approver: 'clerk' }] })).toEqual([
      'OVERRIDE_NEEDED',
    ]);
    expect(make({ ...many(49), overrides: [{ ...override, ends: '2023-06-26' }] })).toEqual([
      'OVERRIDE_NEEDED',
    ]);
    const allow = (actor: string, users: number, ends = TODAY) =>
      verdict(many(49), actor, (at) => allowMoreUsers(at, { users, ends }));
    expect([
      allow('head', 50),
      allow('admin', 50),
      allow('head', 49),
      allow('head', 50, '2023-06-26'),
    ]).toEqual([[], ['NOT_THE_OWNER'], ['FORM'], ['TERM']]);
  });

  test('an account that ended on transfer or retirement does not come in any more (R175)', () => {
    for (const reason of ['TRANSFER', 'RETIREMENT'] as const) {
      const ended = endAccount(bench(staff(), 'admin'), { account: 'clerk', on: '2023-06-26', reason });
      const row = 'writes' in ended ? ended.writes[0]?.row : undefined;
      const rows = { ...staff(), accounts: [row as StaffRows['accounts'][number]] };
      expect(admit(new StaffIndex(rows), { account: 'clerk', peerAddress: null, today: TODAY }).status).toBe(
        'ENDED',
      );
    }
  });
});

describe('the first administrator (E5)', () => {
  const who = (subject: string) => ({ subject, person: `P-${subject}`, nameJa: '氏名', nameEn: 'Name' });
  const first = {
    administrator: who('a'),
    head: who('b'),
    orderedBy: 'c',
    trainedOn: TODAY,
    pledgedOn: TODAY,
  };
  const none: StaffRows = {
    accounts: [],
    grants: [],
    holdings: [],
    contracts: [],
    roster: [],
    overrides: [],
  };

  test('comes in with the head, each under ADMINISTRATION and nothing else', () => {
    const made = firstAdministrator(bench(none, 'command'), first);
    if ('faults' in made) throw new TypeError(JSON.stringify(made.faults));
    const rows = { ...none };
    for (const { list, row } of made.writes) Object.assign(rows, { [list]: [...rows[list], row] });
    const index = new StaffIndex(rows);
    for (const name of ['a', 'b']) {
      const admission = admit(index, { account: name, peerAddress: null, today: TODAY });
      if (admission.status !== 'GOOD') throw new TypeError(admission.status);
      const principal = principalOf(index, {
        ...admission,
        amr: [],
        ownAtenaNumber: null,
        purposes: policy.purposes,
        today: TODAY,
      });
      expect([...principal.purposes]).toEqual(['ADMINISTRATION']);
    }
  });

  test.each([
    ['where there is an account', staff(), {}, ['ALREADY_EXISTS']],
    ['who is the head as well', none, { head: who('a') }, ['SAME_PERSON']],
    ['on the word of one of the two', none, { orderedBy: 'b' }, ['SAME_PERSON']],
    ['trained some day to come', none, { trainedOn: '2023-06-28' }, ['FORM']],
    [
      'named by an individual number',
      none,
      { administrator: { ...who('a'), subject: '123456789018' } },
      ['FORM'],
    ],
  ])('is refused %s', (_, rows, change, codes) => {
    expect(verdict(rows, 'command', (at) => firstAdministrator(at, { ...first, ...change }))).toEqual(codes);
  });
});
