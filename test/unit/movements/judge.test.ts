import fc from 'fast-check';
import type { MovementFacts, PersonStanding } from '../../../adapters/resident-registry/model.js';
import { addDays } from '../../../src/calendar/plain-date.js';
import { judgeMovement } from '../../../src/movements/judge-movement.js';
import { MOVEMENT_KINDS, type MovementInput } from '../../../src/movements/movement-terms.js';
import { MOVEMENT_FAULT_CODES, movementFault } from '../../../src/movements/movement-texts.js';
import { planMovement } from '../../../src/movements/plan-movement.js';
import { atena, movement, TODAY } from './movement-world.js';

/** Each check of a movement, with the rest of it as it comes (docs/attacks.md Y1, Y8, Y11; R158-R160, B11). */

const ME = atena(1);
const name = { kanji: '見本　春', kana: 'ミホン　ハル', alias: null, roman: null, former: null };
const address = { municipality: '132101', townCode: '00101', written: '見本町９９', extra: null };
const household = { number: 'S1', relationship: '02' };
const resident: PersonStanding = {
  ...{ atenaNumber: ME, status: 'RESIDENT', residentFrom: '2010-01-01', residentTo: null, kanji: '見本　春' },
  ...{ birthDate: '1980-02-29', sex: 'FEMALE', nationality: null, householdNumber: 'S1', relationship: '02' },
};
const facts = (person: PersonStanding | null, more: Partial<MovementFacts> = {}): MovementFacts => ({
  ...{ position: 0, taken: null, person, survivor: null, movements: [], intake: [], housemates: [] },
  ...{ knownAs: [] },
  ...more,
});
const gone: PersonStanding = { ...resident, status: 'MOVED_OUT', residentTo: '2020-01-01' };
const moveOut = {
  ...{
    movementNumber: 7,
    reason: '20',
    day: '2020-01-01',
    planned: '2020-01-01',
    confirmed: null,
    cancelled: false,
  },
};

/** Any day a movement may have had: not before the residence, and by today. */
const day = fc.integer({ min: 0, max: 900 }).map((back) => addDays(TODAY, -back));
const codes = (input: MovementInput, given: MovementFacts): readonly string[] =>
  judgeMovement(input, given, TODAY).map(({ code }) => code);

