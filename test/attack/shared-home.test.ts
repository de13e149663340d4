import { EditedCity } from '../support/edited-city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/**
 * What tells where a protected person lives is closed for whoever shares the home, on every way to it
 * (docs/attacks.md B3, B8, B11). One of a household of three is protected; a second household has the same address.
 */

let city: EditedCity;
let gateway: TestGateway;
let home: readonly string[];
let apart: string;
let flat: string;
let free: string;
let gone: string;
beforeAll(async () => {
  city = new EditedCity();
  [home = []] = city.households(3, 1);
  [apart = '', flat = '', gone = '', free = ''] = city.households(1, 4).map(([number]) => number ?? '');
  city.measure(home[0], '20230101', '20231231');
  const address = (number: string, door: string | null) =>
    city.registry(
      `UPDATE JUKI_KIHON SET JUSHO = (SELECT JUSHO FROM JUKI_KIHON WHERE ATENA_NO = ?), KATAGAKI = ? WHERE ATENA_NO = ?`,
      ...[home[0], door, number],
    );
  city.registry('UPDATE JUKI_KIHON SET KATAGAKI = ? WHERE ATENA_NO = ?', '見本荘　１０１', home[0]);
  address(apart, '見本荘　１０１');
  address(flat, '見本荘　２０２');
  // Moved out of the home: the last address is the one that must not be found out.
  city.registry(
    "UPDATE JUKI_KIHON SET JUMIN_JOTAI = '2', HIJUMIN_YMD = '20230601', SETAI_NO = (SELECT SETAI_NO FROM JUKI_KIHON WHERE ATENA_NO = ?) WHERE ATENA_NO = ?",
    ...[home[0], gone],
  );
  gateway = await startTestGateway(city.files.environment);
});
afterAll(async () => {
  await gateway?.stop();
  city?.remove();
});

const TELLING = `address phone memo household { members { relationship resident { atenaNumber address phone } } }
  immunizations { lot place institution { name } doctor preExam { institution { name } doctor } }`;
interface Told {
  readonly atenaNumber: string;
  readonly name: object | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly memo: string | null;
  readonly household: object | null;
  readonly immunizations: readonly Record<string, unknown>[] | null;
}
const ask = async <Data>(purpose: string, query: string, variables: object = {}) => {
  const answer = await gateway.as<Data>('clerk', {
    purpose,
    case: 'K-1',
    query,
    variables: { ...variables },
  });
  expect(answer.errors).toEqual([]);
  return answer;
};
const where = ({ address, phone, memo, household, immunizations }: Told) => [
  ...[address, phone, memo, household],
  ...(immunizations ?? []).flatMap((dose) => [
    ...[dose['place'], dose['institution'], dose['doctor']],
    ...Object.values((dose['preExam'] as object | null) ?? {}),
  ]),
];

test.each(['RECOMMEND', 'HISTORY', 'INQUIRY'])(
  'under %s nothing of anybody in the home says where it is',
  async (purpose) => {
    const everybody = [...home, apart, gone];
    const page = await ask<{ residents: { nodes: Told[] } }>(
      purpose,
      `query ($n: [ID!]) { residents(where: {atenaNumbers: $n, status: [RESIDENT, MOVED_OUT]}, first: 100) { nodes { atenaNumber name { kanji } ${TELLING} } } }`,
      { n: everybody },
    );
    const told = page.data.residents.nodes;
    expect(told.map(({ atenaNumber }) => atenaNumber).sort()).toEqual(
      (purpose === 'RECOMMEND' ? [...home, apart] : everybody).toSorted(),
    );
    expect(told.flatMap(where).filter((value) => value !== null && value !== undefined)).toEqual([]);
    expect(new Set(page.withheld.map(({ reason }) => reason))).toContain('NOT_DISCLOSABLE');
    // All else of them is open, and each is told alike, whoever of them is the protected one.
    expect(told.every(({ atenaNumber, name }) => atenaNumber === gone || name !== null)).toBe(true);
    const closed = (number: string) =>
      page.withheld
        .filter(({ path }) => told[Number(path[2])]?.atenaNumber === number && path.length === 4)
        .map(({ coordinate, reason }) => `${coordinate} ${reason}`);
    for (const number of [...home, apart]) expect(closed(number)).toEqual(closed(home[0] ?? ''));
  },
);

