import { given, settle } from '../../support/vrs/acts.js';
import { atena, RecordWorld } from '../../support/vrs/record-world.js';
import { as, flag, known, KOGANEI, KOKUBUNJI, PEOPLE, registration } from '../../support/vrs/world.js';

/** Another municipality is asked about targets of the COVID-19 vaccination and nobody else (R149). */

let world: RecordWorld;
beforeEach(async () => {
  world = new RecordWorld();
  await world.start();
  await settle(world);
});
afterEach(() => world.end());

const ask = (key: string, person: number) =>
  world.desk().ask({ ...given(key, person), need: 'NEW_COUPON', municipality: null, hardToObtain: false });
const asked = (): number =>
  (world.vrs.mock.state.prepare('SELECT count(*) AS n FROM inquiry').get() as { n: number }).n;

test('whoever is no target is asked about nowhere: no number is read, no intent sealed', async () => {
  const { changed, faults } = await ask('no-target-key', 2);
  expect([changed, faults.map(({ code }) => code)]).toEqual([null, ['UNKNOWN_TO_SYSTEM']]);
  expect([world.opened, world.records.length, asked()]).toEqual([0, 0, 0]);
});

test('whoever has moved out is a target no more, and of a target records come', async () => {
  expect((await ask('a-target-key', 1)).changed).toMatchObject({ outcome: 'PROVIDED' });
  const here = world.vrs.of(KOGANEI);
  await here.register(registration(KOGANEI, 3, '0000000103'), as());
  await here.setFlag(flag(KOGANEI, 3, { effectiveOn: '2023-06-01', planned: false }), as());
  const read = world.opened;
  const { faults } = await ask('moved-out-key', 3);
  expect(faults.map(({ code }) => code)).toEqual(['NOT_A_TARGET']);
  expect([world.opened, asked()]).toEqual([read, 1]);
});

test('who is no target of the municipality asked is told of by nothing, like somebody without doses', async () => {
  await world.vrs.of(KOGANEI).register(registration(KOGANEI, 2, '0000000102'), as());
  const { changed, faults } = await ask('not-there-key', 2);
  expect(faults).toEqual([]);
  expect(changed).toMatchObject({ outcome: 'NOT_PROVIDED', municipality: KOKUBUNJI, doses: [] });
});

test('the system knows of the targets alone that were registered', async () => {
  const numbers = PEOPLE.map((person) => known(KOGANEI, person));
  const targets = await world.vrs.of(KOGANEI).targets(numbers, as());
  expect(targets.filter((one) => one !== null).map(({ person }) => person)).toEqual([known(KOGANEI, 1)]);
  expect(await world.desk().targetsOf([{ atenaNumber: atena(2), labels: 0 }])).toEqual([null]);
});