const CHECKS: readonly [code: string, is: string, given: MovementFacts, of: (on: string) => MovementInput][] =
  [
    [
      'E_IDO_001',
      'a resident moves in',
      facts(resident),
      (on) => movement({ kind: 'MOVE_IN', movedOn: on, address, household, otherMunicipality: '132144' }),
    ],
    [
      'E_IDO_001',
      'a resident is entered ex officio',
      facts(resident),
      (on) => movement({ kind: 'EX_OFFICIO_ENTRY', movedOn: on, address, household }),
    ],
    [
      'E_IDO_002',
      'a move within the city changes the name',
      facts(resident),
      (on) => movement({ kind: 'MOVE_WITHIN', movedOn: on, address, name: { ...name, kanji: '別　名' } }),
    ],
    [
      'E_IDO_002',
      'a move within the city changes the household',
      facts(resident),
      (on) =>
        movement({
          kind: 'MOVE_WITHIN',
          movedOn: on,
          address,
          household: { number: 'S2', relationship: '02' },
        }),
    ],
    [
      'E_IDO_003',
      'a birth of somebody who is there',
      facts(gone),
      () =>
        movement({
          kind: 'BIRTH',
          movedOn: TODAY,
          birthDate: TODAY,
          name,
          sex: 'FEMALE',
          address,
          household,
        }),
    ],
    [
      'E_IDO_003',
      'a birth of somebody who is there under another number',
      facts(null, { knownAs: ['000000000000009'] }),
      () =>
        movement({
          kind: 'BIRTH',
          movedOn: TODAY,
          birthDate: TODAY,
          name,
          sex: 'FEMALE',
          address,
          household,
        }),
    ],
    [
      'E_IDO_004',
      'the death of one who moved out',
      facts(gone),
      (on) => movement({ kind: 'DEATH', movedOn: on }),
    ],
    [
      'E_IDO_005',
      'a move out of one who moved out',
      facts(gone),
      (on) => movement({ kind: 'MOVE_OUT', movedOn: on, otherMunicipality: '132144' }),
    ],
    [
      'E_IDO_005',
      'a move out of one who has announced one',
      facts(resident, { movements: [moveOut] }),
      (on) => movement({ kind: 'MOVE_OUT', movedOn: on, otherMunicipality: '132144' }),
    ],
    [
      'E_IDO_006',
      'a restoration of one who was not struck off',
      facts(gone),
      (on) => movement({ kind: 'RESTORATION', movedOn: on }),
    ],
    [
      'E_IDO_007',
      'a movement after its notification',
      facts(resident),
      (on) => movement({ kind: 'DEATH', movedOn: addDays(on, 1), notifiedOn: on }),
    ],
    [
      'E_IDO_008',
      'a movement before the residence began',
      facts(resident),
      () => movement({ kind: 'DEATH', movedOn: '2009-12-31' }),
    ],
    [
      'E_IDO_008',
      'a merger before the days of the legacy systems, of one of whom no day is known',
      facts(
        { ...resident, residentFrom: null, birthDate: null },
        { survivor: { ...gone, atenaNumber: atena(2) } },
      ),
      () => movement({ kind: 'MERGE', mergedInto: atena(2), movedOn: '1872-12-31' }),
    ],
    [
      'DATE_TO_COME',
      'a move out that is confirmed for a day to come',
      facts(gone, { movements: [moveOut] }),
      (on) => movement({ kind: 'MOVE_IN_NOTICE', movedOn: on, confirmedOn: addDays(TODAY, 1) }),
    ],
    [
      'E_IDO_009',
      'a move within the city to another one',
      facts(resident),
      (on) => movement({ kind: 'MOVE_WITHIN', movedOn: on, address: { ...address, municipality: '132144' } }),
    ],
    [
      'E_IDO_010',
      'a change of household that changes nothing',
      facts(resident),
      (on) => movement({ kind: 'HOUSEHOLD_CHANGE', movedOn: on, household }),
    ],
    [
      'E_IDO_011',
      'a move out confirmed before it was planned',
      facts(resident),
      (on) =>
        movement({
          kind: 'MOVE_OUT',
          movedOn: on,
          confirmedOn: addDays(on, -1),
          otherMunicipality: '132144',
        }),
    ],
    [
      'E_IDO_011',
      'a notice of arrival before the planned day',
      facts(gone, { movements: [moveOut] }),
      (on) => movement({ kind: 'MOVE_IN_NOTICE', movedOn: on, confirmedOn: '2019-12-31' }),
    ],
    [
      'E_IDO_012',
      'a move in from the city itself',
      facts(gone),
      (on) => movement({ kind: 'MOVE_IN', movedOn: on, address, household, otherMunicipality: '132101' }),
    ],
    [
      'E_IDO_013',
      'the head dies and others are left',
      facts(resident, { housemates: [{ head: false, leavesOn: null }] }),
      (on) => movement({ kind: 'DEATH', movedOn: on }),
    ],
    [
      'E_IDO_013',
      'the head gives the place up and nobody takes it',
      facts(resident, { housemates: [{ head: false, leavesOn: null }] }),
      (on) =>
        movement({ kind: 'HOUSEHOLD_CHANGE', movedOn: on, household: { number: 'S1', relationship: '20' } }),
    ],
    [
      'E_IDO_014',
      'a notice of arrival elsewhere for a resident',
      facts(resident, { movements: [moveOut] }),
      (on) => movement({ kind: 'MOVE_IN_NOTICE', movedOn: on, confirmedOn: on }),
    ],
    [
      'E_IDO_015',
      'who was here before comes under a new number',
      facts(null, { knownAs: ['000000000000009'] }),
      (on) =>
        movement({
          ...{ kind: 'MOVE_IN', movedOn: on, name, birthDate: '1980-02-29', sex: 'FEMALE' },
          ...{ address, household, otherMunicipality: '132144' },
        }),
    ],
    [
      'NUMBER_OF_ANOTHER',
      'somebody else comes back under the number',
      facts(gone),
      (on) =>
        movement({
          kind: 'MOVE_IN',
          movedOn: on,
          birthDate: '1981-02-28',
          address,
          household,
          otherMunicipality: '99999',
        }),
    ],
    [
      'E_IDO_016',
      'a Japanese national is naturalised',
      facts(resident),
      (on) => movement({ kind: 'NATURALISATION', movedOn: on, name, nationality: 'JPN' }),
    ],
    [
      'E_IDO_016',
      'a naturalisation that keeps the nationality',
      facts({ ...resident, nationality: 'VNM' }),
      (on) => movement({ kind: 'NATURALISATION', movedOn: on, name, nationality: 'VNM' }),
    ],
    [
      'E_IDO_017',
      'a birth on another day than the date of birth',
      facts(null),
      () =>
        movement({
          ...{
            kind: 'BIRTH',
            movedOn: TODAY,
            birthDate: addDays(TODAY, -1),
            name,
            sex: 'FEMALE',
            address,
            household,
          },
        }),
    ],
    [
      'DATE_TO_COME',
      'notified tomorrow',
      facts(resident),
      (on) => movement({ kind: 'DEATH', movedOn: on, notifiedOn: addDays(TODAY, 1) }),
    ],
    [
      'NOT_RESIDENT',
      'a move within the city of one who moved out',
      facts(gone),
      (on) => movement({ kind: 'MOVE_WITHIN', movedOn: on, address }),
    ],
    [
      'DECEASED',
      'a dead person moves in',
      facts({ ...gone, status: 'DECEASED' }),
      (on) => movement({ kind: 'MOVE_IN', movedOn: on, address, household, otherMunicipality: '132144' }),
    ],
    [
      'STATUS_UNREADABLE',
      'a status that is in no table',
      facts({ ...resident, status: null }),
      (on) => movement({ kind: 'DEATH', movedOn: on }),
    ],
    ['UNKNOWN_PERSON', 'nobody dies', facts(null), (on) => movement({ kind: 'DEATH', movedOn: on })],
    [
      'ITEM_MISSING',
      'a newcomer without a name',
      facts(null),
      (on) => movement({ kind: 'MOVE_IN', movedOn: on, address, household, otherMunicipality: '132144' }),
    ],
    [
      'ITEM_UNEXPECTED',
      'a death with an address',
      facts(resident),
      (on) => movement({ kind: 'DEATH', movedOn: on, address }),
    ],
    [
      'NOTHING_TO_CANCEL',
      'a cancellation of nothing',
      facts(resident),
      (on) => movement({ kind: 'CANCELLATION', movedOn: on, cancels: 3 }),
    ],
    [
      'NO_MOVE_OUT',
      'a notice for one who never left',
      facts({ ...gone, status: 'STRUCK_OFF' }),
      (on) => movement({ kind: 'MOVE_IN_NOTICE', movedOn: on, confirmedOn: on }),
    ],
    [
      'MERGE_SAME',
      'a number into itself',
      facts(resident, { survivor: resident }),
      (on) => movement({ kind: 'MERGE', movedOn: on, mergedInto: ME }),
    ],
    [
      'MERGE_UNLIKE',
      'two birth dates',
      facts(resident, { survivor: { ...resident, atenaNumber: atena(2), birthDate: '1980-03-01' } }),
      (on) => movement({ kind: 'MERGE', movedOn: on, mergedInto: atena(2) }),
    ],
    ...(['MOVED_OUT', 'DECEASED', 'STRUCK_OFF', 'NON_RESIDENT_ENTRY', null] as const).map(
      (status): (typeof CHECKS)[number] => [
        'MERGE_RESIDENT',
        `a resident into one who is ${status}`,
        facts(resident, { survivor: { ...resident, atenaNumber: atena(2), status } }),
        (on) => movement({ kind: 'MERGE', movedOn: on, mergedInto: atena(2) }),
      ],
    ),
    ...(['RESIDENT', 'MOVED_OUT', 'STRUCK_OFF', 'NON_RESIDENT_ENTRY', null] as const).map(
      (status): (typeof CHECKS)[number] => [
        'MERGE_DECEASED',
        `one who is dead into one who is ${status}`,
        facts({ ...gone, status: 'DECEASED' }, { survivor: { ...resident, atenaNumber: atena(2), status } }),
        (on) => movement({ kind: 'MERGE', movedOn: on, mergedInto: atena(2) }),
      ],
    ),
    [
      'E_IDO_013',
      'the number of the only head',
      facts(resident, {
        survivor: { ...resident, atenaNumber: atena(2), householdNumber: 'S2' },
        housemates: [{ head: false, leavesOn: null }],
      }),
      (on) => movement({ kind: 'MERGE', movedOn: on, mergedInto: atena(2) }),
    ],
    [
      'MERGE_ANNOUNCED',
      'one who has said that they move out',
      facts(resident, {
        survivor: { ...resident, atenaNumber: atena(2) },
        movements: [{ ...moveOut, day: '2023-07-10', planned: '2023-07-10' }],
      }),
      (on) => movement({ kind: 'MERGE', movedOn: on, mergedInto: atena(2) }),
    ],
  ];

