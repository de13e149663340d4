import { openResidentRegistry } from '../../adapters/resident-registry/adapter.js';
import type {
  RegistryItem,
  ResidentCriteria,
  ResidentPage,
  ResidentRegistry,
  PolicyAttributes,
} from '../../adapters/resident-registry/model.js';
import { adapterSuite, live, type Opened } from './support/adapter-suite.js';
import { databaseKinds, MUNICIPALITY, OTHER_MUNICIPALITY } from './support/database.js';
import { atena, REGISTRY_ROWS, setai } from './support/registry-rows.js';

const TODAY = '2023-06-27';
const call = { items: new Set<never>(), signal: live() };
const ALL: readonly RegistryItem[] = [
  'name',
  'birthDate',
  'sex',
  'residentSince',
  'residentUntil',
  'address',
  'household',
];

describe.each(databaseKinds())('resident registry over %s', (kind) => {
  const the = adapterSuite<ResidentRegistry, RegistryItem>({
    name: 'resident registry',
    folder: 'resident-registry',
    fixture: REGISTRY_ROWS,
    kind,
    open: openResidentRegistry,
    load: (adapter, keys, items, signal) => adapter.loadMany(keys, { items, signal }),
    keyOf: (value) => (value as { atenaNumber: string }).atenaNumber,
    keys: [atena(1), atena(2), atena(3)],
    unknownKey: atena(77),
    foreignKey: atena(8),
    makeKey: (index) => atena(index + 1_000),
    columns: {
      name: ['SIMEI_KANJI', 'SIMEI_KANA', 'TSUSHO', 'ROMAJI', 'KYUSI'],
      birthDate: ['UMARE_YMD', 'UMARE_FUMEI', 'UMARE_HYOJI'],
      sex: ['SEIBETU_CD'],
      residentSince: ['"JUMIN_YMD'],
      residentUntil: ['HIJUMIN_YMD'],
      address: ['JUSHO', 'KATAGAKI'],
      household: ['SETAI_NO'],
    },
  });
  residentPromises(the);
  standingPromises(the);
  householdPromises(the);
  searchPromises(the);
  hostileInputPromises(the);
});

function residentPromises(the: () => Opened<ResidentRegistry>): void {
  const resident = async (index: number, ...items: RegistryItem[]) => {
    const [found] = await the().adapter.loadMany([atena(index)], { items: new Set(items), signal: live() });
    return found;
  };

  it('keeps names as stored: variation selectors, compatibility and private-use characters, surrogates', async () => {
    expect((await resident(1, 'name'))?.name).toEqual({
      kanji: '渡邉\u{E0100}　芦󠄂子',
      kana: 'ワタナベ　ヨシコ',
      alias: '神\uFA19\uE000　𠮷',
      roman: 'ＷＡＴＡＮＡＢＥ Yoshiko',
      former: '髙橋',
    });
  });

  it('leaves out what was not asked for', async () => {
    expect(await resident(1, 'sex')).toEqual({ atenaNumber: atena(1), sex: 'FEMALE' });
  });

  it('shows an uncertain birth date with the text of the source', async () => {
    expect(await resident(2, 'birthDate', 'sex')).toMatchObject({
      birthDate: { iso: '1950', precision: 'YEAR', display: '昭和２５年月日不詳' },
      sex: 'UNKNOWN',
    });
  });

  it('has no end for a resident, and an unknown end for a dead person without a date', async () => {
    expect((await resident(1, 'residentUntil'))?.residentUntil).toBeNull();
    expect((await resident(3, 'residentUntil'))?.residentUntil).toMatchObject({
      iso: '2022-03-31',
      precision: 'DAY',
    });
    expect((await resident(9, 'residentUntil'))?.residentUntil).toMatchObject({
      iso: null,
      precision: 'UNKNOWN',
    });
  });

  it('gives null for an unknown code and a day that does not exist, and reports both by column alone', async () => {
    expect(await resident(4, ...ALL)).toMatchObject({
      sex: null,
      birthDate: { iso: null, precision: 'UNKNOWN' },
    });
    expect(the().fixture.quarantined).toEqual(
      expect.arrayContaining([
        { system: 'RESIDENT_REGISTRY', table: 'JUKI_KIHON', column: 'SEIBETU_CD', reason: 'UNKNOWN_CODE' },
        { system: 'RESIDENT_REGISTRY', table: 'JUKI_KIHON', column: 'UMARE_YMD', reason: 'BAD_DATE' },
      ]),
    );
  });

  it('writes address and 方書 in one line', async () => {
    expect((await resident(1, 'address'))?.address).toBe('小金井市本町六丁目９６番３号　関所荘　１０１');
    expect((await resident(2, 'address'))?.address).toBe('小金井市本町六丁目９６番３号');
  });
}

