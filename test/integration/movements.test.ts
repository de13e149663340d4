import { MUNICIPALITY } from '../../src/about.js';
import { searchSubject } from '../../src/audit/reading/search.js';
import {
  APPLY,
  HERE,
  MovementCity,
  NEW_NUMBER,
  PERSON,
  TODAY,
  type Applied,
} from '../support/movements/movement-city.js';

/** 庁内連携: what the registry's side enters over HTTP, and what follows from it (R008, R021, R158-R160). docs/attacks.md Y1, Y4, Y9. */

const world = new MovementCity();
let people: readonly string[];
beforeAll(async () => {
  people = world.alone(12);
  await world.start();
});
afterAll(() => world.end());

test('a newcomer moves in: the registry has the row, the graph the resident, the log both ends', async () => {
  const input = {
    ...{ kind: 'MOVE_IN', atenaNumber: NEW_NUMBER, movedOn: '2023-06-20', ...PERSON },
    ...{ address: HERE('見本町一丁目９９番１号', '見本荘１０１'), otherMunicipality: '132144' },
    household: { number: '777777777700001', relationship: '02' },
  };
  const tried = await world.apply({ ...input, validateOnly: true });
  expect(tried.errors).toEqual([]);
  expect(tried.data.applyMovement).toMatchObject({ userErrors: [], change: null, before: null });
  expect(tried.data.applyMovement?.after).toMatchObject({ status: 'RESIDENT', residentSince: '2023-06-20' });
  expect(
    world.city.files.rows('registry', 'SELECT 1 FROM JUKI_KIHON WHERE ATENA_NO = ?', NEW_NUMBER),
  ).toEqual([]);

  for (const kana of ['ﾐﾎﾝ　ﾊﾙ', 'みほん　はる'])
    expect(await world.outcome({ ...input, name: { ...PERSON.name, kana } })).toEqual(['KANA_FORM']);
  const { data, errors } = await world.apply(input);
  expect(errors).toEqual([]);
  expect(data.applyMovement).toMatchObject({
    userErrors: [],
    change: {
      kind: 'MOVE_IN',
      phase: 'ENTERED',
      effectiveOn: '2023-06-20',
      atenaNumber: NEW_NUMBER,
      flags: [],
    },
    after: { name: { kanji: '見本　春' }, address: '見本町一丁目９９番１号　見本荘１０１' },
  });
  expect(world.row(NEW_NUMBER)).toMatchObject({
    JUMIN_JOTAI: '1',
    JUMIN_YMD: '20230620',
    KENSAKU_KANA: 'ミホンハル',
  });
  const shown = await world.gateway.as<{ resident: object }>('clerk', {
    ...{
      purpose: 'HISTORY',
      query: `{ resident(atenaNumber: "${NEW_NUMBER}") { name { kana } birthDate { iso } } }`,
    },
  });
  expect(shown.data.resident).toEqual({ name: { kana: 'ミホン　ハル' }, birthDate: { iso: '2000-02-29' } });
});

test('who has announced to leave stays until the day has passed, and a cancellation takes it back', async () => {
  const [leaver = ''] = people;
  const { data } = await world.apply({
    ...{ kind: 'MOVE_OUT', atenaNumber: leaver, movedOn: '2023-07-10', otherMunicipality: '132144' },
  });
  const change = data.applyMovement?.change;
  expect(change?.flags).toEqual([
    { target: 'RESIDENCE', action: 'SET', dueOn: '2023-07-11', state: 'OPEN' },
    { target: 'VRS', action: 'SET', dueOn: '2023-07-11', state: 'OPEN' },
  ]);
  expect(data.applyMovement?.after).toMatchObject({ status: 'RESIDENT', residentUntil: null });
  expect(world.row(leaver)).toMatchObject({ JUMIN_JOTAI: '1', HIJUMIN_YMD: '99999999' });
  expect(await world.outcome({ kind: 'MOVE_OUT', atenaNumber: leaver, otherMunicipality: '132144' })).toEqual(
    ['E_IDO_005'],
  );
  expect(await world.outcome({ kind: 'CANCELLATION', atenaNumber: leaver, cancels: change?.id })).toEqual([
    'MOVE_OUT',
  ]);
  const { data: listed } = await world.changes();
  const own = listed.residentChanges.edges
    .map(({ node }) => node)
    .filter((one) => one.atenaNumber === leaver);
  expect(own.map(({ phase, flags }) => [phase, flags.map(({ state }) => state)])).toEqual([
    ['ENTERED', ['WITHDRAWN', 'WITHDRAWN']],
    ['CANCELLED', []],
  ]);
});