test.each(CHECKS)('%s: %s', (code, _is, given, of) => {
  fc.assert(fc.property(day, (on) => expect(codes(of(on), given)).toContain(code)));
});

const FINE: readonly [is: string, given: MovementFacts, of: (on: string) => MovementInput][] = [
  [
    'a newcomer',
    facts(null),
    (on) =>
      movement({
        ...{ kind: 'MOVE_IN', movedOn: on, name, birthDate: '1980-02-29', sex: 'FEMALE' },
        ...{ address, household, otherMunicipality: '132144' },
      }),
  ],
  [
    'another person of the same name',
    facts(null, { knownAs: ['000000000000009'] }),
    (on) =>
      movement({
        ...{
          kind: 'MOVE_IN',
          movedOn: on,
          name,
          birthDate: '1980-02-29',
          sex: 'FEMALE',
          isAnotherPerson: true,
        },
        ...{ address, household, otherMunicipality: '132144' },
      }),
  ],
  [
    'a number of one who left into that under which they live here',
    facts(gone, { survivor: { ...resident, atenaNumber: atena(2) } }),
    (on) => movement({ kind: 'MERGE', movedOn: on, mergedInto: atena(2) }),
  ],
  [
    'two numbers of one who is dead',
    facts(
      { ...gone, status: 'DECEASED' },
      { survivor: { ...gone, status: 'DECEASED', atenaNumber: atena(2) } },
    ),
    (on) => movement({ kind: 'MERGE', movedOn: on, mergedInto: atena(2) }),
  ],
  [
    'a number of a head into that of another head of the household',
    facts(resident, {
      survivor: { ...resident, atenaNumber: atena(2) },
      housemates: [{ head: true, leavesOn: null }],
    }),
    (on) => movement({ kind: 'MERGE', movedOn: on, mergedInto: atena(2) }),
  ],
  [
    'who comes back',
    facts(gone),
    (on) => movement({ kind: 'MOVE_IN', movedOn: on, address, household, otherMunicipality: '132144' }),
  ],
  [
    'a move within the city, with the rest unchanged',
    facts(resident),
    (on) =>
      movement({
        kind: 'MOVE_WITHIN',
        movedOn: on,
        address,
        name,
        birthDate: '1980-02-29',
        sex: 'FEMALE',
        household,
      }),
  ],
  [
    'a planned move out, notified before',
    facts(resident),
    (on) =>
      movement({ kind: 'MOVE_OUT', movedOn: addDays(TODAY, 20), notifiedOn: on, otherMunicipality: '99999' }),
  ],
  [
    'the head leaves with the last of the others',
    facts(resident, { housemates: [{ head: false, leavesOn: '2020-01-01' }] }),
    (on) => movement({ kind: 'DEATH', movedOn: on }),
  ],
  [
    'a second head is left',
    facts(resident, { housemates: [{ head: true, leavesOn: null }] }),
    (on) => movement({ kind: 'DEATH', movedOn: on }),
  ],
  [
    'a restoration',
    facts({ ...gone, status: 'STRUCK_OFF' }),
    (on) => movement({ kind: 'RESTORATION', movedOn: on }),
  ],
  [
    'a naturalisation',
    facts({ ...resident, nationality: 'VNM' }),
    (on) => movement({ kind: 'NATURALISATION', movedOn: on, name, nationality: 'JPN' }),
  ],
  [
    'a notice of arrival',
    facts(gone, { movements: [moveOut] }),
    (on) => movement({ kind: 'MOVE_IN_NOTICE', movedOn: on, confirmedOn: '2020-01-03' }),
  ],
];

