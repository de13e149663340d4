import { openResidentRegistry } from '../../../adapters/resident-registry/adapter.js';
import type { ResidentRegistry } from '../../../adapters/resident-registry/model.js';
import { ProtectedHomes } from '../../../adapters/resident-registry/shared-home.js';
import { NO_ITEMS } from '../../../src/sources/sources.js';
import { legacyFixture, type LegacyFixture } from '../../contract/support/database.js';
import { atena, person, setai } from '../../contract/support/registry-rows.js';

/** Whose home is that of a protected person, as the database works it out. */

const HOME = '小金井市緑町一丁目1番1号';
/** The protected person, and who lives where beside. */
const [PROTECTED, SAME_HOUSEHOLD, SAME_DOOR, OTHER_FLAT, NO_FLAT, EMPTY_FLAT, ELSEWHERE, LEFT_BEHIND] = [
  ...[1, 2, 3, 4, 5, 6, 7, 8],
] as const;
/** Two whose household says nothing, and two whose address does. */
const [NO_HOUSEHOLD, NO_HOUSEHOLD_EITHER, NO_ADDRESS, NO_ADDRESS_EITHER] = [9, 10, 13, 14] as const;
/** Protected, in a house whose address has no flat; and whoever is written there with one. */
const [WITHOUT_FLAT, IN_A_FLAT] = [11, 12] as const;

const at = (index: number, household: string, address: string, flat: string | null, rest = {}) =>
  person(index, { SETAI_NO: household, JUSHO: address, KATAGAKI: flat, ...rest });

/** Protected, and written without its zeros in the registry; and whoever lives there. */
const [SHORT_NUMBER, WITH_IT] = [15, 16] as const;

let fixture: LegacyFixture;
let registry: ResidentRegistry;
const call = { signal: new AbortController().signal, items: NO_ITEMS };
beforeAll(async () => {
  fixture = await legacyFixture('sqlite', 'resident-registry', {
    JUKI_KIHON: [
      at(PROTECTED, setai(1), HOME, '関所荘101'),
      at(SAME_HOUSEHOLD, setai(1), '府中市', null),
      at(SAME_DOOR, setai(3), HOME, '関所荘101'),
      at(OTHER_FLAT, setai(4), HOME, '関所荘102'),
      at(NO_FLAT, setai(5), HOME, null),
      at(EMPTY_FLAT, setai(6), HOME, ''),
      at(ELSEWHERE, setai(7), '小金井市緑町一丁目1番2号', '関所荘101'),
      at(LEFT_BEHIND, setai(1), '府中市', null, { JUMIN_JOTAI: '2' }),
      at(NO_HOUSEHOLD, '', '国分寺市', null),
      at(NO_HOUSEHOLD_EITHER, '', '小金井市貫井南町', null),
      at(NO_ADDRESS, setai(13), '', null),
      at(NO_ADDRESS_EITHER, setai(14), '', null),
      at(WITHOUT_FLAT, setai(11), '小金井市東町', null),
      at(IN_A_FLAT, setai(12), '小金井市東町', '202'),
      at(SHORT_NUMBER, setai(15), '小金井市前原町', null, { ATENA_NO: String(SHORT_NUMBER) }),
      at(WITH_IT, setai(16), '小金井市前原町', null),
    ],
  });
  registry = await openResidentRegistry(fixture.options);
});
afterAll(async () => {
  await registry.close();
  await fixture.remove();
});

const everybody = Array.from({ length: 14 }, (_, index) => index + 1).filter(
  (index) => index !== NO_HOUSEHOLD && index !== NO_HOUSEHOLD_EITHER,
);

/** Of everybody those who share a home with one of these. */
async function sharing(...numbers: readonly number[]) {
  const rows = await registry.loadPolicyAttributes(everybody.map(atena), numbers.map(atena), call);
  return everybody.filter((_, index) => rows[index]?.sharesHome);
}

const page = { first: 100, after: null, sort: 'ATENA_NUMBER', descending: false } as const;

/** Whom a part of an address finds and counts. */
async function found(addressContains: string, ...numbers: readonly number[]) {
  const criteria = { addressContains };
  const { positions } = await registry.search(criteria, page, numbers.map(atena), call);
  expect(await registry.count(criteria, numbers.map(atena), call)).toBe(positions.length);
  return positions.map(({ atenaNumber }) => Number(atenaNumber));
}

test('a home is shared by household or by door, where a flat that one row lacks sets nobody apart', async () => {
  expect(await sharing(PROTECTED)).toEqual([
    ...[PROTECTED, SAME_HOUSEHOLD, SAME_DOOR, NO_FLAT, EMPTY_FLAT, LEFT_BEHIND],
  ]);
  expect(await sharing(WITHOUT_FLAT)).toEqual([WITHOUT_FLAT, IN_A_FLAT]);
});