test('the planned day passes: the next gateway finds the person gone, and the cancellation brings them back', async () => {
  const [, leaver = ''] = people;
  const { data } = await world.apply({
    ...{ kind: 'MOVE_OUT', atenaNumber: leaver, movedOn: TODAY, otherMunicipality: '132144' },
  });
  const change = data.applyMovement?.change;
  expect(world.row(leaver)['JUMIN_JOTAI']).toBe('1');
  const { endCursor } = (await world.changes()).data.residentChanges.pageInfo;
  await world.restart({ SEKISHO_TODAY: '2023-06-28' });
  expect(world.row(leaver)).toMatchObject({ JUMIN_JOTAI: '2', HIJUMIN_YMD: '20230627' });
  // The cursor of before the restart goes on: the day's passing, and nothing else.
  const { edges } = (await world.changes(endCursor)).data.residentChanges;
  expect(edges.map(({ node }) => [node.atenaNumber, node.phase])).toEqual([[leaver, 'TAKEN_EFFECT']]);
  const next = { movedOn: '2023-06-28', notifiedOn: '2023-06-28' };
  expect(
    await world.outcome({ kind: 'CANCELLATION', atenaNumber: leaver, cancels: change?.id, ...next }),
  ).toEqual(['MOVE_OUT']);
  expect(world.row(leaver)).toMatchObject({ JUMIN_JOTAI: '1', HIJUMIN_YMD: '99999999' });
  const [last] = (await world.changes(endCursor)).data.residentChanges.edges.slice(-1);
  // No record system is connected here: nothing was told to it, and nothing is to be undone.
  expect(last?.node).toMatchObject({ phase: 'CANCELLED', flags: [] });
});

test('a merge: every reader follows the old number, and the old row is nobody’s', async () => {
  const [, , twin = ''] = people;
  const number = '777777777700002';
  const { SIMEI_KANJI, SIMEI_KANA, UMARE_YMD, SEIBETU_CD } = world.row(twin);
  const day = `${UMARE_YMD?.slice(0, 4)}-${UMARE_YMD?.slice(4, 6)}-${UMARE_YMD?.slice(6)}`;
  const double = {
    ...{ kind: 'MOVE_IN', atenaNumber: number, movedOn: '2023-06-20', otherMunicipality: '132144' },
    ...{ name: { kanji: SIMEI_KANJI, kana: SIMEI_KANA }, birthDate: day },
    ...{ sex: SEIBETU_CD === '1' ? 'MALE' : 'FEMALE', address: HERE('見本町一丁目９９番２号') },
    household: { number, relationship: '02' },
  };
  expect(await world.outcome(double)).toEqual(['E_IDO_015']);
  expect(await world.outcome({ ...double, isAnotherPerson: true })).toEqual(['MOVE_IN']);
  // The registry knows both, and nobody can compare their individual numbers: which of the two it is, is said.
  for (const [from, into, field] of [
    [number, twin, 'atenaNumber'],
    [twin, number, 'mergedInto'],
  ]) {
    const { data } = await world.apply({ kind: 'MERGE', atenaNumber: from, mergedInto: into });
    expect(data.applyMovement?.userErrors).toMatchObject([{ code: 'NOT_NUMBERED', field }]);
  }
  // The address-name system has followed the change and numbered the newcomer.
  world.city.files.change(
    'address-name',
    "INSERT INTO T_TOGO_ATENA VALUES (?, '132101', NULL, 'R05.06.20', '0')",
    ['888888888800002'],
  );
  world.city.files.change('address-name', "INSERT INTO T_GYOMU_ATENA VALUES ('JK', ?, ?, '1', 'R05.06.20')", [
    ...[number, '888888888800002'],
  ]);
  expect(await world.outcome({ kind: 'MERGE', atenaNumber: number, mergedInto: twin })).toEqual(['MERGE']);
  const { data } = await world.gateway.as<{ old: object; own: object }>('address-name', {
    purpose: 'INTEGRATION',
    query: `{ old: resident(atenaNumber: "${number}") { atenaNumber integratedNumber name { kanji } }
      own: resident(atenaNumber: "${twin}") { atenaNumber integratedNumber name { kanji } } }`,
  });
  expect(data.old).toEqual(data.own);
  expect(data.own).toMatchObject({ atenaNumber: twin, name: { kanji: SIMEI_KANJI } });
  expect(world.row(number)['JUMIN_JOTAI']).toBe('4');
  const [merged] = (await world.changes()).data.residentChanges.edges.slice(-1);
  expect(merged?.node).toMatchObject({
    ...{ kind: 'MERGE', atenaNumber: number, mergedInto: twin },
    flags: [{ target: 'NUMBERS', state: 'DONE' }],
  });
  expect(await world.outcome({ kind: 'MERGE', atenaNumber: number, mergedInto: twin })).toEqual([
    'MERGE_SAME',
  ]);
});