test.each(FINE)('nothing speaks against %s', (_is, given, of) => {
  fc.assert(fc.property(day, (on) => expect(codes(of(on), given)).toEqual([])));
});

test('a move out changes nothing of the person before its day has passed, and everything else at once', () => {
  fc.assert(
    fc.property(fc.integer({ min: -800, max: 400 }), (days) => {
      const on = addDays(TODAY, days);
      const input = movement({ kind: 'MOVE_OUT', movedOn: on, otherMunicipality: '132144' });
      const { write, after } = planMovement(
        { id: 'x', atenaNumber: ME, today: TODAY },
        input,
        facts(resident),
      );
      const isPast = on < TODAY;
      expect(after.status).toBe(isPast ? 'MOVED_OUT' : 'RESIDENT');
      expect(write.person?.becomes ?? null).toEqual(isPast ? { status: 'MOVED_OUT', residentTo: on } : null);
    }),
  );
});

test('a move within the city writes the address and nothing else (R160)', () => {
  const input = movement({
    kind: 'MOVE_WITHIN',
    address,
    name,
    birthDate: '1980-02-29',
    sex: 'FEMALE',
    household,
  });
  const { write } = planMovement({ id: 'x', atenaNumber: ME, today: TODAY }, input, facts(resident));
  expect(write.person?.becomes).toEqual({ address });
});