/** Whom the measures of a day cover. */
async function hidden(the: () => Opened<ResidentRegistry>, asOf: string): Promise<readonly string[]> {
  return (await the().adapter.loadSupportMeasures(asOf, call)).inForce;
}

function standingPromises(the: () => Opened<ResidentRegistry>): void {
  const PERSONS = [1, 2, 3, 4, 5, 6, 7, 9].map(atena);
  const standings = async (asOf: string): Promise<readonly (PolicyAttributes | null)[]> =>
    the().adapter.loadPolicyAttributes(PERSONS, await hidden(the, asOf), call);
  const coveredOn = async (asOf: string): Promise<readonly boolean[]> => {
    const inForce = await hidden(the, asOf);
    return PERSONS.map((number) => inForce.includes(number));
  };

  it('counts support measures on their first and last day, not the day before or after, not in a gap of one day, not when cancelled', async () => {
    await standings(TODAY);
    expect(the().fixture.statements).toHaveLength(2);
    expect(await coveredOn(TODAY)).toEqual([true, true, false, false, false, true, true, false]);
  });

  it('turns with the calendar', async () => {
    const covered = coveredOn;
    expect(await covered('2023-06-26')).toEqual([false, true, true, false, false, true, true, false]);
    expect(await covered('2023-06-28')).toEqual([true, false, true, true, false, true, true, false]);
    expect(await covered('2023-07-01')).toEqual([true, false, true, true, false, true, false, false]);
    expect(await covered('2022-12-31')).toEqual([false, true, true, false, false, true, true, true]);
  });

  it('lists each person who has a measure in force on the day, once', async () => {
    const listed = (asOf: string) => hidden(the, asOf);
    expect(await listed(TODAY)).toEqual([1, 2, 6, 7].map(atena));
    expect(await listed('2022-12-31')).toEqual([2, 3, 6, 7, 9].map(atena));
  });

  it('carries household, municipality and status, null for an unknown status', async () => {
    const [first, , , fourth] = await standings(TODAY);
    expect(first).toMatchObject({
      householdNumber: setai(1),
      municipality: MUNICIPALITY,
      status: 'RESIDENT',
    });
    expect(fourth?.status).toBeNull();
  });

  it('names where each person has moved in from by the day: nothing that is doubtful, cancelled or from abroad', async () => {
    const from = (asOf: string) => the().adapter.loadMoveIns([...PERSONS, atena(77)], asOf, call);
    const nobody = Array.from({ length: 8 }, () => []);
    const [first, ...others] = await from(TODAY);
    expect(first).toEqual([OTHER_MUNICIPALITY, '130001']);
    expect(others).toEqual([[], [], [], [OTHER_MUNICIPALITY], [], [], [], []]);
    expect((await from('2023-06-28'))[0]).toEqual([OTHER_MUNICIPALITY, '130001', '130002']);
    expect((await from('2021-12-31')).slice(0, 8)).toEqual(nobody);
  });

  it('answers null for a person it does not hold', async () => {
    expect(await the().adapter.loadPolicyAttributes([atena(77)], [], call)).toEqual([null]);
  });
}

function householdPromises(the: () => Opened<ResidentRegistry>): void {
  it('lists current residents of that household alone, and those whose status is unknown, the head first, with relations of several levels', async () => {
    const [first, second, none, foreign] = await the().adapter.loadHouseholds([1, 2, 4, 3].map(setai), call);
    const column = 'JUKI_KIHON.ZOKUGARA_CD';
    const unknown = [{ column, reason: 'UNKNOWN_CODE', fields: ['relationship'] }];
    expect(first?.members).toEqual([
      { atenaNumber: atena(1), relationship: '世帯主', head: true },
      { atenaNumber: atena(2), relationship: '子の妻', head: false },
      { atenaNumber: atena(4), relationship: null, head: false, setAside: unknown },
    ]);
    expect(second?.members.map((member) => member.atenaNumber)).toEqual([atena(5), atena(6)]);
    expect(none).toBeNull();
    expect(foreign).toBeNull();
  });
}

