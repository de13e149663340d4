import { HERE, MovementCity, NEW_NUMBER, PERSON, TODAY } from '../support/movements/movement-city.js';

/** 庁内連携: what the registry's side enters over HTTP, and what follows from it (R008, R021, R158-R160). */

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
    { target: 'RECALL', action: 'SET', dueOn: '2023-07-11', state: 'OPEN' },
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
    ['ENTERED', ['WITHDRAWN', 'WITHDRAWN', 'WITHDRAWN']],
    ['CANCELLED', []],
  ]);
});
