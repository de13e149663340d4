import { readCaseRules } from '../../../src/policy/case-rules.js';
import { readRecordRules } from '../../../src/policy/record-rules.js';
import { readSystemRegister } from '../../../src/policy/system-register.js';
import { readVrsRules } from '../../../src/policy/vrs-rules.js';
import { reading } from './reading.js';

/** The tables that rooms go by: what they may say, and that a mistake in one is told by its place. */

const WORDS = '"cites":"x","textJa":"x","textEn":"x"';
const text = (table: object): string => JSON.stringify(table).replace('{', `{${WORDS},`);

describe('cases.json', () => {
  const WINDOW = {
    ...{ nameJa: '窓口', nameEn: 'Desk', division: '健康課', telephone: '042-321-1240' },
    ...{ from: '2023-04-01', to: '2023-06-27' },
  };
  const cases = reading(
    readCaseRules,
    text({ openForDays: 90, searchesPerHour: 30, windows: { health: WINDOW } }),
  );

  test('is read, and cannot be altered', () => {
    const { got, faults } = cases();
    expect([faults, Object.isFrozen(got), got]).toEqual([
      [],
      true,
      { openForDays: 90, searchesPerHour: 30, windows: new Map([['health', WINDOW]]) },
    ]);
  });

  test.each([
    ['"to":"2023-06-27"', '"to":null'],
    ['"to":"2023-06-27"', '"to":"2023-04-01"'],
    ['"telephone":"042-321-1240"', '"telephone":null'],
    ['"telephone":"042-321-1240",', ''],
    ['042-321-1240', '0423211240'],
    ['042-321-1240', '042-321-1240-1'],
  ])('%s may be %s', (from, to) => expect(cases(from, to).faults).toEqual([]));

  const TELEPHONE = 't.json: windows: health: telephone must be digits with hyphens';
  test.each([
    ['"to":"2023-06-27"', '"to":"2023-03-31"', ['t.json: windows: health: ends before it begins']],
    ['042-321-1240', 'x042-321-124', [TELEPHONE]],
    ['042-321-1240', '042-321-124x', [TELEPHONE]],
    ['042-321-1240', '042321124', [TELEPHONE]],
    ['042-321-1240', '042-321-1240-12', [TELEPHONE]],
  ])('%s may not be %s', (from, to, faults) => expect(cases(from, to).faults).toEqual(faults));
});

describe('immunization-records.json', () => {
  const TERM = { from: '2013-04-01', years: 5, after: 'DOSE', cites: '規則3条' };
  const VACCINE = { makers: ['01'], mixes: true, volumes: [{ hundredths: [50] }] };
  const sound = {
    ...{ approverOffice: '課長', approvalFor: ['LOCKED'], vaccines: { MR: VACCINE } },
    ...{ makers: { '01': { lots: ['A9'] } }, keep: [TERM, { ...TERM, from: '2026-06-01' }] },
  };
  const records = reading(readRecordRules, text(sound));

  test('is read, and cannot be altered', () => {
    const { got, faults } = records();
    expect([faults, Object.isFrozen(got)]).toEqual([[], true]);
    expect(got).toEqual({
      approverOffice: '課長',
      approvalFor: ['LOCKED'],
      vaccines: new Map([
        ['MR', { ...VACCINE, volumes: [{ hundredths: [50], makers: null, fromYears: null, toYears: null }] }],
      ]),
      makers: new Map([['01', { lots: ['A9'] }]]),
      keep: sound.keep,
    });
  });

  test('one term is enough', () => {
    expect(records(/,\{"from":"2026.*?\}/, '').faults).toEqual([]);
  });

  test.each([
    [/"keep":\[.*\]/, '"keep":[]', ['t.json: keep must not be empty']],
    ['2026-06-01', '2013-04-01', ['t.json: keep: 2013-04-01 is not after the one before']],
    ['2026-06-01', '2013-03-31', ['t.json: keep: 2013-03-31 is not after the one before']],
    ['"lots":["A9"]', '"lots":[]', ['t.json: makers: 01: lots must not be empty']],
  ])('%s may not be %s', (from, to, faults) => expect(records(from, to).faults).toEqual(faults));
});

describe('vaccination-record-system.json', () => {
  const PERIOD = { from: '2021-04-01', rule: 'GIVEN_ONLY', cites: '法19条15号' };
  const sound = {
    users: { 'vrs-clerk': { staff: 'K-1', roles: ['DOSE'] } },
    system: { staff: 'SYSTEM', roles: ['FLAG'] },
    consent: [PERIOD, { ...PERIOD, from: '2022-04-01' }],
    reconciliation: { ledgerLagDays: 30, vrsLagDays: 7, approverOffice: '課長' },
  };
  const vrs = reading(readVrsRules, text(sound));

  test('is read, and cannot be altered', () => {
    const { got, faults } = vrs();
    expect([faults, Object.isFrozen(got)]).toEqual([[], true]);
    expect(got).toEqual({
      users: new Map([['vrs-clerk', { staff: 'K-1', roles: ['DOSE'] }]]),
      system: { staff: 'SYSTEM', roles: ['FLAG'] },
      consent: sound.consent,
      reconciliation: sound.reconciliation,
    });
  });

  const STAFF = 't.json: users: vrs-clerk: staff must be up to 20 of A-Z, 0-9 and -';
  test.each([
    ['"staff":"K-1"', '"staff":"k-1"', [STAFF]],
    ['"staff":"K-1"', '"staff":"_K1"', [STAFF]],
    ['"staff":"K-1"', '"staff":"K1_"', [STAFF]],
    ['"staff":"K-1"', '"staff":"SYSTEM"', ['t.json: SYSTEM is two users']],
    ['2022-04-01', '2021-04-01', ['t.json: consent: 2021-04-01 is not after the one before']],
    ['2022-04-01', '2021-03-31', ['t.json: consent: 2021-03-31 is not after the one before']],
  ])('%s may not be %s', (from, to, faults) => expect(vrs(from, to).faults).toEqual(faults));
});

describe('systems.json', () => {
  const end = (to: string | null, number: number | null) => ({
    ...{ number, stated: true, nameJa: '系', nameEn: 'System', setting: 'SEKISHO_X' },
    connections: [{ kind: 'OTHER', to }],
  });
  const sound = { systems: { A: end('B', 1), B: end('A', 20), C: end(null, null) } };
  const register = reading(readSystemRegister, text(sound));

  test('is read, and cannot be altered', () => {
    const { got, faults } = register();
    expect([faults, Object.isFrozen(got), got]).toEqual([
      [],
      true,
      { systems: new Map(Object.entries(sound.systems)) },
    ]);
  });

  const SLOT = 't.json: systems: A: number must be from 1 to 20';
  test.each([
    ['"number":1,', '"number":0,', [SLOT]],
    ['"number":1,', '"number":21,', [SLOT]],
    ['"number":1,', '"number":1.5,', [SLOT]],
    ['"number":1,', '"number":20,', ['t.json: systems: 20 is the number of two']],
    [
      '"to":"B"',
      '"to":"D"',
      [
        't.json: systems: A: D is not in the register',
        't.json: systems: B: A is not connected to it in turn',
      ],
    ],
    ['"to":"B"', '"to":null', ['t.json: systems: B: A is not connected to it in turn']],
  ])('%s may not be %s', (from, to, faults) => expect(register(from, to).faults).toEqual(faults));
});