test('naturalisation writes name and nationality and leaves the number alone', () => {
  const input = movement({ kind: 'NATURALISATION', name, nationality: 'JPN' });
  const foreign = facts({ ...resident, nationality: 'VNM' });
  const { write } = planMovement({ id: 'x', atenaNumber: ME, today: TODAY }, input, foreign);
  expect(write.person?.becomes).toEqual({ name, nationality: null });
});

test('whatever comes in of whatever kind is judged without an error, and every code has both texts', () => {
  const some = fc.record({
    kind: fc.constantFrom(...MOVEMENT_KINDS),
    movedOn: day,
    notifiedOn: day,
    name: fc.option(fc.constant(name)),
    birthDate: fc.option(day),
    sex: fc.option(fc.constantFrom('MALE' as const, 'FEMALE' as const, 'UNKNOWN' as const)),
    nationality: fc.option(fc.constantFrom('JPN', 'VNM')),
    address: fc.option(fc.constant(address)),
    household: fc.option(fc.constant(household)),
    otherMunicipality: fc.option(fc.constantFrom('132101', '132144', '99999')),
    confirmedOn: fc.option(day),
    cancels: fc.option(fc.nat(9)),
    mergedInto: fc.option(fc.constant(atena(2))),
    isAnotherPerson: fc.boolean(),
  });
  const standing = fc.option(
    fc.record({
      ...Object.fromEntries(Object.entries(resident).map(([key, value]) => [key, fc.constant(value)])),
      status: fc.constantFrom('RESIDENT', 'MOVED_OUT', 'DECEASED', 'STRUCK_OFF', 'NON_RESIDENT_ENTRY', null),
    }),
  );
  fc.assert(
    fc.property(some, standing, (input, person) => {
      const given = facts(person as unknown as PersonStanding | null);
      for (const { code } of judgeMovement(input, given, TODAY)) expect(MOVEMENT_FAULT_CODES).toContain(code);
    }),
  );
  for (const code of MOVEMENT_FAULT_CODES) {
    const { message, messageJa } = movementFault(code);
    expect([message.length > 20, /[ぁ-ん]/.test(messageJa)]).toEqual([true, true]);
  }
});

