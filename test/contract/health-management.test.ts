import { openHealthManagement } from '../../adapters/health-management/adapter.js';
import type {
  CoveragePage,
  HealthManagement,
  HealthPersonItem,
  RecallQuery,
} from '../../adapters/health-management/model.js';
import { adapterSuite, live, type Opened } from './support/adapter-suite.js';
import { databaseKinds } from './support/database.js';
import { health, HEALTH_ROWS } from './support/health-rows.js';

const call = { items: new Set<never>(), signal: live() };

describe.each(databaseKinds())('health management over %s', (kind) => {
  const the = adapterSuite<HealthManagement, HealthPersonItem>({
    name: 'health management',
    folder: 'health-management',
    fixture: HEALTH_ROWS,
    kind,
    open: openHealthManagement,
    load: (adapter, keys, items, signal) => adapter.loadMany(keys, { items, signal }),
    keyOf: (value) => (value as { healthNumber: string }).healthNumber,
    keys: [health(1), health(2)],
    unknownKey: health(77),
    foreignKey: health(4),
    makeKey: (index) => health(index + 1_000),
    columns: { phone: ['denwa'], memo: ['bikou'], birth: ['umare_wymd'] },
  });

  it('hands telephone and memo over character for character', async () => {
    const [person] = await the().adapter.loadMany([health(1)], {
      items: new Set(['phone', 'memo'] as const),
      signal: live(),
    });
    expect(person).toMatchObject({
      phone: '042-000-0001',
      memo: '本人申出あり。番号 123456789018 と記載\nメモ ',
    });
  });
  certificatePromises(the);
  coveragePromises(the);
  recallPromises(the);
});

function certificatePromises(the: () => Opened<HealthManagement>): void {
  const items = new Set(['vaccineKind', 'productName', 'passport', 'issuedOn', 'certificateId'] as const);

  it('lists certificates oldest first, passport data on the overseas version alone', async () => {
    const [list] = await the().adapter.loadCertificates([health(1)], { items, signal: live() });
    expect(list).toMatchObject([
      { certificateId: 'b'.repeat(32), vaccineKind: null, passport: null, issuedOn: { iso: '2022-04-01' } },
      {
        certificateId: 'a'.repeat(32),
        vaccineKind: 'COVID19',
        passport: {
          formerNames: '旧姓',
          romanName: 'KENSA TARO',
          nationality: 'JPN',
          passportNumber: 'TZ0000001',
        },
      },
    ]);
    expect(JSON.stringify(list)).not.toContain('LEFT BEHIND');
  });

  it('does not select passport columns for other items', async () => {
    await the().adapter.loadCertificates([health(1)], {
      items: new Set(['productName'] as const),
      signal: live(),
    });
    expect(the().fixture.statements.join()).not.toMatch(/ryoken_no|romaji|kyusei|kokuseki/);
  });

  it('tells a person without certificates from one who does not exist or is not ours', async () => {
    expect(await the().adapter.loadCertificates([health(2), health(77), health(4)], call)).toEqual([
      [],
      null,
      null,
    ]);
  });
}

function coveragePromises(the: () => Opened<HealthManagement>): void {
  const page: CoveragePage = {
    bornFrom: '1900-01-01',
    bornTo: '2023-06-27',
    asOf: '2023-06-27',
    first: 1_000,
    after: null,
  };
  const list = (changes: Partial<typeof page> & { after?: string | null } = {}) =>
    the().adapter.listCoveragePersons({ ...page, ...changes }, call);
  const numbers = async (changes: Parameters<typeof list>[0] = {}) =>
    (await list(changes)).map((person) => Number(person.healthNumber));

  it('lists residents of the city within the births, page by page, in one statement each', async () => {
    // 4 is another city's, 5 has moved out, 10 was born on the day after.
    expect(await numbers()).toEqual([1, 2, 3, 6, 7, 8, 9, 11, 12, 13]);
    expect(the().fixture.statements).toHaveLength(1);
    expect(await numbers({ first: 2 })).toEqual([1, 2]);
    expect(await numbers({ first: 2, after: health(2) })).toEqual([3, 6]);
    expect(await numbers({ bornFrom: '2020-02-29', bornTo: '2020-04-01' })).toEqual([6, 7]);
    expect(await numbers({ bornTo: '2023-06-28', bornFrom: '2023-06-28' })).toEqual([10]);
    expect(await numbers({ asOf: '2009-12-31' })).toEqual([]);
  });

  it('tells a birth that is known to the day from one that is not', async () => {
    const births = new Map((await list()).map((one) => [Number(one.healthNumber), one.birthDate]));
    expect([births.get(1), births.get(3), births.get(11), births.get(12)]).toEqual([
      ...['1953-06-28', null, '1926-12-25'],
      null,
    ]);
  });

  it('has null for a code nobody knows, and reports it', async () => {
    const persons = new Map((await list()).map((one) => [Number(one.healthNumber), one]));
    expect(persons.get(6)).toMatchObject({ sex: 'MALE', district: null });
    expect(persons.get(7)).toMatchObject({ sex: null, district: '01' });
    expect(persons.get(11)).toMatchObject({ sex: 'UNKNOWN', district: '99' });
    expect(the().fixture.quarantined).toEqual(
      expect.arrayContaining([
        { system: 'HEALTH_MANAGEMENT', table: 'kk_kojin', column: 'sei_kbn', reason: 'UNKNOWN_CODE' },
        { system: 'HEALTH_MANAGEMENT', table: 'kk_kojin', column: 'tiku_cd', reason: 'UNKNOWN_CODE' },
      ]),
    );
  });

  it('lists doses given by the day: no examination without one, none that came later, old numbers too', async () => {
    const doses = (asOf: string, ...of: readonly number[]) =>
      the().adapter.listDoseDays(of.map(health), asOf, call);
    expect(await doses('2023-06-27', 1, 2, 50)).toEqual([
      { healthNumber: health(1), vaccine: 'COVID19', day: '2021-07-06' },
      { healthNumber: health(1), vaccine: 'COVID19', day: '2021-06-15' },
      { healthNumber: health(50), vaccine: 'COVID19', day: '2021-06-15' },
    ]);
    expect(the().fixture.statements).toHaveLength(1);
    expect(await doses('2023-06-28', 2)).toEqual([
      { healthNumber: health(2), vaccine: 'COVID19', day: '2023-06-28' },
    ]);
    expect(await doses('2021-06-14', 1)).toEqual([]);
    expect(await doses('2023-06-27', 6)).toEqual([
      { healthNumber: health(6), vaccine: 'COVID19', day: '2023' },
    ]);
  });

  it('refuses a page out of bounds', async () => {
    for (const first of [0, 1_001, 1.5]) await expect(list({ first })).rejects.toBeInstanceOf(RangeError);
  });
}