test('on the page of each person, and for a machine that asks by key', async () => {
  for (const number of [...home, apart]) {
    const { data } = await ask<{ resident: Told; _entities: Told[] }>(
      'RECOMMEND',
      `query ($id: ID!, $r: [_Any!]!) { resident(atenaNumber: $id) { atenaNumber name { kanji } ${TELLING} }
        _entities(representations: $r) { ... on Resident { atenaNumber name { kanji } ${TELLING} } } }`,
      { id: number, r: [{ __typename: 'Resident', atenaNumber: number }] },
    );
    for (const told of [data.resident, ...data._entities])
      expect(where(told).filter((value) => value !== null && value !== undefined)).toEqual([]);
  }
});

test('no search by a part of the address finds or counts them', async () => {
  const { address } = city.files.row(
    'registry',
    'SELECT JUSHO AS address FROM JUKI_KIHON WHERE ATENA_NO = ?',
    home[0],
  );
  for (const part of [address, '見本荘', '見本荘　１０１']) {
    const { data } = await ask<{ residents: { totalCount: number; nodes: Told[] } }>(
      'RECOMMEND',
      'query ($part: String!) { residents(where: {address: $part}, first: 100) { totalCount nodes { atenaNumber } } }',
      { part },
    );
    const found = data.residents.nodes.map(({ atenaNumber }) => atenaNumber);
    expect(found.filter((number) => [...home, apart, gone].includes(number))).toEqual([]);
    expect(data.residents.totalCount).toBe(found.length);
    // Another door of the same house is another home.
    if (part !== '見本荘　１０１') expect(found).toEqual([flat]);
  }
});

test('of anybody else all of it is told', async () => {
  const { data } = await ask<{ resident: Told }>(
    'RECOMMEND',
    `query ($id: ID!) { resident(atenaNumber: $id) { atenaNumber name { kanji } ${TELLING} } }`,
    { id: free },
  );
  expect(data.resident.address).not.toBeNull();
  expect(data.resident.household).not.toBeNull();
});

test('while nobody can say whom a measure protects, every home stays unknown', async () => {
  const cut = await startTestGateway({
    ...city.files.environment,
    SEKISHO_ADDRESS_URL: 'mssql://reader:secret@127.0.0.1:1/address',
  });
  try {
    const answer = await cut.as<{ resident: Told }>('clerk', {
      purpose: 'RECOMMEND',
      query: 'query ($id: ID!) { resident(atenaNumber: $id) { name { kanji } address } }',
      variables: { id: free },
    });
    expect(answer.errors).toEqual([]);
    expect(answer.data.resident).toMatchObject({ name: { kanji: expect.any(String) }, address: null });
  } finally {
    await cut.stop();
  }
});