test('the same key tells the same and does nothing; another content under it is refused', async () => {
  const [, , , mover = ''] = people;
  const input = {
    ...{ kind: 'MOVE_WITHIN', atenaNumber: mover, idempotencyKey: 'one-and-the-same' },
    address: HERE('見本町二丁目９９番３号'),
  };
  const first = (await world.apply(input)).data.applyMovement;
  const lines = () => world.city.files.rows('registry', 'SELECT COUNT(*) AS n FROM JUKI_IDO')[0]?.['n'];
  const before = lines();
  expect((await world.apply(input)).data.applyMovement).toMatchObject({
    userErrors: [],
    change: first?.change,
  });
  expect(lines()).toBe(before);
  const other = await world.apply({ ...input, kind: 'DEATH', address: undefined });
  expect(other.data.applyMovement?.userErrors.map(({ code }) => code)).toEqual(['KEY_REUSED']);
});

test.each([
  ['E_IDO_001', (n: string) => ({ kind: 'MOVE_IN', atenaNumber: n, ...ARRIVAL })],
  [
    'E_IDO_002',
    (n: string) => ({ kind: 'MOVE_WITHIN', atenaNumber: n, address: HERE('見本町'), sex: 'UNKNOWN' }),
  ],
  ['UNKNOWN_PERSON', () => ({ kind: 'DEATH', atenaNumber: '777777777799999' })],
])('%s is answered in both languages, stands in the log, and nothing is written', async (code, of) => {
  const [, , , , someone = ''] = people;
  const before = world.row(someone);
  const { data, record } = await world.apply(of(someone));
  const [fault] = data.applyMovement?.userErrors ?? [];
  expect(fault).toMatchObject({ code, messageJa: expect.stringMatching(/[ぁ-ん]/) as string });
  expect(world.row(someone)).toEqual(before);
  expect(data.applyMovement?.change).toBeNull();
  // The record of the operation tells the code (R188).
  expect(await world.recorded(record)).toContain(code);
});

/** One digit wrong, a prefecture that there is not, five digits, seven, a word: one answer at the field, and no row. */
const NO_CODES = ['132145', '482144', '13214', '1321440', '国分寺市', ''];

test.each(NO_CODES)('%j is no municipality, where a movement names one', async (code) => {
  const [, , , , someone = ''] = people;
  const before = world.row(someone);
  for (const [field, input] of [
    ['otherMunicipality', { kind: 'MOVE_OUT', otherMunicipality: code }],
    ['address.municipality', { kind: 'MOVE_WITHIN', address: { ...HERE('見本町'), municipality: code } }],
  ] as const) {
    const { data, errors } = await world.apply({ atenaNumber: someone, ...input });
    expect(errors).toEqual([]);
    expect(data.applyMovement?.userErrors).toContainEqual(
      expect.objectContaining({ code: 'MUNICIPALITY_CODE', field }),
    );
  }
  expect(world.row(someone)).toEqual(before);
});

const ARRIVAL = {
  ...{ address: HERE('見本町一丁目９９番９号'), otherMunicipality: '132144' },
  household: { number: '777777777700009', relationship: '02' },
};