const page = (changes: Partial<ResidentPage> = {}): ResidentPage => ({
  sort: 'ATENA_NUMBER',
  descending: false,
  first: 100,
  after: null,
  ...changes,
});

async function numbers(
  the: () => Opened<ResidentRegistry>,
  criteria: ResidentCriteria,
  asOf = TODAY,
): Promise<number[]> {
  return found(the, criteria, await hidden(the, asOf));
}

/** Where these persons are under support measures. */
async function found(
  the: () => Opened<ResidentRegistry>,
  criteria: ResidentCriteria,
  protectedNumbers: readonly string[],
): Promise<number[]> {
  const { positions } = await the().adapter.search(criteria, page(), protectedNumbers, call);
  expect(await the().adapter.count(criteria, protectedNumbers, call)).toBe(positions.length);
  return positions.map((position) => Number(position.atenaNumber));
}

function searchPromises(the: () => Opened<ResidentRegistry>): void {
  it('finds nobody of another municipality', async () => {
    expect(await numbers(the, {})).toEqual([1, 2, 3, 4, 5, 6, 7, 9]);
    expect(await numbers(the, { atenaNumbers: [atena(8), atena(1)] })).toEqual([1]);
  });

  it.each(['しょう', 'ショウ', 'ｼｮｳ', 'ｼﾖｳ', 'シヨウ', 'ショ ウ　ジョ'])(
    'finds a reading typed as %s',
    async (prefix) => {
      expect(await numbers(the, { kanaPrefix: prefix })).toEqual([2]);
    },
  );

  it('keeps marks apart and reads half-width marks', async () => {
    expect(await numbers(the, { kanaPrefix: 'ｶﾞﾝ' })).toEqual([3]);
    expect(await numbers(the, { kanaPrefix: 'カン' })).toEqual([]);
  });

  it('finds birth dates by day and by range', async () => {
    expect(await numbers(the, { birthDate: '1948-05-02' })).toEqual([3]);
    expect(await numbers(the, { birthDateFrom: '1950-01-01', birthDateTo: '1950-12-31' })).toEqual([4, 5]);
    expect(await numbers(the, { birthDateTo: '1950-05-01' })).toEqual([2, 3, 4, 5]);
    expect(await numbers(the, { birthDateFrom: '2012-02-29' })).toEqual([6]);
  });

  /** docs/attacks.md H1 and H2. */
  it.each(['ｼﾖｳｼﾞ', 'シヨウシ゛', 'しょうし゛ょ', 'シヨウシﾞヨ', 'ショウ\u200bジ', 'シヨウシ\u3099'])(
    'finds a reading whose marks were typed apart: %j',
    async (prefix) => expect(await numbers(the, { kanaPrefix: prefix })).toEqual([2]),
  );

  /** docs/attacks.md H3. */
  it.each([
    ...[
      '本町六丁目',
      '本町6丁目',
      '本町６丁目',
      '本町6-',
      '本町６－',
      '本町６−',
      '本町６ー',
      '本町6丁',
      '本町6',
      '本町六',
    ],
    ...[
      '本町6-96-3',
      '本町６丁目９６番３号',
      '本町六丁目96番地の3',
      '本町6の96の3',
      '本町 ６ ー ９６',
      '小金井市本町6-96',
    ],
    ...['本町6/96/3', '本町6.96.3', '本町６・９６・３', '本町6-96-03', '本町06-96', '本町6 96 3'],
    ...['本町六の九十六の三', '本町六ー九六', '東京都小金井市本町6-96', '〒184-0004 本町6-96-3'],
  ])('finds an address typed as %s', async (text) => {
    // A measure of one of them closes the address for all who live there.
    expect(await found(the, { addressContains: text }, [])).toEqual([1, 2, 3, 4, 9]);
    expect(await numbers(the, { addressContains: text })).toEqual([]);
  });
  it.each(['本町5-', '本町16-', '本町66', '本町6-69'])('finds nobody at %s', async (text) => {
    expect(await found(the, { addressContains: text }, [])).toEqual([]);
  });
  it('finds a room in figures of any width, and no protected person', async () => {
    expect(await found(the, { addressContains: '関所荘101' }, [])).toEqual([1]);
    expect(await numbers(the, { addressContains: '関所荘101' })).toEqual([]);
  });

  /** docs/attacks.md H12. */
  it.each([
    '本町6-96-3関所荘101',
    '小金井市本町六丁目96番3号　関所荘 １０１号',
    '96-3 関所荘',
    '本町6-96-3-関所荘',
  ])('finds an address with its 方書 in one line, %s, and no protected person', async (text) => {
    expect(await found(the, { addressContains: text }, [])).toEqual([1]);
    expect(await numbers(the, { addressContains: text })).toEqual([]);
  });
  it('does not take a room for a part of the number of the house', async () => {
    for (const text of ['本町6-96-310', '本町6-96-3101', '本町6-96-30', '本町6-96-3桜荘'])
      expect(await found(the, { addressContains: text }, [])).toEqual([]);
  });

  /** docs/attacks.md H13. */
  it.each([
    ...['YOSHIKO WATANABE', 'yoshiko, watanabe', 'Ｙｏｓｈｉｋｏ　Ｗａｔａｎａｂｅ', 'Wàtanabé'],
    ...['渡邉様', '渡邉 芦子 さん', '渡辺氏', 'ワタナベさん'],
    ...['ヨシコ', 'ﾖｼｺ', 'ワタナベ　ヨシコ', 'わたなべよしこ'],
  ])('finds a name as people say it: %s', async (name) => expect(await numbers(the, { name })).toEqual([1]));
  it.each(['WATANABE TARO', 'ワタナ', 'シコ'])('finds whom they mean by %s', async (name) =>
    expect(await numbers(the, { name })).toEqual(name === 'WATANABE TARO' ? [] : [1]),
  );

  /** docs/attacks.md H4 and H5. */
  it.each([
    ...['渡邉芦子', '渡邉　芦子', '渡辺蘆子', '渡邊 芦子', '渡邉\u{E0101}', '邊', '渡辺'],
    ...['WATANABE', 'watanabe yoshiko', 'Ｗａｔａｎａｂｅ', 'ＹＯＳＨＩＫＯ', 'わたなべ'],
    ...['高橋', '髙橋', '神神', '神\uFA19\uE000吉', '𠮷'],
  ])('finds a name, an alias, a Roman name or a former surname typed as %s', async (name) => {
    expect(await numbers(the, { name })).toEqual([1]);
  });
  it.each(['渡', '子渡', 'TAYLOR', '%', '_', '高木', "' OR 1=1 --"])(
    'finds as many as have it by the name %s',
    async (name) => {
      expect(await numbers(the, { name })).toEqual(name === '渡' ? [1] : []);
    },
  );

  /** docs/attacks.md H6. */
  it('finds an uncertain birth date as one that may be, where it is asked to', async () => {
    const june = { birthDateFrom: '1950-06-01', birthDateTo: '1950-06-30' };
    expect(await numbers(the, june)).toEqual([]);
    expect(await numbers(the, { ...june, uncertainBirths: true })).toEqual([2]);
    expect(await numbers(the, { birthDate: '1950-06-15', uncertainBirths: true })).toEqual([2]);
    expect(await numbers(the, { birthDateFrom: '1950-03-01', uncertainBirths: true })).toEqual([
      1, 2, 5, 6, 9,
    ]);
    expect(
      await numbers(the, { birthDateFrom: '1951-01-01', birthDateTo: '1951-12-31', uncertainBirths: true }),
    ).toEqual([]);
  });

  it('finds by sex, and under UNKNOWN whoever has none that is known', async () => {
    const [male, female, unknown] = [
      await numbers(the, { sex: 'MALE' }),
      await numbers(the, { sex: 'FEMALE' }),
      await numbers(the, { sex: 'UNKNOWN' }),
    ];
    expect(female).toEqual([1]);
    expect(unknown).toEqual([2, 4]);
    expect([...male, ...female, ...unknown].sort()).toEqual((await numbers(the, {})).toSorted());
  });

  it('finds by status, and nobody for no status', async () => {
    expect(await numbers(the, { statuses: ['DECEASED', 'MOVED_OUT'] })).toEqual([3, 7, 9]);
    expect(await numbers(the, { statuses: [] })).toEqual([]);
    expect(await numbers(the, { statuses: ['UNKNOWN'] })).toEqual([4]);
    expect(await numbers(the, { statuses: ['UNKNOWN', 'MOVED_OUT'] })).toEqual([3, 4]);
  });

  it('never finds nor counts a person under support measures, or who lives with one, by a part of the address', async () => {
    expect(await numbers(the, { addressContains: '桜町' })).toEqual([]);
    expect(await numbers(the, { addressContains: '桜町' }, '2021-12-31')).toEqual([5, 6, 7]);
    expect(await numbers(the, { addressContains: '関所荘' })).toEqual([]);
    expect(await numbers(the, { addressContains: '関所荘' }, '2023-06-26')).toEqual([]);
    expect(await numbers(the, { addressContains: '関所荘' }, '2021-12-31')).toEqual([1]);
    expect(await numbers(the, { kanaPrefix: 'サイトウ' })).toEqual([5, 6, 7]);
  });

  it.each(['ATENA_NUMBER', 'KANA', 'BIRTH_DATE'] as const)(
    'pages through all by %s, in both directions',
    async (sort) => {
      const whole = await the().adapter.search({}, page({ sort }), [], call);
      for (const descending of [false, true]) {
        const seen: string[] = [];
        let after: ResidentPage['after'] = null;
        for (let more = true; more;) {
          const part = await the().adapter.search({}, page({ sort, descending, first: 3, after }), [], call);
          seen.push(...part.positions.map((position) => position.atenaNumber));
          after = part.positions.at(-1) ?? null;
          more = part.hasMore;
        }
        const expected = whole.positions.map((position) => position.atenaNumber);
        expect(seen).toEqual(descending ? expected.reverse() : expected);
      }
    },
  );

  it('sorts unknown birth dates before those that are known', async () => {
    const { positions } = await the().adapter.search({}, page({ sort: 'BIRTH_DATE' }), [], call);
    expect(positions.map((position) => Number(position.atenaNumber))).toEqual([7, 3, 2, 4, 5, 1, 9, 6]);
  });
}