describe('a home that is written in another way', () => {
  const WAYS: Readonly<Record<string, (home: Home) => Home>> = {
    'a household number without its zeros': (home) => ({
      ...home,
      setai: home.setai.replace(/^0+/, ''),
      jusho: '別',
    }),
    'one with blanks behind it': (home) => ({
      ...home,
      setai: home.setai.replace(/^0+/, '').padEnd(15),
      jusho: '別',
    }),
    'one in full width': (home) => ({ ...home, setai: wide(home.setai), jusho: '別' }),
    'the address with blanks': (home) => ({ ...home, setai: 'X', jusho: `${home.jusho}　` }),
    'its numbers in the other width': (home) => ({ ...home, setai: 'X', jusho: '見本町六丁目96番３号' }),
    'its numbers with hyphens': (home) => ({ ...home, setai: 'X', jusho: '見本町6-９６－3' }),
    'its 丁目 in digits': (home) => ({ ...home, setai: 'X', jusho: '見本町６丁目９６番地の3' }),
    'the 方書 in the other width': (home) => ({ ...home, setai: 'X', katagaki: 'Ａコーポ１０１' }),
    'the 方書 with 号室': (home) => ({ ...home, setai: 'X', katagaki: 'Aコーポ　101号室' }),
    'a 方書 of blanks': (home) => ({ ...home, setai: 'X', katagaki: '　' }),
    'the 方書 behind the address': (home) => ({
      setai: 'X',
      jusho: `${home.jusho}　${home.katagaki}`,
      katagaki: null,
    }),
  };
  interface Home {
    readonly setai: string;
    readonly jusho: string;
    readonly katagaki: string | null;
  }
  const wide = (text: string) =>
    text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  let other: EditedCity;
  let over: TestGateway;
  const mates = new Map<string, string>();
  let neighbour = '';
  let withOddNumber = '';
  beforeAll(async () => {
    other = new EditedCity();
    const pairs = other.households(2, Object.keys(WAYS).length + 2);
    const live = (number: string, { setai, jusho, katagaki }: Home) =>
      other.registry(
        'UPDATE JUKI_KIHON SET SETAI_NO = ?, JUSHO = ?, KATAGAKI = ? WHERE ATENA_NO = ?',
        ...[setai, jusho, katagaki, number],
      );
    for (const [at, name] of ['', ...Object.keys(WAYS)].entries()) {
      const [sheltered = '', mate = ''] = pairs[at] ?? [];
      const setai = String(5_900_000 + at).padStart(15, '0');
      const own: Home = { setai, jusho: '見本町六丁目９６番３号', katagaki: 'Aコーポ101' };
      live(sheltered, own);
      if (name === '') {
        neighbour = mate;
        live(mate, { setai: 'X', jusho: '見本町六丁目９番６３号', katagaki: null });
      } else {
        mates.set(name, mate);
        // Each pair has a street of its own, so that nobody is closed for another's sake.
        const street = (jusho: string) =>
          jusho.replace('見本町', `見本${'甲乙丙丁戊己庚辛壬癸子'[at - 1] ?? ''}町`);
        live(sheltered, { ...own, jusho: street(own.jusho) });
        const theirs = WAYS[name]?.(own) ?? own;
        live(mate, { ...theirs, jusho: street(theirs.jusho) });
      }
      other.measure(sheltered, '20230101', '20231231');
    }
    // The registry's own row has the number of the protected one without its zeros.
    const [odd = '', mate = ''] = pairs.at(-1) ?? [];
    other.registry(
      'UPDATE JUKI_KIHON SET ATENA_NO = ? WHERE ATENA_NO = ?',
      ` ${odd.replace(/^0+/, '')}`,
      odd,
    );
    other.measure(odd, '20230101', '20231231');
    withOddNumber = mate;
    over = await startTestGateway(other.files.environment);
  });
  afterAll(async () => {
    await over?.stop();
    other?.remove();
  });
  const told = async (number: string) => {
    const { data, errors } = await over.as<{ resident: Told }>('clerk', {
      purpose: 'RECOMMEND',
      query: `query ($id: ID!) { resident(atenaNumber: $id) { name { kanji } ${TELLING} } }`,
      variables: { id: number },
    });
    expect(errors).toEqual([]);
    expect(data.resident.name).not.toBeNull();
    return where(data.resident).filter((value) => value !== null && value !== undefined);
  };

  test.each(Object.keys(WAYS))('is the same one: %s', async (name) => {
    expect(await told(mates.get(name) ?? '')).toEqual([]);
  });

  test('B11: is closed although the row of the protected one has an odd number', async () => {
    expect(await told(withOddNumber)).toEqual([]);
  });

  test('another number of the street is another home', async () => {
    expect(await told(neighbour)).not.toEqual([]);
  });
});