test('what says nothing is no home that two could share', async () => {
  expect(await sharing(NO_ADDRESS)).toEqual([NO_ADDRESS]);
  expect(await sharing(NO_HOUSEHOLD)).toEqual([]);
});

test('whose household is not known may live with anybody, and is found by no address', async () => {
  expect(await found('貫井南町')).toEqual([NO_HOUSEHOLD_EITHER]);
  expect(await found('貫井南町', PROTECTED)).toEqual([]);
  const keys = [atena(NO_HOUSEHOLD), atena(NO_HOUSEHOLD_EITHER)];
  const rows = await registry.loadPolicyAttributes(keys, [atena(PROTECTED)], call);
  expect(rows.map((row) => row?.sharesHome)).toEqual([true, true]);
});

test('of several protected persons each home counts, and of nobody none', async () => {
  expect(await sharing(WITHOUT_FLAT, ELSEWHERE)).toEqual([ELSEWHERE, WITHOUT_FLAT, IN_A_FLAT]);
  expect(await sharing()).toEqual([]);
});

test('a search by address finds and counts nobody at such a home, and everybody else', async () => {
  expect(await found('緑町')).toEqual([PROTECTED, SAME_DOOR, OTHER_FLAT, NO_FLAT, EMPTY_FLAT, ELSEWHERE]);
  expect(await found('緑町', PROTECTED)).toEqual([OTHER_FLAT, ELSEWHERE]);
  expect(await found('東町', PROTECTED)).toEqual([WITHOUT_FLAT, IN_A_FLAT]);
  expect(await found('東町', PROTECTED, WITHOUT_FLAT)).toEqual([]);
});

test('whose number stands in the registry without its zeros has a home all the same', async () => {
  expect(await found('前原町')).toContain(WITH_IT);
  expect(await found('前原町', SHORT_NUMBER)).toEqual([]);
  expect(await found('前原町', SHORT_NUMBER, PROTECTED)).toEqual([]);
});

describe('homes that were read', () => {
  const NUMBER = atena(1);
  const row = (household: unknown, address: unknown, door: unknown, number: unknown = atena(9)) => ({
    ...{ atenaNumber: number, householdNumber: household },
    ...{ comparedAddress: address, comparedDoor: door },
  });
  const homes = (...rows: readonly ReturnType<typeof row>[]) => {
    const made = new ProtectedHomes([NUMBER]);
    for (const one of rows) made.add(one);
    return made;
  };

  test('are of whom is protected by whatever writing of the number, and of nobody by none', () => {
    const made = homes();
    for (const number of [NUMBER, '1', '01', '１'])
      expect([number, made.isOfProtected(row('', '', '', number))]).toEqual([number, true]);
    for (const number of [atena(2), '2', '', null, undefined, 'x'])
      expect([number, made.isOfProtected(row('', '', '', number))]).toEqual([number, false]);
  });
  test('each have a door of their own, in one house and in several', () => {
    const made = homes(
      ...[row('1', HOME, '関所荘101'), row('2', HOME, '関所荘102'), row('3', '小金井市本町1番', '関所荘101')],
    );
    const shared = [
      ...[row('9', HOME, '関所荘101'), row('9', HOME, '関所荘102'), row('9', '小金井市本町1番', '関所荘101')],
      ...[row('2', '府中市', null), row('9', HOME, null)],
    ];
    for (const one of shared) expect([one, made.judge()(one)]).toEqual([one, true]);
    const apart = [
      ...[
        row('9', HOME, '関所荘103'),
        row('9', '小金井市本町1番', '関所荘102'),
        row('9', '府中市', '関所荘101'),
      ],
      row('9', null, null),
    ];
    for (const one of apart) expect([one, made.judge()(one)]).toEqual([one, false]);
  });
  test('are told apart by both columns, however often and in whatever order they are asked about', () => {
    const made = homes(row('1', '小金井市本町1-20', '101'));
    const rows = [
      [row('9', '小金井市本町1-20', '101'), true],
      [row('9', '小金井市本町1-201', '01'), false],
      [row('9', '小金井市本町1-20101', null), false],
      [row('9', '小金井市本町1-20\n101', null), false],
      [row('1', '小金井市本町1-201', '01'), true],
    ] as const;
    for (const order of [rows, rows.toReversed()]) {
      const isOfProtected = made.judge();
      for (const [one, expected] of [...order, ...order])
        expect([one, isOfProtected(one)]).toEqual([one, expected]);
    }
  });
  test('are shared by who is protected, and by whose household is not written as text', () => {
    const made = homes();
    expect(made.judge()(row('9', '府中市', null, '1'))).toBe(true);
    for (const household of ['', null, undefined, 7])
      expect(made.judge()(row(household, '府中市', null))).toBe(true);
    expect(made.judge()(row('9', '府中市', null))).toBe(false);
  });
  test('are none where nobody is protected, whatever a row lacks', () => {
    const none = new ProtectedHomes([]);
    expect(none.judge()(row('', '', ''))).toBe(false);
  });
});