test.each(['clerk', 'number-clerk', 'manager', 'vrs-clerk', 'auditor', 'admin', 'address-name', 'dashboard'])(
  '%s enters no movement',
  async (account) => {
    const [, , , , someone = ''] = people;
    const before = world.row(someone);
    const { errors } = await world.apply({ kind: 'DEATH', atenaNumber: someone }, account);
    expect(errors.length).toBeGreaterThan(0);
    expect(world.row(someone)).toEqual(before);
  },
);

test('nor does the registry from another network, and its clerk does from theirs', async () => {
  const [, , , , , someone = ''] = people;
  const input = { idempotencyKey: 'from-elsewhere-key', notifiedOn: TODAY, movedOn: TODAY, kind: 'DEATH' };
  const from = (ip: string) =>
    world.gateway.as<Applied>('registry', {
      ...{ purpose: 'INTEGRATION', query: APPLY, from: ip },
      variables: { input: { ...input, atenaNumber: someone } },
    });
  expect((await from('127.0.0.4')).errors[0]?.extensions.code).toBe('FORBIDDEN');
  expect(world.row(someone)['JUMIN_JOTAI']).toBe('1');
  const { data } = await world.apply({ kind: 'DEATH', atenaNumber: someone }, 'registry-clerk');
  expect(data.applyMovement?.userErrors).toEqual([]);
  expect(world.row(someone)['JUMIN_JOTAI']).toBe('3');
});

test('whom a newcomer is taken for is on record, asked in earnest or not, and such questions are counted', async () => {
  const [, , , , , , , , , , twin = ''] = people;
  const { SIMEI_KANJI, SIMEI_KANA, UMARE_YMD, SEIBETU_CD } = world.row(twin);
  const guess = {
    ...{ kind: 'MOVE_IN', atenaNumber: '777777777700099', otherMunicipality: '132144' },
    ...{ name: { kanji: SIMEI_KANJI, kana: SIMEI_KANA }, sex: SEIBETU_CD === '1' ? 'MALE' : 'FEMALE' },
    birthDate: `${UMARE_YMD?.slice(0, 4)}-${UMARE_YMD?.slice(4, 6)}-${UMARE_YMD?.slice(6)}`,
    ...{
      address: HERE('見本町一丁目９９番７号'),
      household: { number: '777777777700099', relationship: '02' },
    },
  };
  const { settings, auditKeys } = world.gateway;
  for (const validateOnly of [true, false]) {
    const { data, record } = await world.apply({ ...guess, validateOnly });
    expect(data.applyMovement?.userErrors).toMatchObject([{ code: 'E_IDO_015' }]);
    const told: string[] = [];
    const by = { municipality: MUNICIPALITY, atenaNumber: twin };
    for await (const line of searchSubject(settings.auditDirectory, auditKeys, by))
      if (line.record === record) told.push(`${line.coordinate} ${line.outcome} ${line.reason}`);
    expect(told).toEqual(['Mutation.applyMovement REFUSED E_IDO_015 atenaNumber']);
  }
  // A name that nobody has is told by the silence; so is what somebody named is not.
  const asked = async (input: object) =>
    (await world.apply(input)).errors.map(({ extensions }) => extensions.code);
  const nobody = { ...guess, name: { kanji: '見本　夏', kana: 'ミホン　ナツ' }, validateOnly: true };
  const differing = {
    kind: 'MOVE_WITHIN',
    atenaNumber: twin,
    address: guess.address,
    birthDate: '2001-01-01',
  };
  const livesThere = {
    ...{ kind: 'HOUSEHOLD_CHANGE', atenaNumber: twin, validateOnly: true },
    household: { number: world.row(twin)['SETAI_NO'], relationship: world.row(twin)['ZOKUGARA_CD'] },
  };
  let counted = 0;
  while ((await asked(counted % 2 === 0 ? nobody : differing)).length === 0)
    expect((counted += 1)).toBeLessThan(60);
  expect(await asked(nobody)).toEqual(['RATE_LIMITED']);
  expect(await asked(differing)).toEqual(['RATE_LIMITED']);
  expect(await asked(livesThere)).toEqual(['RATE_LIMITED']);
  // What is done is no question.
  expect(await world.outcome({ ...nobody, validateOnly: false })).toEqual(['MOVE_IN']);
});