function recallPromises(the: () => Opened<HealthManagement>): void {
  const query = (changes: Partial<RecallQuery> = {}): RecallQuery => {
    const window = { bornFrom: '2019-04-01', bornTo: '2023-06-27', dosesNeeded: 2, ...changes };
    const { bornFrom: from, bornTo: to, dosesNeeded } = window;
    return {
      ...{ vaccine: 'MR', sex: null, asOf: '2023-06-27', first: 100, after: null },
      births: [{ from, to, dosesNeeded }],
      ...window,
    };
  };
  const find = async (changes: Partial<RecallQuery>): Promise<string[]> =>
    (await the().adapter.findRecallCandidates(query(changes), call)).map(
      (candidate) => candidate.healthNumber,
    );

  it('finds current residents of the window with fewer doses, over the change of an era', async () => {
    expect(await find({})).toEqual([6, 7, 9, 12].map(health));
    expect(await find({ dosesNeeded: 3 })).toEqual([6, 7, 8, 9, 12].map(health));
    expect(await find({ bornFrom: '2019-04-30', bornTo: '2019-05-01', dosesNeeded: 3 })).toEqual(
      [8, 9].map(health),
    );
    expect(await find({ asOf: '2020-05-31' })).toEqual([6, 7, 8, 9, 12].map(health));
    expect(await find({ sex: 'FEMALE' })).toEqual([health(9)]);
  });

  it('finds those of whom the day is certain where a dose is open for it, and all others of the window', async () => {
    const april = { from: '2020-03-01', to: '2020-04-30' };
    // A 29th of February and a day that there is not; whoever was born on 1 May 2019 is between.
    expect(await find({ births: [{ ...april, dosesNeeded: 1 }] })).toEqual([6, 7, 12].map(health));
    expect(await find({ births: [] })).toEqual([6, 12].map(health));
    const several = [0, 1, 0].map((dosesNeeded) => ({ ...april, dosesNeeded }));
    expect(await find({ births: several })).toEqual([6, 7, 12].map(health));
    expect(await find({ births: several.slice(2) })).toEqual([6, 12].map(health));
  });

  it('lists the doses in order, whole days alone, from one more statement', async () => {
    const found = await the().adapter.findRecallCandidates(query({ dosesNeeded: 3 }), call);
    expect(found.find((one) => one.healthNumber === health(8))?.doses).toEqual(['2020-05-01', '2020-06-01']);
    expect(found.find((one) => one.healthNumber === health(9))).toMatchObject({
      birthDate: { iso: '2019-05-01' },
      doses: [],
    });
    expect(the().fixture.statements).toHaveLength(2);
  });

  it('finds a day of two eras in either form, and a birth that may be in the window (docs/attacks.md G10)', async () => {
    const window = { bornFrom: '1926-12-25', bornTo: '1926-12-25', vaccine: 'COVID19' };
    expect(await find(window)).toEqual([health(11)]);
    expect(await find({ bornFrom: '1949-01-01', bornTo: '1951-12-31', vaccine: 'COVID19' })).toEqual([
      health(3),
    ]);
    expect(await find({ bornFrom: '1951-01-01', bornTo: '1951-12-31', vaccine: 'COVID19' })).toEqual([]);
    // On a day of June: in every window that has one, and in none that begins behind or ends before the month.
    for (const [bornFrom, bornTo, there] of [
      ['1955-06-01', '1955-06-01', true],
      ['1955-06-30', '1956-03-31', true],
      ['1954-04-02', '1955-06-01', true],
      ['1955-06-12', '1955-06-18', true],
      ['1955-07-01', '1956-06-30', false],
      ['1954-04-02', '1955-05-31', false],
    ] as const)
      expect([bornFrom, await find({ bornFrom, bornTo, vaccine: 'COVID19' })]).toEqual([
        bornFrom,
        there ? [health(13)] : [],
      ]);
  });

  it('keeps a person with an impossible birth date on the page, without a date, and reports it', async () => {
    const [last] = await the().adapter.findRecallCandidates(query({ after: health(9) }), call);
    expect(last).toMatchObject({ healthNumber: health(12), birthDate: { iso: null, precision: 'UNKNOWN' } });
    expect(the().fixture.quarantined).toMatchObject([{ column: 'umare_wymd', reason: 'BAD_DATE' }]);
  });

  it('pages by number', async () => {
    expect(await find({ first: 2 })).toEqual([6, 7].map(health));
    expect(await find({ first: 2, after: health(7) })).toEqual([9, 12].map(health));
    expect(await find({ after: "0' OR '1'='1" })).toEqual([]);
  });
}