/** A newcomer with this about their name or their home. */
const newcomer = (more: Partial<NonNullable<MovementInput['name']>>, extra: string | null = null) =>
  movement({
    ...{
      kind: 'MOVE_IN',
      movedOn: TODAY,
      birthDate: '1980-02-29',
      sex: 'FEMALE',
      otherMunicipality: '132144',
    },
    ...{ name: { ...name, ...more }, address: { ...address, extra }, household },
  });
const faultsOf = (input: MovementInput) =>
  judgeMovement(input, facts(null), TODAY).map(({ code, field }) => [code, field]);

test.each([
  ['half width', 'ﾐﾎﾝ　ﾊﾙ'],
  ['hiragana', 'みほん　はる'],
  ['a voiced mark by itself', 'サトウ　コ゛ロウ'],
  ['a voiced mark that combines', 'サトウ　コ\u3099ロウ'],
  ['a half-width blank', 'ミホン ハル'],
  ['two blanks', 'ミホン　　ハル'],
  ['a blank at the end', 'ミホン　'],
  ['Latin letters', 'ＭＩＨＯＮ　ＨＡＲＵ'],
  ['kanji', '見本　ハル'],
  ['a letter of Ainu, which the legacy encoding lacks', 'ミホン　ㇰル'],
  ['a long mark by hyphen', 'ミホン　ハ-ル'],
])('kana with %s are no kana of the registry', (_is, kana) => {
  expect(faultsOf(newcomer({ kana }))).toEqual([['KANA_FORM', 'name.kana']]);
});

test('kana as the registry has them are kana, whoever bears them', () => {
  for (const kana of [
    'ミホン　ハル',
    'ジョン・ポール　スミス',
    'ヴァン　デル　ヴェーン',
    'ヰトウ　ヱイ',
    'アー',
  ])
    expect([kana, faultsOf(newcomer({ kana }))]).toEqual([kana, []]);
});

test('of every text that is made of half-width kana, or of letters of the block, none is taken for kana unless it is', () => {
  const letters = fc.constantFrom(...'ァアィガカヂッツヴヵヶー・　', ...'ｱｶﾞｰ･ ', ...'あがゔ゛゜A1見-');
  fc.assert(
    fc.property(fc.string({ unit: letters, minLength: 1, maxLength: 12 }), (kana) => {
      const isKana = kana.split('　').every((part) => /^[ァ-ヶ][ァ-ヶー・]*$/.test(part));
      expect(faultsOf(newcomer({ kana })).length).toBe(isKana ? 0 : 1);
    }),
  );
});

test.each([
  ['kanji with a half-width kana', { kanji: '見本　ﾊﾙ' }, null, 'TEXT_FORM', 'name.kanji'],
  ['kanji with what nobody sees', { kanji: '見本\u200b　春' }, null, 'TEXT_FORM', 'name.kanji'],
  ['kanji that are turned about', { kanji: '見本\u202e春' }, null, 'TEXT_FORM', 'name.kanji'],
  ['an alias with a blank before it', { alias: ' 見本' }, null, 'TEXT_FORM', 'name.alias'],
  ['a former surname with half-width kana', { former: 'ｻﾄｳ' }, null, 'TEXT_FORM', 'name.former'],
  ['Roman letters that are kana', { roman: 'ミホン' }, null, 'ROMAN_FORM', 'name.roman'],
  ['a building in half-width kana', {}, 'ﾐﾎﾝ荘', 'TEXT_FORM', 'address.extra'],
])('%s is no text of the registry', (_is, more, extra, code, field) => {
  expect(faultsOf(newcomer(more, extra))).toEqual([[code, field]]);
});

test('what people are called is taken as it is written: variants, letters of their own, either width', () => {
  for (const more of [
    { kanji: '芦\u{e0100}屋　𠮷子' },
    { kanji: '渡\ue000　神' },
    { roman: 'ＮＧＵＹＥＮ　ＶＡＮ　Ａ' },
    { roman: "O'BRIEN ANNE-MARIE, JR." },
    { roman: 'NGUYỄN THỊ ÉVA' },
    { alias: '見本　太郎', former: '旧氏' },
  ])
    expect([more, faultsOf(newcomer(more, '見本荘１０１ B-2'))]).toEqual([more, []]);
});