function hostileInputPromises(the: () => Opened<ResidentRegistry>): void {
  it.each(['%', '_', '[', '!', "' OR 1=1 --", "'; DROP TABLE JUKI_KIHON; --"])(
    'takes %s as text',
    async (text) => {
      expect(await numbers(the, { kanaPrefix: text })).toEqual([]);
      const literal = { '%': [5], _: [5], '[': [5] }[text] ?? [];
      expect(await numbers(the, { addressContains: text }, '2021-12-31')).toEqual(literal);
      expect(the().fixture.statements.join()).not.toContain('DROP');
    },
  );

  it('finds wildcards that are part of a stored reading', async () => {
    expect(await numbers(the, { kanaPrefix: 'カ%タ_ロ[' })).toEqual([4]);
    expect(await numbers(the, { kanaPrefix: 'カ_タ' })).toEqual([]);
  });

  it.each([
    { kanaPrefix: ' 　' },
    { addressContains: ' ' },
    { atenaNumbers: [] },
    { kanaPrefix: 'ア'.repeat(200) },
  ])('finds nobody, rather than everybody, for %j', async (criteria) =>
    expect(await numbers(the, criteria)).toEqual([]),
  );

  it('refuses a page of more than 1,000 and more than 1,000 persons', async () => {
    const { adapter } = the();
    await expect(adapter.search({}, page({ first: 1_001 }), [], call)).rejects.toBeInstanceOf(RangeError);
    const many = Array.from({ length: 1_001 }, (_, index) => atena(index));
    await expect(adapter.count({ atenaNumbers: many }, [], call)).rejects.toBeInstanceOf(RangeError);
  });
}
